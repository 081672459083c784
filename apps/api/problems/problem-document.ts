import type { Language } from '#wording';
import { PROBLEM_KINDS, PROBLEM_URN, type Problem } from './problem.js';

/** A problem as it is written in an answer: `application/problem+json` (RFC 9457). */
export interface ProblemDocument {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly detail: string;
  readonly instance: string;
  readonly correlationId?: string;
  readonly problems?: readonly {
    readonly in: string;
    readonly field: string;
    readonly rule: string;
    readonly message: string;
  }[];
  readonly [member: string]: unknown;
}

/**
 * Writes a problem for a reader.
 * @param instance path of the request that met it
 */
export function problemDocument(
  problem: Problem,
  language: Language,
  instance: string,
  correlationId?: string,
): ProblemDocument {
  const { members, faults } = problem.extras;
  return {
    type: `${PROBLEM_URN}${problem.kind}`,
    title: PROBLEM_KINDS[problem.kind][language],
    status: problem.status,
    detail: problem.detail[language],
    instance,
    ...(correlationId !== undefined && { correlationId }),
    ...members,
    ...(faults && {
      problems: faults.map((fault) => ({
        in: fault.in,
        field: fault.field,
        rule: fault.rule,
        message: fault.message[language],
      })),
    }),
  };
}

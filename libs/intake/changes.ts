import { canonicalDigest, canonicalJson, uuidV5 } from '#event-store';
import type { CommandContext } from '#recording';
import type { IntakeCommand } from './register-port.js';
import type { Wording } from '#wording';
import type { Row } from './submission/index.js';

/** What a change is, for people and for counting. */
export const CHANGE_KINDS = [
  'register-body',
  'record-spelling',
  'join-ambito',
  'delegate-management',
  'propose-programme',
  'open-lot',
  'date-lot',
  'register-unit',
  'identify-unit',
  'adopt-counted-unit',
  'correct-unit',
  'state-unit',
  'include-in-lot',
  'annul-counted-unit',
  'register-counted-unit',
  'answer-survey',
  'count-stock',
  'declare-figure',
] as const;
export type ChangeKind = (typeof CHANGE_KINDS)[number];

/**
 * The order in which changes are made; within a stage only those of one lane wait for each other. The stock counts come
 * after the units that they become: an import that was interrupted still knows what the count was before.
 */
export const STAGES = ['bodies', 'owners', 'units', 'unit-facts', 'counted-units', 'declarations'] as const;
export type Stage = (typeof STAGES)[number];

/** The ids of the units that the folder's rows speak of, those being registered included. */
export interface UnitIds {
  /** @throws RangeError when the unit's own change has not been made */
  of(key: string): string;
}

/** One command that would bring the register to what the folder says. */
export interface Change extends Wording {
  readonly kind: ChangeKind;
  readonly stage: Stage;
  /** Changes of one lane follow one another. */
  readonly lane: string;
  /** The same for the same change on the same register: an import that was interrupted is finished by running it again. */
  readonly commandId: string;
  readonly source: { readonly file: string; readonly row?: number; readonly list: string };
  /** Key of the listed unit whose id the command's answer tells. */
  readonly makes: string | null;
  readonly command: (context: CommandContext, ids: UnitIds) => IntakeCommand;
}

export interface Draft extends Wording {
  readonly kind: ChangeKind;
  readonly stage: Stage;
  readonly lane: string;
  /** Natural key of what changes. */
  readonly key: readonly (string | number | null)[];
  /** What it changes from, where something stands: the id of that event. */
  readonly base?: string;
  /** What it says: plain JSON. */
  readonly content: object;
  readonly row: Row;
  readonly makes?: string;
  readonly command: Change['command'];
}

/** Names the commands of imports; nothing else uses it. */
const NAMESPACE = '7d0c6d0e-5f0b-4a53-9a0e-6f3c1b1e2a55';

/** The mark of an import in its events' source: which Ambito, year and table. */
export function listOf(ambito: string, year: number, role: Row['role']): string {
  return `${ambito}-${year}/${role}`;
}

/** Collects the changes of one import. */
export class Changes {
  private readonly drafted: Change[] = [];

  constructor(
    private readonly ambito: string,
    private readonly year: number,
  ) {}

  add({ kind, stage, lane, key, base, content, row, makes, it, en, command }: Draft): void {
    const name = {
      ambito: this.ambito,
      year: this.year,
      kind,
      key,
      base: base ?? null,
      content: canonicalDigest(content),
    };
    const { file, row: number } = row.at;
    const list = listOf(this.ambito, this.year, row.role);
    this.drafted.push({
      kind,
      stage,
      lane,
      commandId: uuidV5(NAMESPACE, canonicalJson(name)),
      source: { file, ...(number !== null && { row: number }), list },
      makes: makes ?? null,
      it,
      en,
      command,
    });
  }

  /** In the order of the stages. */
  inOrder(): readonly Change[] {
    return STAGES.flatMap((stage) => this.drafted.filter((change) => change.stage === stage));
  }
}

import { SURVEY_STATUSES } from '#declarations/domain';
import type { PlanDocument } from './document.js';
import type { Owner } from './owners.js';

/** Response: owners are the members less certified zero and not required; a member without an answer is missing. */
export function responseOf(owners: readonly Owner[]): PlanDocument['response'] {
  const members = owners.filter(({ member }) => member);
  const byStatus = Object.fromEntries(
    SURVEY_STATUSES.map((status) => [status, members.filter((owner) => (owner.status ?? 'missing') === status).length]),
  ) as Readonly<Record<(typeof SURVEY_STATUSES)[number], number>>;
  const asked = members.length - byStatus['certified-zero'] - byStatus['not-required'];
  const answered = byStatus.submitted;
  return { answered, owners: asked, rate: asked === 0 ? null : answered / asked, byStatus };
}

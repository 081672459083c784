import { SURVEY_STATUSES } from '#declarations/domain';
import type { PlanDocument } from './document.js';
import type { Owner } from './owners.js';

/** Response: owners are the members less certified zero and not required; a member without an answer is missing. */
export function responseOf(owners: readonly Owner[]): PlanDocument['response'] {
  const members = owners.filter(isMember);
  const byStatus = Object.fromEntries(
    SURVEY_STATUSES.map((status) => [status, members.filter((owner) => (owner.status ?? 'missing') === status).length]),
  ) as Readonly<Record<(typeof SURVEY_STATUSES)[number], number>>;
  const asked = owners.filter(isAsked).length;
  const answered = owners.filter(isAnswered).length;
  return { answered, owners: asked, rate: asked === 0 ? null : answered / asked, byStatus };
}

/** Whether an answer is expected of the owner: the response rate is a share of these. */
export function isAsked(owner: Owner): boolean {
  return isMember(owner) && owner.status !== 'certified-zero' && owner.status !== 'not-required';
}

export function isAnswered(owner: Owner): boolean {
  return isMember(owner) && owner.status === 'submitted';
}

function isMember({ member }: Owner): boolean {
  return member;
}

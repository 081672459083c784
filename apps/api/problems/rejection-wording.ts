import {
  correctionRefusalWords,
  eventWords,
  referenceRefusalWords,
  unitRefusalWords,
  type Wording,
  type Words,
} from '#wording';
import type { CommandRejected } from '#recording';

const REFUSALS: Words = { ...unitRefusalWords, ...referenceRefusalWords, ...correctionRefusalWords };

/** Why a command is rejected, in both languages; the English sentence is the decider's own. */
export function rejectionWording({ code, message, conflict }: CommandRejected): Wording {
  const refusal = Object.hasOwn(REFUSALS, code) ? REFUSALS[code] : undefined;
  if (!refusal) return { it: message, en: message };
  if (!conflict) return { it: refusal.it, en: message };
  const words: Words = eventWords;
  const event = Object.hasOwn(words, conflict.type) ? words[conflict.type]!.it : conflict.type;
  return { it: `${refusal.it}: contrasta con ${event} del ${conflict.effectiveOn} (${conflict.eventId})`, en: message };
}

import { eventWords, refusalWords, word, type Wording } from '#wording';
import type { CommandRejected } from '#recording';

/** Why a command is rejected, in both languages; the English sentence is the decider's own. */
export function rejectionWording({ code, message, conflict }: CommandRejected): Wording {
  const refusal = Object.hasOwn(refusalWords, code) ? refusalWords[code] : undefined;
  if (!refusal) return { it: message, en: message };
  if (!conflict) return { it: refusal.it, en: message };
  const event = word(eventWords, conflict.type, 'it');
  return { it: `${refusal.it}: contrasta con ${event} del ${conflict.effectiveOn} (${conflict.eventId})`, en: message };
}

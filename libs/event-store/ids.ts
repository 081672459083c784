import { uuidV5 } from './uuid.js';

/**
 * The id of the event a command makes in place `ordinal` (from 0, running over the whole command and all its streams):
 * the same command makes the same ids, so appending it twice is seen.
 * @throws TypeError when the command's id is not a lowercase UUID, or the ordinal is not an integer from 0
 */
export function eventId(commandId: string, ordinal: number): string {
  if (!Number.isSafeInteger(ordinal) || ordinal < 0) throw new TypeError(`${ordinal} is not an ordinal`);
  return uuidV5(commandId, String(ordinal));
}

import { isNativeError } from 'node:util/types';

/** What an error says, for the text of another one. Errors of another realm (a test runner's) are errors too. */
export function reasonOf(error: unknown): string {
  return isNativeError(error) ? error.message : String(error);
}

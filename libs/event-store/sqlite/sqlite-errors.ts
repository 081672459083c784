import { isNativeError } from 'node:util/types';
import { StoreUnavailable } from '../port.js';

/** SQLite's primary result codes (sqlite.org/rescode.html) that a register can meet, in words. */
const MEANING: Readonly<Record<number, string>> = {
  5: 'it is in use by another process',
  8: 'it cannot be written to',
  10: 'the disk reported an error',
  11: 'it is damaged',
  13: 'the disk is full',
  14: 'it cannot be opened',
  26: 'it is not a register, or it is damaged',
};

/** What went wrong with a register's file, in words that name it. Errors that say so already come back as they are. */
export function unavailable(file: string, error: unknown): Error {
  if (!isNativeError(error)) return new StoreUnavailable(`register ${file}: ${String(error)}`);
  const { errcode } = error as Error & { readonly errcode?: unknown };
  if (typeof errcode !== 'number') return error;
  const meaning = MEANING[errcode & 0xff];
  return new StoreUnavailable(`register ${file}: ${meaning ? `${meaning} (${error.message})` : error.message}`);
}

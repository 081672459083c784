import { InvalidEvent, StoreUnavailable } from '../port.js';
import { reasonOf } from '../reason.js';

/** A wrong expected revision, as the server tells it. */
export class ServerIsElsewhere extends Error {
  override readonly name = 'ServerIsElsewhere';
  constructor(readonly actual: number | 'none') {
    super(`the stream is at ${actual}`);
  }
}

/** gRPC status codes (grpc.io/docs/guides/status-codes) that a register can meet, in words. */
const MEANING: Readonly<Record<number, string>> = {
  1: 'it gave the call up',
  4: 'it did not answer in time',
  10: 'it broke the call off',
  13: 'it is going down or broken inside',
  14: 'it cannot be reached',
  16: 'it does not know who is calling',
};

interface Dress {
  readonly type?: unknown;
  readonly code?: unknown;
  readonly actualVersion?: unknown;
}

/** True for "there is no such stream", which is not a failure. */
export function isNoStream(error: unknown): boolean {
  return dressOf(error).type === 'stream-not-found';
}

/**
 * What went wrong at the server, in the port's words: the one place where the client's errors are read. They come in three
 * dresses: the client's own with a `type`, raw gRPC ones with a `code`, and "Server Is Not Ready" as an unknown error.
 * @param server its name in messages
 */
export function portError(server: string, error: unknown): Error {
  if (error instanceof StoreUnavailable) return error;
  const { type, code, actualVersion } = dressOf(error);
  switch (type) {
    case 'wrong-expected-version':
      return new ServerIsElsewhere(typeof actualVersion === 'bigint' ? Number(actualVersion) : 'none');
    case 'maximum-append-size-exceeded':
      return new InvalidEvent('the append has more data than the EventStoreDB takes');
    case 'access-denied':
      return new StoreUnavailable(`EventStoreDB at ${server}: access denied`);
    default: {
      const meaning = typeof code === 'number' ? MEANING[code] : undefined;
      const reason = reasonOf(error);
      return new StoreUnavailable(`EventStoreDB at ${server}: ${meaning ? `${meaning} (${reason})` : reason}`);
    }
  }
}

function dressOf(error: unknown): Dress {
  return typeof error === 'object' && error !== null ? error : {};
}

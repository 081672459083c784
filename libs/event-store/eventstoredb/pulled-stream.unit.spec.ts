import { PassThrough, Readable } from 'node:stream';
import { finished } from 'node:stream/promises';
import { describe, expect, it } from '@jest/globals';
import { PulledStream } from './pulled-stream.js';

const NEVER = new AbortController().signal;

describe('a stream of the client that is let go of', () => {
  // The client pipes each call into the stream that it gives, and is closed when every call has ended. One that is not read
  // to its end stays for ever: on a real server, where the rest of an answer arrives after the first of it was taken, no
  // process that had looked for the end of the log could be closed.
  it('still takes what was on its way, so that the call behind it comes to its end', async () => {
    const call = Readable.from(Array.from({ length: 100 }, (_, n) => n));
    const given = call.pipe(new PassThrough({ objectMode: true, highWaterMark: 4 }));
    const pulled = new PulledStream<number>(given, async () => undefined);
    expect(await pulled.take(NEVER, undefined)).toBe(0);
    pulled.stop();
    await finished(call);
    expect(call.readableEnded).toBe(true);
  });
});

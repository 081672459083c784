import { describe, expect, it } from '@jest/globals';
import { BadHistoryLine, historyLine, parseHistory, parsePages } from './history.js';
import { eventId } from './ids.js';
import { MemoryEventStore } from './memory/memory-event-store.js';
import { BadHistory, type HistoricalEvent } from './port.js';

const COMMAND = '3f0c4b1e-5a3f-4a44-9d3a-3d5c0e1f2a3b';
const EVENT: HistoricalEvent = {
  stream: 'unit-1',
  revision: 0,
  id: eventId(COMMAND, 0),
  type: 'UnitReleased',
  schemaVersion: 1,
  recordedAt: '2024-03-01T08:00:00.000Z',
  data: { note: 'è libera' },
  metadata: { commandId: COMMAND, actor: 'ufficio', correlationId: COMMAND, commandDigest: 'ab'.repeat(32) },
};
const LINE = historyLine(EVENT);

describe('a history as JSON lines', () => {
  it('comes back as it was written', async () => {
    expect(await parse(LINE + LINE)).toEqual([EVENT, EVENT]);
    expect(await parse('')).toEqual([]);
  });

  it('may have a byte order mark, Windows line ends, and no line feed at its end', async () => {
    expect(await parse(`\uFEFF${LINE.trim()}\r\n${LINE.trim()}`)).toEqual([EVENT, EVENT]);
  });

  it.each([
    ['half a line', LINE.slice(0, 50), 'it is not JSON'],
    ['an empty line', '\n', 'it is empty'],
    ['an array', '[]\n', 'it is not an object'],
    ['an unknown field', LINE.replace('{', '{"position":1,'), '"position" is not a field'],
    ['a __proto__ field', LINE.replace('{', '{"__proto__":{},'), '"__proto__" is not a field'],
    ['a __proto__ field in disguise', LINE.replace('{', '{"\\u005f_proto__":{},'), '"__proto__" is not a field'],
    ['a missing field', LINE.replace('"id"', '"type"'), 'must be texts'],
    ['a revision as text', LINE.replace('"revision":0', '"revision":"0"'), 'must be integers'],
    ['no data', LINE.replace('{"note":"è libera"}', 'null'), 'must be objects'],
  ])('names the line and the reason for %s', async (_what, line, reason) => {
    const parsing = parse(LINE + line + LINE);
    await expect(parsing).rejects.toBeInstanceOf(BadHistoryLine);
    await expect(parsing).rejects.toMatchObject({ line: 2, reason: expect.stringContaining(reason) });
  });

  it('names a line that is not UTF-8, and one longer than ten million bytes before it is whole in memory', async () => {
    await expect(
      parse(Buffer.concat([Buffer.from(LINE), Buffer.from([0x22, 0xff, 0x22, 0x0a])])),
    ).rejects.toMatchObject({ line: 2 });
    const endless = function* (): Generator<Uint8Array> {
      for (;;) yield Buffer.alloc(1_000_000, 'x');
    };
    await expect(collect(parseHistory(endless()))).rejects.toMatchObject({
      line: 1,
      reason: 'it is longer than 10000000 bytes',
    });
  });

  it('is judged in its order: an event in front of a bad line is found out first', async () => {
    const bad = LINE.replace('UnitReleased', '$UnitReleased');
    const importing = (text: string) => new MemoryEventStore().importHistory(parsePages([Buffer.from(text)]));
    await expect(importing(`${bad}no event\n`)).rejects.toBeInstanceOf(BadHistory);
    await expect(importing(`${LINE}no event\n${bad}`)).rejects.toMatchObject({ line: 2 });
  });

  it('with a __proto__ key inside the data is refused by the import', async () => {
    const line = LINE.replace('{"note"', '{"__proto__":{"admin":true},"note"');
    await expect(new MemoryEventStore().importHistory(parseHistory([Buffer.from(line)]))).rejects.toThrow('__proto__');
  });
});

async function parse(text: string | Buffer): Promise<HistoricalEvent[]> {
  return collect(parseHistory([Buffer.from(text)]));
}

async function collect<T>(items: AsyncIterable<T>): Promise<T[]> {
  const collected: T[] = [];
  for await (const item of items) collected.push(item);
  return collected;
}

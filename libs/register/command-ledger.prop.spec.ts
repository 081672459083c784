import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { StoredEvent } from '#event-store';
import { bytesWritten, readerOf } from '#saved-views/testing';
import { CommandLedger, type UnfinishedCommand } from './command-ledger.js';

const RUNS = Number(process.env['PROP_RUNS'] ?? 300);

interface Command {
  readonly id: string;
  /** How many events it has in all. */
  readonly size: number;
  readonly streams: readonly string[];
  /** How many of them come to the log. */
  readonly told: number;
  /** What was told of it is taken back at the end. */
  readonly isUndone: boolean;
}

const command = fc
  .record({
    size: fc.integer({ min: 1, max: 3 }),
    streams: fc.array(fc.constantFrom('unit-1', 'unit-2', 'unit-3', 'alias-a'), { minLength: 3, maxLength: 3 }),
    told: fc.integer({ min: 1, max: 3 }),
    isUndone: fc.boolean(),
  })
  .map((given) => ({ ...given, told: Math.min(given.told, given.size) }));

/** Commands of which some are only told in part, their events mixed with one another's; a part of them taken back. */
const logs = fc
  .array(command, { minLength: 1, maxLength: 5 })
  .map((commands) => commands.map((one, i): Command => ({ ...one, id: `c${i}` })))
  .chain((commands) => fc.tuple(fc.constant(commands), fc.array(fc.nat(), { minLength: 20, maxLength: 20 })))
  .map(([commands, draws]) => {
    const left = commands.map((one) => {
      const events = one.streams.slice(0, one.told).map((stream) => ({ command: one, stream, compensation: false }));
      const back = { command: one, stream: one.streams[0]!, compensation: true };
      return one.isUndone && one.told < one.size ? [...events, back] : events;
    });
    return draws.flatMap((draw, index) => {
      const open = left.filter((events) => events.length > 0);
      const next = open[draw % open.length]?.shift();
      return next ? [stored(next, 2 * index + 2)] : [];
    });
  });

function stored(
  { command, stream, compensation }: { command: Command; stream: string; compensation: boolean },
  position: number,
): StoredEvent {
  const metadata = { commandId: command.id, ...(compensation ? { compensation } : { commandEvents: command.size }) };
  return {
    ...{ id: `e${position}`, stream, revision: 0, position, recordedAt: '2024-01-01T00:00:00.000Z' },
    ...{ type: 'Told', data: {}, metadata },
  } as unknown as StoredEvent;
}

/** By the log alone: commands over several streams of which a part is known, and nothing that takes it back. */
function unfinished(log: readonly StoredEvent[], knownAt: number): UnfinishedCommand[] {
  const ids = new Set(log.map(({ metadata }) => metadata.commandId));
  return [...ids].flatMap((commandId) => {
    const own = log.filter(({ metadata }) => metadata.commandId === commandId);
    const told = own.filter(({ metadata }) => metadata.commandEvents !== undefined);
    const size = told[0]!.metadata.commandEvents!;
    const units = [...new Set(told.map(({ stream }) => stream))].filter((stream) => stream.startsWith('unit-'));
    // One that is whole and speaks of one unit never showed a half of anything.
    if (told.length === size && units.length < 2) return [];
    const known = told.filter(({ position }) => position <= knownAt).length;
    const isUndone = own.some(({ metadata, position }) => metadata.compensation && position <= knownAt);
    if (known === 0 || known === size || isUndone) return [];
    const unitsBy = units.filter((unit) => told.some(({ stream, position }) => stream === unit && position <= knownAt));
    return [{ commandId, unitIds: unitsBy.map((stream) => stream.slice('unit-'.length)) }];
  });
}

describe('commands over several streams', () => {
  it('are unfinished as the log says, at every position, while it grows and when they were saved and read back', async () => {
    await fc.assert(
      fc.asyncProperty(logs, fc.nat({ max: 20 }), async (log, split) => {
        let ledger = new CommandLedger();
        for (const [index, event] of log.entries()) {
          ledger.apply(event);
          const known = log.slice(0, index + 1);
          for (let at = 0; at <= event.position + 1; at++) expect(ledger.unfinished(at)).toEqual(unfinished(known, at));
          if (index !== split) continue;
          const saved = await bytesWritten([ledger.capture(event.position)]);
          ledger = new CommandLedger();
          ledger.restore(readerOf(saved));
        }
      }),
      { numRuns: RUNS },
    );
  });
});

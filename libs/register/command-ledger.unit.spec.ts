import { describe, expect, it } from '@jest/globals';
import type { StoredEvent } from '#event-store';
import { CommandLedger } from './command-ledger.js';

describe('a command of which a half is known', () => {
  // The ledger named every unit of the command, whenever it was learnt of: the plan as known between the two halves of a swap
  // said more after the second had come, and so had another digest than when it was first made.
  it('names as known then the units that it had told of by then, also when the other half has come', () => {
    const ledger = new CommandLedger();
    ledger.apply(half('unit-1', 1));
    const then = ledger.unfinished(1);
    ledger.apply(half('unit-2', 2));
    expect(then).toEqual([{ commandId: 'swap', unitIds: ['1'] }]);
    expect(ledger.unfinished(1)).toEqual(then);
    expect(ledger.unfinished(2)).toEqual([]);
  });
});

function half(stream: string, position: number): StoredEvent {
  return {
    ...{
      id: `e${position}`,
      stream,
      revision: 0,
      position,
      recordedAt: '2024-01-01T00:00:00.000Z',
      type: 'UnitsSwapped',
    },
    ...{ schemaVersion: 1, data: {} },
    metadata: { commandId: 'swap', actor: 'a', correlationId: 'swap', commandDigest: 'd', commandEvents: 2 },
  };
}

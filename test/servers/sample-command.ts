import { randomUUID } from 'node:crypto';
import { eventId } from '../../libs/event-store/ids.js';
import type { HistoricalEvent, NewEvent } from '../../libs/event-store/port.js';

/** The events of a new command: about 360 bytes of data and metadata each, like a unit's. */
export function commandEvents(count: number, commandId: string = randomUUID()): NewEvent[] {
  return Array.from({ length: count }, (_, ordinal) => ({
    id: eventId(commandId, ordinal),
    type: 'UnitAssigned',
    schemaVersion: 1,
    data: { effectiveOn: '2024-03-01', contract: 'canone sociale', ordinal, note: 'è assegnata' },
    metadata: {
      commandId,
      actor: 'ufficio-casa',
      correlationId: commandId,
      commandDigest: 'ab'.repeat(32),
      source: { file: 'movimenti.csv', row: ordinal },
    },
  }));
}

/** A history of single-event commands over some streams, one recorded each second; the same for the same name. */
export function* sampleHistory(name: string, events: number, streams: number): Generator<HistoricalEvent, void, void> {
  for (let n = 0; n < events; n++) {
    const commandId = `${name}-0000-4000-8000-${n.toString(16).padStart(12, '0')}`;
    const [event] = commandEvents(1, commandId);
    if (!event) return;
    const recordedAt = new Date(Date.UTC(2024, 0, 1, 0, 0, n)).toISOString();
    yield { ...event, stream: `unit-${n % streams}`, revision: Math.floor(n / streams), recordedAt };
  }
}

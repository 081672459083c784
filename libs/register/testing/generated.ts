import { generateHistory } from '#generator';
import type { StoredEvent } from '#event-store';

/** A generated history of several Ambiti as a log would give it. */
export function generatedLog(units: number, seed: number): StoredEvent[] {
  const history = generateHistory({ units, years: 8, seed, ambiti: 3 });
  return [...history].map((event, i) => ({ ...event, position: i + 1 }));
}

/** The same as JSON Lines, to be imported. */
export async function* linesOf(events: readonly StoredEvent[]): AsyncGenerator<Buffer> {
  for (const { position: _, ...event } of events) yield Buffer.from(`${JSON.stringify(event)}\n`);
}

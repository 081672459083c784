import type { Annulment, FactBody } from '../fact.js';
import type { StreamOf } from '../decide-on-timeline.js';

/** A stream of the given events, with ids by their place: `e0`, `e1`, … */
export function streamOfFacts<B extends FactBody>(...events: readonly (B | Annulment)[]): StreamOf<B> {
  return events.map((event, revision) => ({
    ...event,
    id: `e${revision}`,
    revision,
    position: revision + 1,
  }));
}

export function annulment(target: number, reason = 'recorded by mistake'): Annulment {
  return { type: 'EventAnnulled', data: { effectiveOn: '2024-01-01', target: `e${target}`, reason } };
}

export * from './histories.js';
export * from './oracle.js';

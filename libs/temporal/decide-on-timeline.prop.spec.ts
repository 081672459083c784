import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { decideOnTimeline, type StreamOf, type TimelineCommand } from './decide-on-timeline.js';
import type { Stored } from './fact.js';
import { isRejected } from './rejection.js';
import { histories, runs, type Said } from './testing/histories.js';
import { oracle } from './testing/oracle.js';
import { annulledIds } from './timeline.js';

interface Body {
  readonly type: 'Said';
  readonly data: { readonly effectiveOn: string; readonly replaces?: string; readonly value: number };
}

const door = {
  initial: false,
  evolve: (open: boolean, { data: { value } }: Stored<Body>) => (value < 2 ? value === 0 : open),
  guard: (open: boolean, { data: { value } }: Stored<Body>) =>
    value === 0 && open ? 'OPEN_ALREADY' : value === 1 && !open ? 'SHUT_ALREADY' : undefined,
};

const body: fc.Arbitrary<Body> = fc
  .record({ day: fc.integer({ min: 10, max: 15 }), value: fc.nat(3) })
  .map(({ day, value }) => ({ type: 'Said', data: { effectiveOn: `2024-03-${day}`, value } }));

const target = fc.nat(12).map((revision) => `e${revision}`);
const commands: fc.Arbitrary<TimelineCommand<Body>> = fc.oneof(
  fc.array(body, { maxLength: 3 }).map((facts) => ({ kind: 'record' as const, facts })),
  fc
    .array(fc.record({ target, reason: fc.constantFrom('a', 'b'), replacements: fc.array(body, { maxLength: 2 }) }), {
      maxLength: 3,
    })
    .map((corrections) => ({ kind: 'correct' as const, corrections })),
);

/** Streams as the log keeps them: an annulment has a reason. */
const streams = histories.map((history) => {
  const events = history.map((event) =>
    event.type === 'Said' ? event : { ...event, data: { reason: 'a', ...event.data } },
  );
  return events as unknown as StreamOf<Body>;
});

function appended(stream: StreamOf<Body>, events: readonly object[]): StreamOf<Body> {
  const first = stream.length;
  const position = stream.at(-1)?.position ?? 0;
  const added = events.map((event, i) => ({
    ...event,
    id: `n${first + i}`,
    revision: first + i,
    position: position + 1 + i,
  }));
  return [...stream, ...(added as unknown as StreamOf<Body>)];
}

function illegalIn(stream: StreamOf<Body>): ReadonlySet<string> {
  const said = stream as unknown as readonly Said[];
  const illegal = new Set<string>();
  oracle(said, false, (open: boolean, fact) => {
    if (door.guard(open, fact as unknown as Stored<Body>) !== undefined) illegal.add(fact.id);
    return door.evolve(open, fact as unknown as Stored<Body>);
  });
  return illegal;
}

/** Facts that the stream does not state, each once. */
function missing(facts: readonly Body[], stream: StreamOf<Body>): readonly Body[] {
  const annulled = annulledIds(stream);
  const key = ({ data }: Body) => `${data.effectiveOn} ${data.value}`;
  const stated = stream.flatMap((event) => (event.type === 'Said' && !annulled.has(event.id) ? [key(event)] : []));
  return facts.filter((fact, i) => !stated.includes(key(fact)) && facts.findIndex((f) => key(f) === key(fact)) === i);
}

describe('deciding on a timeline', () => {
  it('whatever is accepted makes no transition illegal that was not, and gives the state it says', () => {
    fc.assert(
      fc.property(streams, commands, (stream, command) => {
        const decided = decideOnTimeline(door, command, stream);
        if (isRejected(decided)) return;
        const after = appended(stream, decided.events);
        const before = illegalIn(stream);
        expect([...illegalIn(after)].filter((id) => !before.has(id))).toEqual([]);
        const said = (some: StreamOf<Body>) =>
          oracle(some as unknown as readonly Said[], false, (open: boolean, fact) =>
            door.evolve(open, fact as unknown as Stored<Body>),
          ).state;
        expect([decided.before, decided.after]).toEqual([said(stream), said(after)]);
      }),
      { numRuns: runs(3_000) },
    );
  });

  it('the same request again is no event', () => {
    fc.assert(
      fc.property(streams, commands, (stream, command) => {
        const decided = decideOnTimeline(door, command, stream);
        if (isRejected(decided)) return;
        const again = decideOnTimeline(door, command, appended(stream, decided.events));
        expect(again).toMatchObject({ events: [] });
      }),
      { numRuns: runs(3_000) },
    );
  });

  it('a refusal for a transition is right: the command would make an illegal one; and it names events of the stream only', () => {
    fc.assert(
      fc.property(streams, commands, (stream, command) => {
        const decided = decideOnTimeline(door, command, stream);
        if (!isRejected(decided)) return;
        const { code, conflict } = decided.rejection;
        if (conflict) expect(stream.map(({ id }) => id)).toContain(conflict.eventId);
        if (!code.endsWith('_ALREADY') || command.kind === 'correct') return;
        const before = illegalIn(stream);
        expect([...illegalIn(appended(stream, missing(command.facts, stream)))].some((id) => !before.has(id))).toBe(
          true,
        );
      }),
      { numRuns: runs(3_000) },
    );
  });

  it('an annulment, and what is annulled already, are annulled by no command', () => {
    fc.assert(
      fc.property(streams, commands, (stream, command) => {
        const decided = decideOnTimeline(door, command, stream);
        if (isRejected(decided)) return;
        const annulled = annulledIds(stream);
        for (const event of decided.events) {
          if (event.type !== 'EventAnnulled') continue;
          const known = stream.find(({ id }) => id === event.data.target);
          expect(known?.type).toBe('Said');
          expect(annulled.has(event.data.target)).toBe(false);
        }
      }),
      { numRuns: runs(3_000) },
    );
  });
});

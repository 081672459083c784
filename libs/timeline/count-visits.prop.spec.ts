import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { TimelineIndex, type CountVisitor, type GroupKey } from './index.js';
import { ambito, knowledge, positionAt, validAt } from './testing/questions.js';
import { histories } from './testing/random-history.js';

const RUNS = Number(process.env['PROP_RUNS'] ?? 300);

/** A column for each base; and what a visit told, added up by group. */
class Told {
  readonly #columns = new Map<string, number>();
  readonly #bases: string[] = [];
  #units = new Map<string, number>();

  constructor(private readonly index: TimelineIndex) {}

  readonly #visitor: CountVisitor = {
    columnsOf: (base) => {
      const text = textOf(base);
      expect(this.#columns.has(text)).toBe(false);
      this.#columns.set(text, this.#bases.length);
      return [this.#bases.push(text) - 1];
    },
    ambito: (name, { columns, units, count }, specials) => {
      for (let i = 0; i < count; i++) this.#add(this.#bases[columns[i]!]!, units[i]!);
      for (let i = 0; i < specials.count; i++) {
        const key = this.index.groupKey(specials.codes[specials.groups[i]!]!);
        expect(key.ambito).toBe(name);
        this.#add(textOf(key), specials.units[i]!);
        this.#add(textOf(plain(key)), -specials.units[i]!);
      }
    },
  };

  at(where: { ambito: string; validAt: string; knownAt: number | undefined }): ReadonlyMap<string, number> {
    this.#units = new Map();
    this.index.visitCounts(where, this.#visitor);
    return new Map([...this.#units].filter(([, units]) => units !== 0).sort());
  }

  #add(group: string, units: number): void {
    this.#units.set(group, (this.#units.get(group) ?? 0) + units);
  }
}

function plain(key: GroupKey): GroupKey {
  return { ...key, conferral: null, lot: null, releaseExpectedIn: null, worksExpectedIn: null };
}

function textOf(key: GroupKey): string {
  return JSON.stringify(Object.entries(key).sort());
}

describe('a visit of the counts', () => {
  it('tells what the counts are, each base asked about once, while the log is written to', () => {
    fc.assert(
      fc.property(
        histories({ maxLength: 32 }),
        fc.array(fc.tuple(ambito, validAt, knowledge), { minLength: 2, maxLength: 5 }),
        (events, coordinates) => {
          const index = new TimelineIndex();
          const told = new Told(index);
          events.forEach((event, last) => {
            index.apply(event);
            const [inAmbito, on, share] = coordinates[last % coordinates.length]!;
            const where = { ambito: inAmbito, validAt: on, knownAt: positionAt(events.slice(0, last + 1), share) };
            const counts = index.counts(where).map(({ key, units }) => [textOf(key), units] as const);
            expect(told.at(where)).toEqual(new Map([...counts].sort()));
          });
        },
      ),
      { numRuns: Math.ceil(RUNS / 3) },
    );
  });
});

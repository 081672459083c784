import { yearOf } from '#temporal';
import type { PlanFacts, PlanUnit } from '../../facts.js';
import { standingOf } from '../../letters/standing.js';
import type { CountedUnits, LetGroup, RegionFacts, UnitGroup, UnitVisitor } from '../region-facts.js';

/** Numbers that mean the same in every call, as those of an index do. */
export class Numbers<K extends object> {
  readonly #numbers = new Map<string, number>();
  readonly #keys: K[] = [];

  of(key: K): number {
    const text = JSON.stringify(key);
    const known = this.#numbers.get(text);
    if (known !== undefined) return known;
    this.#numbers.set(text, this.#keys.length);
    return this.#keys.push(key) - 1;
  }

  key(number: number): K {
    return this.#keys[number]!;
  }
}

/** Columns by base, asked for once as an index does. */
class BaseColumns {
  readonly #known = new Map<string, readonly number[]>();

  columns(base: UnitGroup, columnsOf: UnitVisitor['columnsOf']): readonly number[] {
    const text = JSON.stringify(base);
    const columns = this.#known.get(text) ?? columnsOf(base);
    this.#known.set(text, columns);
    return columns;
  }
}

/** The numbers of one index: the same for every coordinate that is asked about. */
export class GroupNumbers {
  readonly bases = new BaseColumns();
  readonly specials = new Numbers<UnitGroup>();
  /** By Ambito: the numbers of its special groups in order of appearance. */
  readonly #specialsOf = new Map<string, number[]>();
  readonly lets = new Numbers<LetGroup>();

  specialsOf(ambito: string): number[] {
    const numbers = this.#specialsOf.get(ambito) ?? [];
    this.#specialsOf.set(ambito, numbers);
    return numbers;
  }

  /** The index of a special group in its Ambito. */
  special(group: UnitGroup): number {
    const [number, numbers] = [this.specials.of(group), this.specialsOf(group.ambito)];
    const index = numbers.indexOf(number);
    return index === -1 ? numbers.push(number) - 1 : index;
  }
}

/** The facts of several Ambiti as those of their Region: units and lets counted by hand. */
export function regionFactsOf(ambiti: readonly PlanFacts[], numbers = new GroupNumbers()): RegionFacts {
  const [first] = ambiti;
  const { year, validAt, knownAt, position, settled, bodies } = first!;
  const of = <T>(list: (facts: PlanFacts) => readonly T[]) =>
    ambiti.flatMap((facts) => list(facts).map((one) => ({ ambito: facts.ambito, ...one })));
  const units = of((facts) => facts.units);
  const lets = of((facts) => facts.assignments);
  return {
    ...{ year, validAt, knownAt, position, settled },
    reference: {
      ambiti: ambiti.map(({ ambito }) => ambito).toSorted(),
      bodies: bodies.map(({ id, kind, name, municipality, managedBy }) => {
        const memberOf = ambiti.filter((facts) => facts.bodies.some((body) => body.id === id && body.member));
        return { id, kind, name, municipality, managedBy, memberOf: memberOf.map(({ ambito }) => ambito) };
      }),
      declarations: of((facts) => facts.declarations),
      lots: of((facts) => facts.lots),
      conferrals: of((facts) => facts.conferrals),
    },
    units: counted(units, numbers),
    lets: {
      visit: (visit) => {
        for (const { ambito, owner, municipality, serviceClass, channel: by, effectiveOn } of lets) {
          if (yearOf(effectiveOn) !== year - 1 || effectiveOn > validAt) continue;
          visit(ambito, Int32Array.of(numbers.lets.of({ ambito, owner, municipality, serviceClass, by }), 1));
        }
      },
      key: (group) => numbers.lets.key(group),
    },
    named: (unitIds) =>
      units.filter(({ unitId }) => unitIds.includes(unitId)).map((unit) => ({ ...unit, ...standingOf(unit) })),
  };
}

function counted(units: readonly (PlanUnit & { readonly ambito: string })[], numbers: GroupNumbers): CountedUnits {
  return {
    visit: ({ columnsOf, ambito }) => {
      for (const name of new Set(units.map((unit) => unit.ambito))) {
        const columns: number[] = [];
        const groups: number[] = [];
        for (const unit of units) {
          const { owner, municipality } = unit;
          if (unit.ambito !== name) continue;
          const key = { ambito: name, owner, municipality, ...standingOf(unit) };
          const plain = { ...key, lot: null, conferral: null, releaseExpectedIn: null, worksExpectedIn: null };
          columns.push(...numbers.bases.columns(plain, columnsOf));
          if (JSON.stringify(plain) !== JSON.stringify(key)) groups.push(numbers.special(key));
        }
        const distinct = [...new Set(columns)];
        const counted = {
          columns: Int32Array.from(distinct),
          units: Int32Array.from(distinct, (column) => columns.filter((other) => other === column).length),
          count: distinct.length,
        };
        const ones = new Int32Array(groups.length).fill(1);
        const codes = numbers.specialsOf(name);
        ambito(name, counted, { codes, groups: Int32Array.from(groups), units: ones, count: groups.length });
      }
    },
    groupKey: (number) => numbers.specials.key(number),
  };
}

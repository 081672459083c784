import { yearOf } from '#temporal';
import type { PlanFacts, PlanUnit } from '../../facts.js';
import { standingOf } from '../../letters/standing.js';
import type { CountedUnits, LetGroup, RegionFacts, UnitGroup } from '../region-facts.js';

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

/** The numbers of one index: the same for every coordinate that is asked about. */
export class GroupNumbers {
  readonly bases = new Numbers<UnitGroup>();
  readonly specials = new Numbers<UnitGroup>();
  readonly lets = new Numbers<LetGroup>();
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
          visit(numbers.lets.of({ ambito, owner, municipality, serviceClass, by }), 1);
        }
      },
      key: (group) => numbers.lets.key(group),
    },
    named: (unitIds) =>
      units.filter(({ unitId }) => unitIds.includes(unitId)).map((unit) => ({ ...unit, ...standingOf(unit) })),
  };
}

function counted(
  units: readonly (PlanUnit & { readonly ambito: string })[],
  { bases, specials }: GroupNumbers,
): CountedUnits {
  return {
    visit: ({ base, special }) => {
      for (const unit of units) {
        const { ambito, owner, municipality } = unit;
        const key = { ambito, owner, municipality, ...standingOf(unit) };
        const plain = { ...key, lot: null, conferral: null, releaseExpectedIn: null, worksExpectedIn: null };
        base(bases.of(plain), 1);
        if (JSON.stringify(plain) !== JSON.stringify(key)) special(specials.of(key), 1);
      }
    },
    baseKey: (number) => bases.key(number),
    groupKey: (number) => specials.key(number),
  };
}

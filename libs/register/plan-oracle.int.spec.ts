import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { computePlan, type PlanFacts } from '#plan';
import { BruteForce } from '#timeline/testing';
import { PlanReader, type Register } from './index.js';
import { generatedRegister, type GeneratedRegister } from './testing/generated-register.js';

const UNITS = 150;
const SEED = 23;
const AMBITI = 2;

let generated: GeneratedRegister;
let register: Register;
let brute: BruteForce;

beforeAll(async () => {
  generated = await generatedRegister({ units: UNITS, seed: SEED, ambiti: AMBITI });
  ({ register } = generated);
  brute = new BruteForce(await Array.fromAsync(register.store.readAll(0)));
});

afterAll(async () => {
  await generated[Symbol.asyncDispose]();
});

/**
 * The same facts with everything of every unit of the Ambito, by folding its events: the index gives a plan only the
 * units that can stand in another letter than a. What sources reported is compared for those alone, and left as it is.
 */
function everything({ ambito, validAt, position, year, ...facts }: PlanFacts): PlanFacts {
  const asOf = { ambito, validAt, knownAt: position ?? 0 };
  const also = brute.unitIds.filter((unitId) => brute.unitAt(unitId, asOf)?.state.ambito === ambito);
  return {
    ...facts,
    ...{ ambito, validAt, position, year },
    units: brute.planUnits({ ...asOf, also }),
    stock: brute.stock(asOf),
    assignments: brute.movements({ ...asOf, year: year - 1 }).lets,
    anomalies: brute.anomalies(asOf),
  };
}

describe(`a plan over a generated history (${UNITS} dwellings, ${AMBITI} Ambiti, seed ${SEED})`, () => {
  it.each([
    [2016, '2015-12-31', 1],
    [2020, '2019-12-31', 1],
    [2020, '2019-07-15', 0.7],
    [2025, '2024-12-31', 0.9],
    [2025, '2024-12-31', 1],
    [2025, '2025-05-31', 1],
  ])('of %s as of %s is that of every unit’s whole history, %s of the log known', async (year, validAt, share) => {
    const head = await register.store.head();
    const knownAt = String(Math.floor(head.position * share));
    for (const ambito of register.views.directory.ambiti()) {
      const { facts } = await new PlanReader(register).resolve({ ambito, year, validAt, knownAt });
      const all = everything(facts);
      expect(all.units.length).toBeGreaterThan(facts.units.length);
      expect(computePlan(facts)).toEqual(computePlan(all));
    }
  });
});

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { numbersOfAmbito, numbersOfRegion, totalsOfAmbito } from '#plan/region/testing';
import { PlanReader, RegionPlanReader, type Register, type RegionPlanCoordinates } from './index.js';
import { generatedRegister, type GeneratedRegister } from './testing/generated-register.js';

const SEED = 5;
const UNITS = 400;
const AMBITI = 4;
const LETTERS = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'ib', 'j', 'k'] as const;

let generated: GeneratedRegister;
let register: Register;
let ambiti: readonly string[];
let head: number;

beforeAll(async () => {
  generated = await generatedRegister({ units: UNITS, seed: SEED, ambiti: AMBITI });
  ({ register } = generated);
  head = (await register.store.head()).position;
  ambiti = register.views.directory.ambiti();
});

afterAll(async () => {
  await generated[Symbol.asyncDispose]();
});

/** The plan of the Region, held against the plan of every Ambito at the same coordinate. */
async function expectSameNumbers(coordinates: RegionPlanCoordinates): Promise<void> {
  const plans = new PlanReader(register);
  const region = await new RegionPlanReader(register).plan(coordinates);
  for (const ambito of ambiti) {
    const { letters } = await plans.plan({ ...coordinates, ambito });
    expect(numbersOfRegion(region, ambito)).toEqual(numbersOfAmbito(letters));
    expect(region.ambiti.find((of) => of.ambito === ambito)?.totals).toEqual(totalsOfAmbito(letters));
  }
}

describe(`the plan of the Region over a generated history (${UNITS} dwellings, seed ${SEED})`, () => {
  it('is of several Ambiti, and every letter has numbers in some year', async () => {
    const reader = new RegionPlanReader(register);
    const said = new Set<string>();
    for (let year = 2014; year <= 2025; year++) {
      const { rows } = await reader.plan({ year });
      for (const letter of LETTERS) if (rows.some((row) => row[letter])) said.add(letter);
    }
    expect(ambiti).toHaveLength(AMBITI);
    expect([...said].sort()).toEqual([...LETTERS].sort());
  });

  it.each([2016, 2020, 2024, 2025])('gives every Ambito the numbers of its own plan of %i', async (year) => {
    await expectSameNumbers({ year });
  });

  it('does so at dates within the year, and under other rules than those in force', async () => {
    await expectSameNumbers({ year: 2023, validAt: '2023-03-17' });
    await expectSameNumbers({ year: 2023, validAt: '2022-02-28', ruleSet: 'lombardia-2025-03' });
  });

  it('does so as known at several points of the log, also where the date is after all that was known', async () => {
    for (const part of [0.02, 0.3, 0.6, 0.9, 0.999]) {
      await expectSameNumbers({ year: 2022, knownAt: String(Math.ceil(head * part)) });
    }
  });

  it('knows nothing before the first event', async () => {
    const region = await new RegionPlanReader(register).plan({ year: 2024, knownAt: '2000-01-01T00:00:00Z' });
    expect(region).toMatchObject({ position: null, knownAt: null, ambiti: [], rows: [] });
    expect(region.totals.a.total).toBeNull();
  });
});

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { writeFile } from 'node:fs/promises';
import { Ajv } from 'ajv';
import { generateHistory } from '#generator';
import { regionPlanSchema } from '#plan';
import { RegisterAtHand } from './testing/in-process.js';

const REGION = ['plan', '--region', '--year', '2024'];

interface Plan {
  readonly ambiti: readonly { readonly ambito: string; readonly totals: { readonly g: { readonly total: number } } }[];
  readonly totals: { readonly a: { readonly total: number } };
  readonly rows: readonly { readonly g?: { readonly total: number | null } }[];
}

let at: RegisterAtHand;

beforeAll(async () => {
  at = await RegisterAtHand.empty();
  const events = [...generateHistory({ units: 250, years: 6, seed: 3, ambiti: 3 })];
  await writeFile(at.path('history.jsonl'), events.map((event) => `${JSON.stringify(event)}\n`).join(''));
  await at.done('import-history', at.path('history.jsonl'));
});

afterAll(async () => {
  await at.clear();
});

describe('registro plan --region', () => {
  it('prints the totals of every Ambito and of the Region on a hundred columns, in both languages', async () => {
    const italian = await at.run(REGION);
    const english = await at.run(REGION, 'en');
    expect([italian.code, english.code]).toEqual([0, 0]);
    for (const { out } of [italian, english]) {
      for (const line of out.split('\n')) expect(line.length).toBeLessThanOrEqual(100);
      for (const ambito of ['ambito-01', 'ambito-02', 'ambito-03']) expect(out).toContain(ambito);
    }
    expect(italian.out).toContain('tutti gli Ambiti della Regione (3)');
    expect(italian.out).toMatch(/^Regione +\d/m);
    expect(english.out).toMatch(/^Region +\d/m);
  });

  it('gives programs the document of its JSON Schema, the Ambiti with the totals of their own plans', async () => {
    const plan = await at.done<Plan>(...REGION);
    const ajv = new Ajv({ strict: false, formats: { int32: true, double: true, date: true } });
    expect(ajv.validate(regionPlanSchema, plan) || ajv.errorsText()).toBe(true);
    for (const { ambito, totals } of plan.ambiti) {
      const own = await at.done<{ letters: { g: { totals: { AMBITO: { total: number } } } } }>(
        ...['plan', '--ambito', ambito, '--year', '2024'],
      );
      expect([ambito, totals.g.total]).toEqual([ambito, own.letters.g.totals.AMBITO.total]);
    }
    const earlier = await at.done<Plan>(...REGION, '--valid-at', '2020-06-30', '--known-at', '2022-01-01T00:00:00Z');
    expect(earlier.totals.a.total).toBeLessThan(plan.totals.a.total);
  });

  it('gives spreadsheets a line for each number of an owner in a municipality', async () => {
    const plan = await at.done<Plan>(...REGION);
    const { out } = await at.run([...REGION, '--format', 'csv']);
    const [header, ...lines] = out.trimEnd().split('\n');
    expect(header).toBe('ambito,letter,ownerKind,owner,municipality,column,value,ownerId,istat');
    const expected = lines.filter((line) => /^[^,]*,g,.*,total,/.test(line));
    expect(expected).toHaveLength(plan.rows.filter(({ g }) => g !== undefined).length);
  });
});

import { createHash } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { Value } from 'typebox/value';
import type { Static } from 'typebox';
import { computePlan } from './compute-plan.js';
import type { PlanDocument } from './document.js';
import { planSchema } from './schema.js';
import { sealPlan } from './seal.js';
import { RULE_SETS, UnknownRuleSet, ruleSetInForce } from './rule-sets/index.js';
import { alerSubmitted, asIs, counted, facts, free, inLot, lot, of, stock, submitted } from './testing/facts.js';
import { findingsNamed } from './testing/reading.js';

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');
const someFacts = facts({
  declarations: [submitted('Annicco', counted('b', 2)), alerSubmitted(counted('k', 154))],
  stock: [stock('Annicco', 14)],
  units: [free('1'), asIs('2'), inLot('3'), free('4', of('Annicco'))],
  lots: [lot()],
});

/** Both directions: the schema says of a plan what its type says. */
type Same<A, B> = [A] extends [B] ? ([B] extends [A] ? true : never) : never;
const schemaIsTheType: Same<DeepReadonly<Static<typeof planSchema>>, DeepReadonly<PlanDocument>> = true;
type DeepReadonly<T> = T extends readonly (infer I)[]
  ? readonly DeepReadonly<I>[]
  : T extends object
    ? { readonly [K in keyof T]: DeepReadonly<T[K]> }
    : T;

describe('the document', () => {
  it('is valid by its own JSON Schema', () => {
    expect(schemaIsTheType).toBe(true);
    expect([...Value.Errors(planSchema, sealPlan(computePlan(someFacts), sha256))]).toEqual([]);
  });

  it('is valid with movements and when nothing is known', () => {
    const movements = { year: 2024, lettings: [], releases: [], stockOn: [] };
    for (const plan of [
      computePlan(someFacts, { movements }),
      computePlan({ ...someFacts, position: null, knownAt: null }),
    ]) {
      expect([...Value.Errors(planSchema, sealPlan(plan, sha256))]).toEqual([]);
    }
  });

  it('is refused by its schema with a field that nobody declared', () => {
    expect(Value.Check(planSchema, { ...sealPlan(computePlan(someFacts), sha256), extra: 1 })).toBe(false);
  });

  it('writes the position as an opaque string', () => {
    expect(computePlan(someFacts)).toMatchObject({
      ambito: 'cremonese',
      year: 2025,
      validAt: '2024-12-31',
      position: '100',
    });
  });
});

describe('the digest', () => {
  const digest = (parts: Partial<typeof someFacts>) => sealPlan(computePlan({ ...someFacts, ...parts }), sha256).digest;

  it('does not depend on the log that holds the facts: position, knownAt and settled are left out', () => {
    expect(digest({ position: 4210, knownAt: '2026-11-23T10:12:45.120Z', settled: false })).toBe(digest({}));
  });

  it('depends on everything else', () => {
    expect(digest({ validAt: '2025-01-01' })).not.toBe(digest({}));
    expect(digest({ units: [] })).not.toBe(digest({}));
  });
});

describe('what is known', () => {
  it('given K before the first event, then every number is null and the finding says so', () => {
    const plan = computePlan({ ...facts(), position: null, knownAt: null, bodies: [] });
    expect(plan.findings.map(({ rule }) => rule)).toEqual(['NOTHING_KNOWN']);
    expect(plan.letters.a.totals.AMBITO).toEqual({ sap: null, sas: null, other: null, total: null });
    expect(plan.letters.g.totals.AMBITO.total).toBeNull();
    expect(plan.tab1.AMBITO).toMatchObject({ pairs: null, total: null });
    expect(plan.response).toMatchObject({ answered: null, owners: null, rate: null });
  });
});

describe('the rule set', () => {
  it.each([
    ['2024-12-31', 'lombardia-2024-03'],
    ['2025-03-09', 'lombardia-2024-03'],
    ['2025-03-10', 'lombardia-2025-03'],
    ['2000-01-01', 'lombardia-2024-03'],
  ])('is the one in force at D: at %s %s', (validAt, id) => {
    expect(ruleSetInForce(validAt).id).toBe(id);
    expect(computePlan({ ...someFacts, validAt }).ruleSet).toBe(id);
  });

  it('can be asked for, with a finding when it was not in force', () => {
    const plan = computePlan(someFacts, { ruleSet: 'lombardia-2025-03' });
    expect(plan.ruleSet).toBe('lombardia-2025-03');
    expect(findingsNamed(plan, 'RULES_NOT_IN_FORCE')).toHaveLength(1);
    expect(findingsNamed(computePlan(someFacts), 'RULES_NOT_IN_FORCE')).toEqual([]);
  });

  it('is refused when nobody wrote it', () => {
    expect(() => computePlan(someFacts, { ruleSet: 'lombardia-1999' })).toThrow(UnknownRuleSet);
  });

  it('says in every plan what it assumes', () => {
    const [found] = findingsNamed(computePlan(someFacts), 'RULES_ASSUMED');
    for (const assumption of RULE_SETS[0].assumptions) expect(found?.message).toContain(assumption.it);
  });
});

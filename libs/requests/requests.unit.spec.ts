import { describe, expect, it } from '@jest/globals';
import { actsOf, checkRequest, InvalidRequest, requestClass, unitActs, type AggregateName } from './index.js';

const requestOf = (verb: string) => {
  const act = unitActs.find((candidate) => candidate.verb === verb)!;
  return requestClass(act.type, act.schema);
};

const problemsOf = (verb: string, plain: unknown) => {
  try {
    checkRequest(requestOf(verb), plain);
    return [];
  } catch (error) {
    if (!(error instanceof InvalidRequest)) throw error;
    return error.problems.map(({ field, rule }) => `${field}: ${rule}`);
  }
};

describe('a request from outside', () => {
  it('is made for every act of every aggregate', () => {
    for (const aggregate of Object.keys(actsOf) as AggregateName[]) {
      for (const act of actsOf[aggregate]) expect(requestClass(act.type, act.schema).name).toBe(act.type);
    }
  });

  it('gives its fields back when they are right', () => {
    const plain = { effectiveOn: '2024-12-05', channel: 'mobility', indigent: true };
    expect(checkRequest(requestOf('assign'), plain)).toEqual(plain);
  });

  it('names a date that does not exist', () => {
    expect(problemsOf('release', { effectiveOn: '2024-02-30' })).toEqual(['effectiveOn: isCivilDate']);
    expect(problemsOf('release', { effectiveOn: '0000-01-01' })).toEqual(['effectiveOn: isCivilDate']);
  });

  it('names a field it does not know, and one that is missing', () => {
    expect(problemsOf('release', { effectiveOn: '2024-12-05', tenant: 'x' })).toEqual(['tenant: whitelistValidation']);
    expect(problemsOf('sat', { effectiveOn: '2024-12-05' })).toContain('until: isString');
  });

  it('refuses a value outside the vocabulary', () => {
    expect(problemsOf('assign', { effectiveOn: '2024-12-05', channel: 'friendship' })).toEqual(['channel: isIn']);
  });

  it('refuses __proto__ keys at any depth, arrays and bare values', () => {
    expect(problemsOf('release', JSON.parse('{"effectiveOn":"2024-12-05","__proto__":{"a":1}}'))).toEqual([
      '__proto__: whitelistValidation',
    ]);
    expect(problemsOf('release', [])).toEqual([': isObject']);
    expect(problemsOf('release', 'x')).toEqual([': isObject']);
  });
});

import { globSync, readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { EVENTS_BY_AGGREGATE } from '#event-catalogue';
import { LIFECYCLE_STATES, SERVICE_CLASSES } from '#units/domain';
import { eventWords } from './event-words.js';
import { refusalWords } from './refusal-words.js';

/** Where refusals are decided: guards and deciders of every aggregate, and the commands over several of them. */
const DECIDING = [
  'libs/*/domain/guard.ts',
  'libs/*/domain/context-guard.ts',
  'libs/*/domain/decide*.ts',
  'libs/temporal/*.ts',
  'libs/units/commands/*.ts',
  'libs/recording/*.ts',
];

/** Words in capitals that those rooms compare or write, and that refuse nothing. */
const VOCABULARY: ReadonlySet<string> = new Set([
  ...LIFECYCLE_STATES,
  ...SERVICE_CLASSES,
  ...['PLANNED', 'IN_STOCK', 'OUT', 'COMUNE'],
]);

/** Codes are plain strings once decided, so the types cannot tell that one has no words: the sources can. */
function codesIn(files: readonly string[]): readonly string[] {
  const literals = files.flatMap((file) => [...readFileSync(file, 'utf8').matchAll(/'([A-Z]+(?:_[A-Z]+)*)'/g)]);
  return [...new Set(literals.map(([, literal]) => literal!))].filter((literal) => !VOCABULARY.has(literal)).sort();
}

describe('the words people read', () => {
  const files = globSync(DECIDING).filter((file) => !file.endsWith('.spec.ts'));
  const codes = codesIn(files);

  it('are found where refusals are decided', () => {
    expect(codes).toEqual(expect.arrayContaining(['NOT_VACANT', 'ALIAS_TAKEN', 'TARGET_UNKNOWN', 'BODY_UNKNOWN']));
  });

  it.each(codes)('tell the refusal %s in both languages', (code) => {
    const wording = Object.hasOwn(refusalWords, code) ? refusalWords[code] : undefined;
    expect(wording).toEqual({ it: expect.stringMatching(/\S/), en: expect.stringMatching(/\S/) });
    expect(wording!.it).not.toBe(wording!.en);
  });

  it.each(Object.values(EVENTS_BY_AGGREGATE).flatMap((events) => Object.keys(events)))('name the event %s', (type) => {
    expect(Object.hasOwn(eventWords, type)).toBe(true);
  });
});

import { ruleWording, type Language } from '#wording';

interface Problem {
  readonly field: string;
  readonly rule: string;
  readonly message: string;
}

/** Rules of a type that options cannot break: only a value that is not there does. */
const BROKEN_BY_ABSENCE = new Set(['isString', 'isArray', 'isObject', 'isBoolean']);

/** What is wrong with a request, one sentence an option. */
export function invalidRequestWording(problems: unknown, language: Language): string {
  const byField = Map.groupBy(problems as readonly Problem[], ({ field }) => field);
  const sentences = [...byField].map(([field, found]) => sentenceOf(field, found, language));
  return `${language === 'it' ? 'Richiesta non valida' : 'Invalid request'}: ${sentences.join('; ')}.`;
}

function sentenceOf(field: string, problems: readonly Problem[], language: Language): string {
  const option = optionName(field);
  if (problems.some(({ rule }) => BROKEN_BY_ABSENCE.has(rule))) {
    return language === 'it' ? `manca ${option}` : `${option} is missing`;
  }
  const { rule, message } = problems[0]!;
  return `${option} ${ruleWording(rule, message)[language]}`;
}

/** `sameUnits.letter` is `--same-units-letter`; `aliases` is `--alias`. */
function optionName(field: string): string {
  const name = field.replace(/^aliases(\.\d+)?/, 'alias').replaceAll('.', '-');
  return `--${name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
}

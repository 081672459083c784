import { both, type Language, type Wording } from '#wording';

interface Problem {
  readonly field: string;
  readonly rule: string;
  readonly message: string;
}

/** class-validator's rules as a person who wrote an option reads them. The English is what the check itself says. */
const ruleWords: Readonly<Record<string, Wording>> = {
  isCivilDate: both('non è una data che esiste (AAAA-MM-GG)', 'is not a date that exists (YYYY-MM-DD)'),
  isInt: both('non è un numero intero', 'is not a whole number'),
  min: both('è troppo piccolo', 'is too small'),
  max: both('è troppo grande', 'is too large'),
  matches: both('non è scritto nel modo che serve', 'is not written as it has to be'),
  minLength: both('è troppo corto', 'is too short'),
  maxLength: both('è troppo lungo', 'is too long'),
  isUuid: both('non è un id (UUID)', 'is not an id (UUID)'),
  arrayMinSize: both('ne servono di più', 'more are needed'),
  whitelistValidation: both('non si può dare qui', 'cannot be given here'),
};

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
  const words = Object.hasOwn(ruleWords, rule) ? ruleWords[rule]![language] : message;
  // class-validator names the values allowed at the end of its sentence.
  const allowed = rule === 'isIn' ? message.split('following values: ')[1] : undefined;
  if (allowed !== undefined) return `${option} ${language === 'it' ? 'è uno fra' : 'is one of'}: ${allowed}`;
  return `${option} ${words}`;
}

/** `sameUnits.letter` is `--same-units-letter`; `aliases` is `--alias`. */
function optionName(field: string): string {
  const name = field.replace(/^aliases(\.\d+)?/, 'alias').replaceAll('.', '-');
  return `--${name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
}

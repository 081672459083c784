import { both, type Wording } from './wording.js';

/** class-validator's rules as a person who wrote a value reads them. The English is what the check itself says. */
const rules: Readonly<Record<string, Wording>> = {
  isCivilDate: both('non è una data che esiste (AAAA-MM-GG)', 'is not a date that exists (YYYY-MM-DD)'),
  isInt: both('non è un numero intero', 'is not a whole number'),
  min: both('è troppo piccolo', 'is too small'),
  max: both('è troppo grande', 'is too large'),
  matches: both('non è scritto nel modo che serve', 'is not written as it has to be'),
  minLength: both('è troppo corto', 'is too short'),
  maxLength: both('è troppo lungo', 'is too long'),
  isUuid: both('non è un id (UUID)', 'is not an id (UUID)'),
  arrayMinSize: both('ne servono di più', 'more are needed'),
  arrayMaxSize: both('sono troppi', 'are too many'),
  whitelistValidation: both('non si può dare qui', 'cannot be given here'),
};

/** Rules of a type that hold of whatever is there but of another type. */
const ofAType: Readonly<Record<string, Wording>> = {
  isString: both('deve essere un testo', 'must be a text'),
  isArray: both('deve essere un elenco', 'must be a list'),
  isObject: both('deve essere un oggetto', 'must be an object'),
  isBoolean: both('deve essere vero o falso', 'must be true or false'),
};

const allowedValues = /(?:following values: |must be equal to )(.+)$/;

/**
 * What is wrong with a value, to be read after its name.
 * @param rule class-validator's name of the rule that was broken
 * @param message the sentence of the check, said where nobody wrote words for the rule: nothing is hidden
 */
export function ruleWording(rule: string, message: string): Wording {
  // class-validator names the values allowed at the end of its sentence.
  const allowed = rule === 'isIn' || rule === 'equals' ? allowedValues.exec(message)?.[1] : undefined;
  if (allowed !== undefined) return both(`è uno fra: ${allowed}`, `is one of: ${allowed}`);
  if (Object.hasOwn(rules, rule)) return rules[rule]!;
  return Object.hasOwn(ofAType, rule) ? ofAType[rule]! : both(message, message);
}

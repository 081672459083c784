import type { FieldProblem } from '#requests';
import type { Wording } from '#wording';
import type { FieldFault } from './problem.js';

/** What class-validator's rules ask, in Italian; its own messages are the English ones. */
const ITALIAN: Readonly<Record<string, string>> = {
  isCivilDate: 'deve essere una data che esiste, AAAA-MM-GG',
  isIn: 'deve essere uno dei valori ammessi',
  isInt: 'deve essere un numero intero',
  isString: 'deve essere un testo',
  isBoolean: 'deve essere true o false',
  isArray: 'deve essere una lista',
  isObject: 'deve essere un oggetto JSON',
  isUuid: 'deve essere un UUID',
  matches: 'non ha la forma richiesta',
  min: 'è troppo piccolo',
  max: 'è troppo grande',
  minLength: 'è troppo corto',
  maxLength: 'è troppo lungo',
  arrayMinSize: 'ha troppo pochi elementi',
  arrayMaxSize: 'ha troppi elementi',
  nestedValidation: 'deve essere un oggetto JSON',
  whitelistValidation: 'non è un campo previsto',
  unknownValue: 'non è un valore riconoscibile',
};

/** A request's field problem as a fault of one part of the request, in both languages. */
export function faultOf(problem: FieldProblem, part: FieldFault['in'], parent = ''): FieldFault {
  const field = [parent, problem.field].filter((name) => name !== '').join('.');
  return { in: part, field, rule: problem.rule, message: wordingOf(problem, field, part) };
}

/** A field that must be there and is not. */
export function missingFault(name: string, part: FieldFault['in'], parent = ''): FieldFault {
  const field = [parent, name].filter((step) => step !== '').join('.');
  return { in: part, field, rule: 'required', message: { it: `manca ${field}`, en: `${field} is missing` } };
}

function wordingOf(problem: FieldProblem, field: string, part: FieldFault['in']): Wording {
  const subject = field === '' ? { it: 'la richiesta', en: 'the request' } : { it: field, en: field };
  const italian = Object.hasOwn(ITALIAN, problem.rule) ? ITALIAN[problem.rule] : undefined;
  if (problem.rule === 'whitelistValidation') {
    const kind = part === 'query' ? 'a parameter of this address' : 'a field of this request';
    return { it: `${subject.it} ${italian}`, en: `${subject.en} is not ${kind}` };
  }
  return { it: italian ? `${subject.it} ${italian}` : problem.message, en: problem.message };
}

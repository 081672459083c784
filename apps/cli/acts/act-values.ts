import { both } from '#wording';
import { BadCall } from '../shell.js';
import type { ActOption } from './act-options.js';

/** What the command line gave: commander's values by attribute (`effectiveOn`), text or list of texts or true. */
export type GivenValues = Readonly<Record<string, unknown>>;

/** The word that stands for null in an option that may be null. */
export const NONE = 'none';

/**
 * The event's fields as plain data, from what the options were given. Values are turned into the types the schema asks for;
 * whether they are allowed is the check's business (`checkRequest`).
 * @throws BadCall a value that is no number or no SCHEME:VALUE
 */
export function actData(options: readonly ActOption[], given: GivenValues): Record<string, unknown> {
  const data: Record<string, unknown> = {};
  for (const option of options) {
    const value = given[attributeOf(option.name)];
    if (value !== undefined) place(data, option.path, valueOf(option, value));
    else if (option.required && mayBeEmpty(option.kind)) place(data, option.path, []);
  }
  return data;
}

/**
 * Tells every option that is missing at once.
 * @throws BadCall
 */
export function requireGiven(options: readonly ActOption[], given: GivenValues): void {
  const missing = options
    .filter(({ required, kind, name }) => required && !mayBeEmpty(kind) && given[attributeOf(name)] === undefined)
    .map(({ name }) => `--${name}`);
  if (missing.length === 0) return;
  const list = missing.join(', ');
  throw new BadCall(
    missing.length === 1
      ? both(`Manca ${list}.`, `${list} is missing.`)
      : both(`Mancano ${list}.`, `${list} are missing.`),
  );
}

/** Commander's attribute of an option. */
export function attributeOf(name: string): string {
  return name.replace(/-([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
}

/**
 * An alias as people write it, `SCHEME:VALUE`. A scheme has no colon; a value may.
 * @throws BadCall
 */
export function parseAlias(text: string): { scheme: string; value: string } {
  const colon = text.indexOf(':');
  if (colon < 1 || colon === text.length - 1) {
    throw new BadCall(
      both(
        `«${text}» non è un codice: si scrive SCHEMA:VALORE (per esempio regional:3161156)`,
        `"${text}" is not an alias: write SCHEME:VALUE (for example regional:3161156)`,
      ),
    );
  }
  return { scheme: text.slice(0, colon), value: text.slice(colon + 1) };
}

/** @throws BadCall */
export function parseInteger(name: string, text: string): number {
  if (!/^-?\d{1,15}$/.test(text)) {
    throw new BadCall(
      both(`--${name}: «${text}» non è un numero intero`, `--${name}: "${text}" is not a whole number`),
    );
  }
  return Number(text);
}

/** A list that is not given is an empty one. */
function mayBeEmpty(kind: ActOption['kind']): boolean {
  return kind === 'texts' || kind === 'aliases';
}

function valueOf(option: ActOption, value: unknown): unknown {
  if (option.nullable && value === NONE) return null;
  switch (option.kind) {
    case 'integer':
      return parseInteger(option.name, String(value));
    case 'alias':
      return parseAlias(String(value));
    case 'aliases':
      return (value as readonly string[]).map(parseAlias);
    case 'text':
    case 'date':
    case 'choice':
    case 'flag':
    case 'texts':
      return value;
    default:
      return never(option.kind);
  }
}

function place(data: Record<string, unknown>, path: readonly string[], value: unknown): void {
  const [field, ...rest] = path;
  if (rest.length === 0) {
    data[field!] = value;
    return;
  }
  const inner = (data[field!] ?? {}) as Record<string, unknown>;
  data[field!] = inner;
  place(inner, rest, value);
}

function never(kind: never): never {
  throw new TypeError(`not a kind of option: ${String(kind)}`);
}

import { hash } from 'node:crypto';

/** Deep enough for every event there is; a cycle ends here instead of in a stack overflow. */
const MAX_DEPTH = 64;

/** As many keys as a request has. */
const FEW = 16;

/** What JSON writes as it is: printable ASCII without quotation mark and backslash. */
const PLAIN_TEXT = /^[ !#-[\]-~]*$/;

/** A value that JSON would drop, change or choke on; `path` says where it stands. */
export class NotPlainJson extends TypeError {
  override readonly name = 'NotPlainJson';
  constructor(
    readonly path: string,
    what: string,
  ) {
    super(`${path} ${what}`);
  }
}

/**
 * Checks that JSON text gives the value back as it is (-0 excepted, which becomes 0).
 * @throws NotPlainJson for undefined, BigInt, NaN, infinities, functions, symbols, class instances, holes, cycles and `__proto__` keys
 */
export function assertPlainJson(value: unknown, path = '$'): void {
  const fault = faultIn(value, 0);
  if (fault) throw new NotPlainJson(`${path}${fault.path}`, fault.what);
}

/** @throws NotPlainJson unless the value is an object literal (or without prototype) with harmless string keys */
export function assertPlainObject(value: unknown, path: string): asserts value is Readonly<Record<string, unknown>> {
  const what = isObject(value) ? objectFault(value) : 'is not an object';
  if (what !== undefined) throw new NotPlainJson(path, what);
}

/** What JSON cannot hold. The path is put together on the way out: nearly every value has no fault. */
interface Fault {
  readonly path: string;
  readonly what: string;
}

function faultIn(value: unknown, depth: number): Fault | undefined {
  switch (typeof value) {
    case 'string':
    case 'boolean':
      return undefined;
    case 'number':
      return Number.isFinite(value) ? undefined : { path: '', what: `is ${value}, which JSON cannot hold` };
    case 'object':
      if (value === null) return undefined;
      if (depth >= MAX_DEPTH) return { path: '', what: `is nested deeper than ${MAX_DEPTH} levels, or in a circle` };
      return isObject(value) ? faultInObject(value, depth) : faultInList(value as readonly unknown[], depth);
    default:
      return { path: '', what: `is of type ${typeof value}, which JSON cannot hold` };
  }
}

function faultInList(list: readonly unknown[], depth: number): Fault | undefined {
  for (let i = 0; i < list.length; i++) {
    const fault = faultIn(list[i], depth + 1);
    if (fault) return { path: `[${i}]${fault.path}`, what: fault.what };
  }
  return undefined;
}

function faultInObject(object: Readonly<Record<string, unknown>>, depth: number): Fault | undefined {
  const what = objectFault(object);
  if (what !== undefined) return { path: '', what };
  for (const key of Object.keys(object)) {
    const fault = faultIn(object[key], depth + 1);
    if (fault) return { path: `.${key}${fault.path}`, what: fault.what };
  }
  return undefined;
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function objectFault(object: object): string | undefined {
  const prototype: unknown = Object.getPrototypeOf(object);
  // An object of another realm (a worker's, a test runner's) has another Object.prototype: its own prototype is null.
  if (prototype !== null && prototype !== Object.prototype && Object.getPrototypeOf(prototype) !== null)
    return 'is not a plain object';
  if (Object.hasOwn(object, '__proto__')) return 'has a key "__proto__"';
  return Object.getOwnPropertySymbols(object).length > 0 ? 'has a symbol as key' : undefined;
}

/**
 * JSON with sorted keys and no spaces: the same value gives the same text whoever made it (RFC 8785's order of keys).
 * @throws NotPlainJson
 */
export function canonicalJson(value: unknown): string {
  assertPlainJson(value);
  return sorted(value);
}

function sorted(value: unknown): string {
  if (typeof value === 'string') return quoted(value);
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  let text = '';
  if (Array.isArray(value)) {
    for (const item of value) text += text === '' ? sorted(item) : `,${sorted(item)}`;
    return `[${text}]`;
  }
  const object = value as Readonly<Record<string, unknown>>;
  for (const key of inOrder(Object.keys(object))) {
    text += `${text === '' ? '' : ','}${quoted(key)}:${sorted(object[key])}`;
  }
  return `{${text}}`;
}

/** Few keys are in order sooner by hand: a call of `sort` costs as much as five of them. */
function inOrder(keys: string[]): string[] {
  if (keys.length > FEW) return keys.sort();
  for (let i = 1; i < keys.length; i++) {
    const key = keys[i]!;
    let to = i;
    for (; to > 0 && keys[to - 1]! > key; to--) keys[to] = keys[to - 1]!;
    keys[to] = key;
  }
  return keys;
}

/** Most texts are of characters that JSON writes as they are: a look costs a third of a call of JSON.stringify. */
function quoted(text: string): string {
  return PLAIN_TEXT.test(text) ? `"${text}"` : JSON.stringify(text);
}

/** SHA-256 of the canonical JSON of a value, in hexadecimal. @throws NotPlainJson */
export function canonicalDigest(value: unknown): string {
  return hash('sha256', canonicalJson(value), 'hex');
}

import { hash } from 'node:crypto';

/** Deep enough for every event there is; a cycle ends here instead of in a stack overflow. */
const MAX_DEPTH = 64;

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
  const fault = faultOf(value, 0);
  if (fault) throw new NotPlainJson(path + fault.at, fault.what);
}

/** What JSON cannot hold, and where it stands within the value; the path is put together only where there is a fault. */
interface Fault {
  readonly at: string;
  readonly what: string;
}

function faultOf(value: unknown, depth: number): Fault | undefined {
  switch (typeof value) {
    case 'string':
    case 'boolean':
      return undefined;
    case 'number':
      return Number.isFinite(value) ? undefined : here(`is ${value}, which JSON cannot hold`);
    case 'object':
      if (value === null) return undefined;
      if (depth >= MAX_DEPTH) return here(`is nested deeper than ${MAX_DEPTH} levels, or in a circle`);
      return Array.isArray(value) ? faultOfItems(value, depth) : (faultOfObject(value) ?? faultOfFields(value, depth));
    default:
      return here(`is of type ${typeof value}, which JSON cannot hold`);
  }
}

function faultOfItems(items: readonly unknown[], depth: number): Fault | undefined {
  for (let i = 0; i < items.length; i++) {
    const fault = faultOf(items[i], depth + 1);
    if (fault) return { at: `[${i}]${fault.at}`, what: fault.what };
  }
  return undefined;
}

function faultOfFields(object: object, depth: number): Fault | undefined {
  for (const key of Object.keys(object)) {
    const fault = faultOf((object as Readonly<Record<string, unknown>>)[key], depth + 1);
    if (fault) return { at: `.${key}${fault.at}`, what: fault.what };
  }
  return undefined;
}

function faultOfObject(value: object): Fault | undefined {
  const prototype: unknown = Object.getPrototypeOf(value);
  // An object of another realm (a worker's, a test runner's) has another Object.prototype: its own prototype is null.
  if (prototype !== null && prototype !== Object.prototype && Object.getPrototypeOf(prototype) !== null)
    return here('is not a plain object');
  if (Object.hasOwn(value, '__proto__')) return here('has a key "__proto__"');
  if (Object.getOwnPropertySymbols(value).length > 0) return here('has a symbol as key');
  return undefined;
}

function here(what: string): Fault {
  return { at: '', what };
}

/** @throws NotPlainJson unless the value is an object literal (or without prototype) with harmless string keys */
export function assertPlainObject(value: unknown, path: string): asserts value is Readonly<Record<string, unknown>> {
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw new NotPlainJson(path, 'is not an object');
  const fault = faultOfObject(value);
  if (fault) throw new NotPlainJson(path, fault.what);
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
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map(sorted).join(',')}]`;
  let fields = '';
  for (const key of Object.keys(value).sort()) {
    fields += `${fields && ','}${JSON.stringify(key)}:${sorted((value as Readonly<Record<string, unknown>>)[key])}`;
  }
  return `{${fields}}`;
}

/** SHA-256 of the canonical JSON of a value, in hexadecimal. @throws NotPlainJson */
export function canonicalDigest(value: unknown): string {
  return hash('sha256', canonicalJson(value), 'hex');
}

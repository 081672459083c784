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
export function assertPlainJson(value: unknown, path = '$', depth = 0): void {
  switch (typeof value) {
    case 'string':
    case 'boolean':
      return;
    case 'number':
      if (!Number.isFinite(value)) throw new NotPlainJson(path, `is ${value}, which JSON cannot hold`);
      return;
    case 'object':
      if (value === null) return;
      if (depth >= MAX_DEPTH) throw new NotPlainJson(path, `is nested deeper than ${MAX_DEPTH} levels, or in a circle`);
      if (Array.isArray(value)) {
        for (let i = 0; i < value.length; i++) assertPlainJson(value[i], `${path}[${i}]`, depth + 1);
        return;
      }
      assertPlainObject(value, path);
      for (const key of Object.keys(value)) assertPlainJson(value[key], `${path}.${key}`, depth + 1);
      return;
    default:
      throw new NotPlainJson(path, `is of type ${typeof value}, which JSON cannot hold`);
  }
}

/** @throws NotPlainJson unless the value is an object literal (or without prototype) with harmless string keys */
export function assertPlainObject(value: unknown, path: string): asserts value is Readonly<Record<string, unknown>> {
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw new NotPlainJson(path, 'is not an object');
  const prototype: unknown = Object.getPrototypeOf(value);
  // An object of another realm (a worker's, a test runner's) has another Object.prototype: its own prototype is null.
  if (prototype !== null && Object.getPrototypeOf(prototype) !== null)
    throw new NotPlainJson(path, 'is not a plain object');
  if (Object.hasOwn(value, '__proto__')) throw new NotPlainJson(path, 'has a key "__proto__"');
  if (Object.getOwnPropertySymbols(value).length > 0) throw new NotPlainJson(path, 'has a symbol as key');
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
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${entries.map(([key, item]) => `${JSON.stringify(key)}:${sorted(item)}`).join(',')}}`;
}

/** SHA-256 of the canonical JSON of a value, in hexadecimal. @throws NotPlainJson */
export function canonicalDigest(value: unknown): string {
  return hash('sha256', canonicalJson(value), 'hex');
}

/**
 * JSON with sorted keys and no spaces: the same value gives the same text whoever made it. For plans, which are plain
 * data: fields that are undefined are left out.
 */
export function canonicalJson(value: unknown): string {
  return new CanonicalWriter().text(value);
}

/** The keys of objects that begin with the same keys, one after the other: a plan has hundreds of rows of few shapes. */
interface Shape {
  readonly next: Map<string, Shape>;
  fields: readonly Field[] | undefined;
}

interface Field {
  readonly key: string;
  /** The key as it is written, with its colon. */
  readonly written: string;
}

/** Writes one value. Keys are sorted once for each shape, and a string that comes again is written from memory. */
class CanonicalWriter {
  readonly #shapes: Shape = { next: new Map(), fields: undefined };
  readonly #strings = new Map<string, string>();
  /** The object written last: its keys, and its fields. */
  #keys: readonly string[] = [];
  #fields: readonly Field[] = [];

  text(value: unknown): string {
    if (typeof value === 'string') return this.#string(value);
    if (typeof value === 'number') return Number.isFinite(value) ? String(value) : 'null';
    if (value === null) return 'null';
    if (typeof value !== 'object') return JSON.stringify(value);
    return Array.isArray(value) ? this.#array(value) : this.#object(value as Readonly<Record<string, unknown>>);
  }

  #array(values: readonly unknown[]): string {
    if (values.every((value) => typeof value === 'string')) return JSON.stringify(values);
    let text = '[';
    for (let i = 0; i < values.length; i++) text += i === 0 ? this.text(values[i]) : `,${this.text(values[i])}`;
    return `${text}]`;
  }

  #object(object: Readonly<Record<string, unknown>>): string {
    let text = '{';
    for (const { key, written } of this.#fieldsOf(object)) {
      const value = object[key];
      if (value === undefined) continue;
      if (text.length > 1) text += ',';
      text += written;
      text += this.text(value);
    }
    return `${text}}`;
  }

  #fieldsOf(object: Readonly<Record<string, unknown>>): readonly Field[] {
    const keys = Object.keys(object);
    // The rows of a table come one after the other.
    if (isSame(keys, this.#keys)) return this.#fields;
    let shape = this.#shapes;
    for (const key of keys) {
      let next = shape.next.get(key);
      if (!next) shape.next.set(key, (next = { next: new Map(), fields: undefined }));
      shape = next;
    }
    this.#keys = keys;
    shape.fields ??= keys.toSorted().map((key) => ({ key, written: `${JSON.stringify(key)}:` }));
    return (this.#fields = shape.fields);
  }

  #string(text: string): string {
    let written = this.#strings.get(text);
    if (written === undefined) this.#strings.set(text, (written = JSON.stringify(text)));
    return written;
  }
}

function isSame(keys: readonly string[], others: readonly string[]): boolean {
  if (keys.length !== others.length) return false;
  for (let i = 0; i < keys.length; i++) if (keys[i] !== others[i]) return false;
  return true;
}

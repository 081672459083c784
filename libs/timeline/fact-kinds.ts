import { itemsPart, type SavedPart, type SavedReader } from '#saved-views';
import type { StoredUnitFact, UnitFact } from '#units/domain';
import { EVENT_ANNULLED } from '#temporal';
import { FACT_FIELDS, type Carried } from './fact-fields.js';
import { outlookRole, type OutlookRole } from './outlook-roles.js';
import { ANNULMENT, F } from './fact-store.js';
import { Mark } from './marks.js';
import { SLOT } from './shapes.js';
import { TupleTable } from './tuples.js';
import type { Values } from './values.js';

/** Sources of values in a fold's step: a slot of the state before, a slot offered by the fact, its day, its revision. */
export const FROM_FACT = 32;
const FROM_EXPECTED = 62;
export const FROM_DAY = 64;
export const FROM_REVISION = 65;

const ON = new Mark('effectiveOn', FROM_DAY) as unknown as string;
const EXPECTED = new Mark('expectedOn', FROM_EXPECTED) as unknown as string;

/** Facts that the fold treats alike: the same type, the same decisive fields, the same values present. */
export interface FactKind {
  readonly code: number;
  readonly type: UnitFact['type'];
  /** Slots for which facts of this kind carry a value, in the order in which the values are packed. */
  readonly loads: readonly number[];
  readonly saysAliases: boolean;
  /** A let's channel. */
  readonly channel: string | null;
  /** What it counts as among the movements of a year, if anything. */
  readonly movement: 'release' | 'let' | null;
  readonly release: OutlookRole;
  readonly works: OutlookRole;
  /** The fact with a value of the caller's for each slot it carries. Reading any other field of it throws. */
  fact(valueFor: (slot: number, field: string) => unknown, revision: number): StoredUnitFact;
}

interface FieldsOfType {
  readonly decides: readonly string[];
  readonly carries: readonly (readonly [field: string, carried: Carried])[];
  readonly variants: Map<string, FactKind>;
}

/** What makes a kind: its type, and a fact of it with marks for the values that it carries. */
interface KindSample {
  readonly type: UnitFact['type'];
  readonly data: Readonly<Record<string, unknown>>;
}

/** Sorts facts into kinds, and packs what they carry. */
export class FactKinds {
  readonly #kinds: (FactKind | undefined)[] = [undefined];
  /** By kind, from code 1 on. */
  readonly #samples: KindSample[] = [];
  readonly #types = new Map<string, FieldsOfType>();
  readonly #packs = [2, 3, 4, 5, 6].map((width) => new TupleTable(width));
  readonly #buffer = new Int32Array(8);

  constructor(private readonly values: Values) {
    for (const [type, { decides = [], carries = {} }] of Object.entries(FACT_FIELDS)) {
      this.#types.set(type, { decides, carries: Object.entries<Carried>(carries), variants: new Map() });
    }
  }

  kind(code: number): FactKind {
    return this.#kinds[code]!;
  }

  /**
   * Writes down the kind of a fact and the one value it carries, or the code of the tuple of them.
   * @throws TypeError when the type is none of a unit's events
   */
  read(type: string, data: Readonly<Record<string, unknown>>, into: Int32Array): void {
    if (type === EVENT_ANNULLED) {
      into[F.kind] = ANNULMENT;
      into[F.value] = 0;
      return;
    }
    const fields = this.#types.get(type);
    if (!fields) throw new TypeError(`not an event of a unit: ${type}`);
    const kind = this.#kindOf(type as UnitFact['type'], fields, data);
    into[F.value] = this.#pack(type, fields, data);
    into[F.kind] = kind.code;
  }

  capture(): SavedPart[] {
    return [itemsPart('kinds', this.#samples), ...this.#packs.map((pack) => pack.capture(`packs of ${pack.width}`))];
  }

  restore(from: SavedReader): void {
    for (const { type, data } of from.items<KindSample>('kinds')) this.#kindOf(type, this.#types.get(type)!, data);
    for (const pack of this.#packs) pack.restore(`packs of ${pack.width}`, from);
  }

  /** Spreads a fact's packed value over the slots that it is for. */
  load(kind: FactKind, value: number, into: Int32Array): void {
    const { loads } = kind;
    if (loads.length === 1) into[loads[0]!] = value;
    else for (let i = 0; i < loads.length; i++) into[loads[i]!] = this.#packs[loads.length - 2]!.at(value, i);
  }

  #pack(type: string, { carries }: FieldsOfType, data: Readonly<Record<string, unknown>>): number {
    if (type === 'SourceStatusReported') {
      return this.values.statuses.code(JSON.stringify([data['code'], data['label'], data['mapsTo']]));
    }
    let count = 0;
    for (const [field, carried] of carries) {
      const value = data[field];
      if (value !== undefined && value !== null) this.#buffer[count++] = this.values.encode(carried, value);
    }
    return count === 0 ? 0 : count === 1 ? this.#buffer[0]! : this.#packs[count - 2]!.code(this.#buffer);
  }

  #kindOf(type: UnitFact['type'], fields: FieldsOfType, data: Readonly<Record<string, unknown>>): FactKind {
    const key = variantKey(fields, data);
    let kind = fields.variants.get(key);
    if (!kind) {
      kind = this.#newKind(type, fields, data);
      fields.variants.set(key, kind);
    }
    return kind;
  }

  #newKind(type: UnitFact['type'], fields: FieldsOfType, data: Readonly<Record<string, unknown>>): FactKind {
    const decisive = Object.fromEntries(fields.decides.map((field) => [field, data[field]]));
    const absent = fields.carries.filter(([field]) => data[field] === undefined || data[field] === null);
    const present = fields.carries.filter((entry) => !absent.includes(entry));
    const slots = present.filter(([, carried]) => carried !== 'expected') as [string, keyof typeof SLOT][];
    const base = { ...decisive, ...Object.fromEntries(absent.map(([field]) => [field, data[field]])) };
    const expected = Object.fromEntries(
      present.filter(([, c]) => c === 'expected').map(([field]) => [field, EXPECTED]),
    );
    const make: FactKind['fact'] = (valueFor, revision) => {
      const carried = Object.fromEntries(slots.map(([field, slot]) => [field, valueFor(SLOT[slot], field)]));
      return storedFact(type, { ...base, ...expected, ...carried, effectiveOn: ON }, revision);
    };
    const blank = make(() => null, 0);
    const kind: FactKind = {
      code: this.#kinds.length,
      type,
      loads: slots.map(([, slot]) => SLOT[slot]),
      saysAliases: slots.some(([, slot]) => slot === 'aliases'),
      channel: (decisive['channel'] ?? null) as string | null,
      movement: type === 'UnitReleased' ? 'release' : type === 'UnitAssigned' ? 'let' : null,
      release: outlookRole('release', blank),
      works: outlookRole('works', blank),
      fact: make,
    };
    this.#kinds.push(kind);
    this.#samples.push({ type, data: { ...base, ...Object.fromEntries(present.map(([field]) => [field, true])) } });
    return kind;
  }
}

function variantKey({ decides, carries }: FieldsOfType, data: Readonly<Record<string, unknown>>): string {
  if (carries.length === 0) {
    if (decides.length === 0) return '';
    if (decides.length === 1) return String(data[decides[0]!]);
  }
  let key = '';
  for (const field of decides) key += `${String(data[field])}|`;
  for (const [field] of carries) key += data[field] === undefined ? 'u' : data[field] === null ? '0' : '1';
  return key;
}

function storedFact(type: string, data: Record<string, unknown>, revision: number): StoredUnitFact {
  const guarded = new Proxy(data, {
    get(target, field) {
      if (typeof field === 'string' && !(field in target)) {
        throw new TypeError(`the fold of a unit reads ${type}.${field}, which the timeline index does not keep`);
      }
      return Reflect.get(target, field) as unknown;
    },
  });
  return { id: '', position: 0, type, data: guarded, revision } as unknown as StoredUnitFact;
}

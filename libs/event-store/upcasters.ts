import type { EventBody, EventCodec } from './codec.js';

/** One step: data of version `fromVersion` to data of the next version. Pure: it reads no clock and knows no other event. */
export interface Upcaster {
  readonly type: string;
  readonly fromVersion: number;
  up(data: object): object;
}

/** Every event type with the schema version it has today. */
export type CurrentVersions = Readonly<Record<string, number>>;

/** Chains upcasters from the version an event was written in to the version of today. */
export class Upcasters implements EventCodec {
  readonly #current: ReadonlyMap<string, number>;
  readonly #steps = new Map<string, Upcaster>();
  readonly validate?: (body: EventBody) => string | undefined;

  /** @throws TypeError when two upcasters leave the same version, or one leaves a version that is not an old one */
  constructor(
    current: CurrentVersions,
    upcasters: readonly Upcaster[],
    validate?: (body: EventBody) => string | undefined,
  ) {
    this.#current = new Map(Object.entries(current));
    if (validate) this.validate = validate;
    for (const upcaster of upcasters) {
      const step = key(upcaster.type, upcaster.fromVersion);
      if (this.#steps.has(step)) throw new TypeError(`two upcasters leave ${step}`);
      if (upcaster.fromVersion >= (this.#current.get(upcaster.type) ?? 0))
        throw new TypeError(`${step} is not an old version`);
      this.#steps.set(step, upcaster);
    }
  }

  upcast(body: EventBody): EventBody {
    const { type } = body;
    const target = this.#current.get(type);
    if (target === undefined) throw new Error(`event type ${type} is unknown to this program`);
    if (body.schemaVersion > target) {
      throw new Error(
        `schema version ${body.schemaVersion} of ${type} is newer than this program, which knows ${target}`,
      );
    }
    let { data, schemaVersion } = body;
    while (schemaVersion < target) {
      const upcaster = this.#steps.get(key(type, schemaVersion));
      if (!upcaster) throw new Error(`no upcaster from ${key(type, schemaVersion)}`);
      data = upcaster.up(data);
      schemaVersion++;
    }
    return { type, schemaVersion, data };
  }
}

function key(type: string, version: number): string {
  return `${type} version ${version}`;
}

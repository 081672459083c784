// The register's timeline index as a peer of a table of alternatives (see README.md): that workload's events told in
// the register's own, every answer checked against that table's oracle by its harness.
import { createReadStream } from 'node:fs';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { createInterface } from 'node:readline';
import { TimelineIndex } from '#timeline';

const FOREVER = '9999-12-31';
const LONG_BEFORE = '2000-01-01';
const STATUS = {
  VACANT_UNASSESSED: 'vacant',
  UNDER_MAINTENANCE: 'maintenance',
  VACANT_LETTABLE: 'ready',
  OCCUPIED: 'assigned',
};

/** What each event of the workload says in the register's words. */
const FACTS = {
  UnitReleased: () => ['UnitReleased', {}],
  MaintenanceStarted: () => ['UnitPlacedUnderMaintenance', {}],
  MaintenanceCompleted: () => ['MaintenanceCompleted', {}],
  UnitAssigned: () => ['UnitAssigned', { channel: 'public-notice' }],
  MovedToSat: () => ['UnitMovedToSat', { until: FOREVER }],
  ReturnedFromSat: () => ['UnitReturnedFromSat', {}],
  ReclassifiedToSas: () => ['ServiceClassChanged', { to: 'SAS' }],
  ReclassifiedToSap: () => ['ServiceClassChanged', { to: 'SAP' }],
  UnitDisposed: () => ['UnitDemolished', {}],
  UnitRegistered: ({ owner, municipality, service }, ambito) => [
    'UnitRegistered',
    {
      owner,
      municipality,
      ambito,
      serviceClass: service,
      stock: 'IN_STOCK',
      lifecycle: 'VACANT_LETTABLE',
      aliases: [],
    },
  ],
};

const unitId = (unit) => `00000000-0000-4000-8000-${unit.padStart(12, '0')}`;
const eventId = (unit, revision) => `${String(revision).padStart(8, '0')}-0000-5000-8000-${unit.padStart(12, '0')}`;

/** Feeds the index with the workload, one event after the other, as the log would. */
class Feed {
  index = new TimelineIndex();
  /** By position - 1: when it was recorded, in milliseconds. */
  recorded = [];
  #units = new Map();

  constructor(ambito) {
    this.ambito = new Set(ambito);
  }

  take(event) {
    const { unit, version, type, effective } = event;
    let known = this.#units.get(unit);
    if (!known) this.#units.set(unit, (known = this.#planned(event)));
    if (type === 'Corrected') {
      const fact = known.facts.get(event.corrects);
      this.#correct(event, known, fact, event.action === 'void' ? undefined : { ...fact, effective });
    } else {
      const [as, data] = FACTS[type](event, this.#ambitoOf(event));
      const fact = { version, as, data, effective, id: undefined };
      known.facts.set(version, fact);
      fact.id = this.#append(event, known, as, { effectiveOn: effective, ...data });
      if (as === 'UnitRegistered') known.registration = version;
      if (as === 'UnitDemolished') known.disposal = version;
    }
    this.#neverStock(event, known);
  }

  /**
   * The workload counts what moves before a registration that was corrected to a later day: every unit is planned
   * from long before, and its registration is one that puts it in stock.
   */
  #planned(event) {
    const known = { revision: 0, facts: new Map(), registration: undefined, disposal: undefined };
    const [as, data] = FACTS.UnitRegistered({ ...event, service: 'SAP' }, this.#ambitoOf(event));
    const planned = { effectiveOn: LONG_BEFORE, ...data, stock: 'PLANNED', lifecycle: 'UNDER_CONSTRUCTION' };
    this.#append(event, known, as, planned);
    return known;
  }

  #ambitoOf({ municipality }) {
    return this.ambito.has(municipality) ? 'asked' : 'other';
  }

  /**
   * The workload lets a unit that was disposed of before it was registered never count; to the register a
   * registration begins anew. Where a correction makes it so, the registration is told as one of no stock.
   */
  #neverStock(event, known) {
    const registration = known.facts.get(known.registration);
    const disposal = known.facts.get(known.disposal);
    if (!registration?.id) return;
    const stock = disposal?.id && disposal.effective < registration.effective ? 'PLANNED' : 'IN_STOCK';
    if (registration.data.stock === stock) return;
    this.#correct(event, known, registration, { ...registration, data: { ...registration.data, stock } });
  }

  #correct(event, known, { version, effective, id }, replacement) {
    this.#append(event, known, 'EventAnnulled', { effectiveOn: effective, target: id, reason: 'correction' });
    known.facts.set(version, { ...known.facts.get(version), id: undefined });
    if (!replacement) return;
    const data = { effectiveOn: replacement.effective, replaces: id, ...replacement.data };
    known.facts.set(version, { ...replacement, id: this.#append(event, known, replacement.as, data) });
  }

  /** The last position recorded by an instant. */
  positionAt(instant) {
    const millis = Date.parse(instant);
    let low = 0;
    let high = this.recorded.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.recorded[middle] <= millis) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /** @returns the event's id */
  #append({ unit, recorded }, known, type, data) {
    const revision = known.revision++;
    const id = eventId(unit, revision);
    const position = this.recorded.push(Date.parse(recorded));
    const stream = `unit-${unitId(unit)}`;
    const metadata = { commandId: id, actor: 'bench', correlationId: id, commandDigest: '' };
    this.index.apply({ id, stream, revision, position, type, schemaVersion: 1, recordedAt: recorded, data, metadata });
    return id;
  }
}

/** Adds up the index's groups, told by number, in the cells of an answer: several groups can share one. */
class Cells {
  #names = [];
  #cellOf = [];
  #byName = new Map();
  #units = new Int32Array(1024);

  /** @param nameOf what a group's row begins with; undefined where it is in no row */
  constructor(nameOf) {
    this.nameOf = nameOf;
  }

  clear() {
    this.#units.fill(0);
  }

  add(group, units) {
    const cell = (this.#cellOf[group] ??= this.#cell(this.nameOf(group)));
    if (cell >= 0) this.#units[cell] += units;
  }

  rows() {
    const rows = [];
    for (let cell = 0; cell < this.#names.length; cell++) {
      if (this.#units[cell] !== 0) rows.push([...this.#names[cell], this.#units[cell]]);
    }
    return rows;
  }

  #cell(name) {
    if (name === undefined) return -1;
    const text = name.join('|');
    const known = this.#byName.get(text);
    if (known !== undefined) return known;
    const cell = this.#names.push(name) - 1;
    this.#byName.set(text, cell);
    if (cell >= this.#units.length) {
      const units = new Int32Array(2 * cell);
      units.set(this.#units);
      this.#units = units;
    }
    return cell;
  }
}

export default async ({ dir, meta }) => {
  let feed;
  const service = (key) => (key.sat ? 'SAT' : key.serviceClass);
  const cells = new Cells((base) => {
    const key = feed.index.baseKey(base);
    return key.stock === 'IN_STOCK' ? [key.owner, key.municipality, service(key), STATUS[key.lifecycle]] : undefined;
  });
  const counts = (query) => {
    cells.clear();
    feed.index.visitCounts(query, { base: (base, units) => cells.add(base, units), special: () => undefined });
    return cells.rows();
  };
  return {
    name: 'registro: timeline index',
    async load() {
      feed = new Feed(meta.ambito);
      const start = performance.now();
      for await (const line of createInterface({ input: createReadStream(join(dir, 'events.jsonl')) })) {
        feed.take(JSON.parse(line));
      }
      const seconds = (performance.now() - start) / 1_000;
      return { load_s: Number(seconds.toFixed(2)), load_eps: Math.round(meta.events / seconds) };
    },
    query: {
      plan: ({ date }) => counts({ ambito: 'all', validAt: date }),
      planKnown: ({ date, known }) => counts({ ambito: 'all', validAt: date, knownAt: feed.positionAt(known) }),
      ambito: ({ date }) => counts({ ambito: 'asked', validAt: date }),
      movements: ({ year }) => {
        const rows = new Map();
        for (const { owner, municipality, movement, units } of feed.index.movementCounts({ ambito: 'all', year })) {
          const place = `${owner}|${municipality}`;
          let row = rows.get(place);
          if (!row) rows.set(place, (row = [owner, municipality, 0, 0]));
          row[movement === 'release' ? 2 : 3] += units;
        }
        return [...rows.values()];
      },
      history: ({ unit }) => {
        const rows = [];
        for (const { from, to, state } of feed.index.history(unitId(unit))) {
          if (state.stock !== 'IN_STOCK') continue;
          const now = [service({ ...state, sat: state.sat !== null }), STATUS[state.lifecycle]];
          const last = rows.at(-1);
          if (last && last[1] === from && last[2] === now[0] && last[3] === now[1]) last[1] = to ?? FOREVER;
          else rows.push([from, to ?? FOREVER, ...now]);
        }
        return rows;
      },
    },
    note: 'load: JSON parsed, told in the register’s events, index current after each; one process, no log on disk',
  };
};

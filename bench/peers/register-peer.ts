import { createReadStream } from 'node:fs';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { createInterface } from 'node:readline';
import type { AmbitoAsOf, CountVisitor, GroupKey } from '#timeline';
import type { CivilDate } from '#temporal';
import type { LifecycleState } from '#units/domain';
import { AMBITO, FOREVER, ToldWorkload, unitId, type Workload, type WorkloadEvent } from './workload.js';

/** A row of an answer, in the order of that table's columns. */
type Row = readonly (string | number | null)[];

/** As that table calls the states in which a unit counts. */
const STATUS: Partial<Record<LifecycleState, string>> = {
  VACANT_UNASSESSED: 'vacant',
  UNDER_MAINTENANCE: 'maintenance',
  VACANT_LETTABLE: 'ready',
  OCCUPIED: 'assigned',
};

const service = ({ sat, serviceClass }: Pick<GroupKey, 'sat' | 'serviceClass'>) => (sat ? 'SAT' : serviceClass);

/** The register's timeline index as a peer of the table of alternatives: its harness holds every answer against its oracle. */
export default async function registerPeer({ dir, meta }: { readonly dir: string; readonly meta: Workload }) {
  const told = new ToldWorkload(meta);
  const { index } = told;
  const cells = new Cells();
  const counts = (query: AmbitoAsOf): readonly Row[] => {
    cells.clear();
    index.visitCounts(query, cells);
    return cells.rows();
  };
  return {
    name: 'registro: timeline index',
    note: 'load: JSON parsed, told in the register’s events, index current after each; one process, no log on disk',
    async load() {
      const start = performance.now();
      for await (const line of createInterface({ input: createReadStream(join(dir, 'events.jsonl')) })) {
        told.take(JSON.parse(line) as WorkloadEvent);
      }
      const seconds = (performance.now() - start) / 1_000;
      return { load_s: Number(seconds.toFixed(2)), load_eps: Math.round(meta.events / seconds) };
    },
    query: {
      plan: ({ date }: { date: CivilDate }) => counts({ ambito: AMBITO.all, validAt: date }),
      planKnown: ({ date, known }: { date: CivilDate; known: string }) =>
        counts({ ambito: AMBITO.all, validAt: date, knownAt: told.positionAt(known) }),
      ambito: ({ date }: { date: CivilDate }) => counts({ ambito: AMBITO.asked, validAt: date }),
      movements: ({ year }: { year: number }) => movements(told, year),
      history: ({ unit }: { unit: string }) => history(told, unit),
    },
  };
}

/** By owner and municipality: releases, assignments. */
function movements({ index }: ToldWorkload, year: number): readonly Row[] {
  const rows = new Map<string, [string, string | null, releases: number, assignments: number]>();
  for (const { owner, municipality, movement, units } of index.movementCounts({ ambito: AMBITO.all, year })) {
    const place = `${owner}|${municipality}`;
    let row = rows.get(place);
    if (!row) rows.set(place, (row = [owner, municipality, 0, 0]));
    row[movement === 'release' ? 2 : 3] += units;
  }
  return [...rows.values()];
}

/** From, to, service, status: neighbours that say the same are one row. */
function history({ index }: ToldWorkload, unit: string): readonly Row[] {
  const rows: [CivilDate, CivilDate, string, string | undefined][] = [];
  for (const { from, to, state } of index.history(unitId(unit))) {
    if (state.stock !== 'IN_STOCK') continue;
    const [served, status] = [service({ ...state, sat: state.sat !== null }), STATUS[state.lifecycle]];
    const last = rows.at(-1);
    if (last && last[1] === from && last[2] === served && last[3] === status) last[1] = to ?? FOREVER;
    else rows.push([from, to ?? FOREVER, served, status]);
  }
  return rows as Row[];
}

/** Units added up by owner, municipality, service and status. */
class Cells implements CountVisitor {
  readonly #names: Row[] = [];
  readonly #byName = new Map<string, number>();
  #units = new Int32Array(1024);

  readonly columnsOf = ({ stock, lifecycle, owner, municipality, ...key }: GroupKey): readonly number[] => {
    const status = STATUS[lifecycle];
    if (stock !== 'IN_STOCK' || status === undefined) return [];
    const name = [owner, municipality, service(key), status];
    const text = name.join('|');
    let cell = this.#byName.get(text);
    if (cell === undefined) this.#byName.set(text, (cell = this.#names.push(name) - 1));
    return [cell];
  };

  readonly ambito: CountVisitor['ambito'] = (_name, { columns, units, count }) => {
    this.#grow();
    for (let i = 0; i < count; i++) this.#units[columns[i]!]! += units[i]!;
  };

  clear(): void {
    this.#units.fill(0);
  }

  rows(): readonly Row[] {
    const rows: Row[] = [];
    for (let cell = 0; cell < this.#names.length; cell++) {
      if (this.#units[cell]! !== 0) rows.push([...this.#names[cell]!, this.#units[cell]!]);
    }
    return rows;
  }

  #grow(): void {
    if (this.#names.length <= this.#units.length) return;
    const units = new Int32Array(2 * this.#names.length);
    units.set(this.#units);
    this.#units = units;
  }
}

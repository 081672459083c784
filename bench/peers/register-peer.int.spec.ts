import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import registerPeer from './register-peer.js';
import type { WorkloadEvent } from './workload.js';

type Said = Pick<WorkloadEvent, 'unit' | 'version' | 'type' | 'effective'> & Partial<WorkloadEvent>;

const COMMON = { owner: 'aler', municipality: '012001', service: 'SAP' };

/** Two units of the Ambito that is asked about and one of another; of the first, an assignment whose day is corrected. */
const EVENTS: readonly Said[] = [
  { unit: '1', version: 1, type: 'UnitRegistered', effective: '2010-01-01' },
  { unit: '2', version: 1, type: 'UnitRegistered', effective: '2010-01-01', owner: 'comune', service: 'SAS' },
  { unit: '3', version: 1, type: 'UnitRegistered', effective: '2010-01-01', municipality: '099001' },
  { unit: '1', version: 2, type: 'UnitAssigned', effective: '2012-03-01' },
  { unit: '3', version: 2, type: 'MovedToSat', effective: '2012-06-01' },
  { unit: '2', version: 2, type: 'UnitDisposed', effective: '2013-01-01' },
  {
    unit: '1',
    version: 3,
    type: 'Corrected',
    effective: '2012-05-01',
    corrects: 2,
    action: 'restate',
    recorded: '2014-01-01T00:00:00.000Z',
  },
  { unit: '1', version: 4, type: 'UnitReleased', effective: '2014-02-01', recorded: '2014-02-02T00:00:00.000Z' },
];

let folder: string;
let peer: Awaited<ReturnType<typeof registerPeer>>;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'registro-peer-'));
  const lines = EVENTS.map((event) => JSON.stringify({ recorded: '2013-02-01T00:00:00.000Z', ...COMMON, ...event }));
  await writeFile(join(folder, 'events.jsonl'), lines.join('\n'));
  peer = await registerPeer({ dir: folder, meta: { events: EVENTS.length, ambito: ['012001'] } });
  await peer.load();
});
afterAll(() => rm(folder, { recursive: true }));

const sorted = (rows: readonly (readonly unknown[])[]) => rows.map((row) => row.join('|')).sort();

describe('the register among the alternatives', () => {
  it('counts by owner, municipality, service and status, as known now and as known before a correction', () => {
    const other = 'aler|099001|SAP|ready|1';
    const [free, let_] = ['aler|012001|SAP|ready|1', 'aler|012001|SAP|assigned|1'];
    const second = 'comune|012001|SAS|ready|1';
    expect(sorted(peer.query.plan({ date: '2012-04-01' }))).toEqual([free, other, second]);
    const known = '2013-12-31T00:00:00.000Z';
    expect(sorted(peer.query.planKnown({ date: '2012-04-01', known }))).toEqual([let_, other, second]);
    expect(sorted(peer.query.plan({ date: '2013-12-31' }))).toEqual([let_, 'aler|099001|SAT|ready|1']);
    expect(sorted(peer.query.ambito({ date: '2012-04-01' }))).toEqual([free, second]);
    expect(sorted(peer.query.plan({ date: '2009-01-01' }))).toEqual([]);
  });

  it('counts releases and assignments in a year', () => {
    expect(sorted(peer.query.movements({ year: 2012 }))).toEqual(['aler|012001|0|1']);
    expect(sorted(peer.query.movements({ year: 2014 }))).toEqual(['aler|012001|1|0']);
  });

  it('tells a unit’s history, with what was corrected in its place', () => {
    expect(peer.query.history({ unit: '1' })).toEqual([
      ['2010-01-01', '2012-05-01', 'SAP', 'ready'],
      ['2012-05-01', '2014-02-01', 'SAP', 'assigned'],
      ['2014-02-01', '9999-12-31', 'SAP', 'vacant'],
    ]);
    expect(peer.query.history({ unit: '2' })).toEqual([['2010-01-01', '2013-01-01', 'SAS', 'ready']]);
  });
});

import { describe, expect, it } from '@jest/globals';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { aggregateOf, definitionOf, EVENTS_BY_AGGREGATE, invalidFields } from '#event-catalogue';
import { historyLine, MemoryEventStore, parseHistory, type HistoricalEvent } from '#event-store';
import { ASSIGNMENT_CHANNELS } from '#units/domain';
import { dayNumber } from '#temporal';
import { generateHistory } from './generate-history.js';
import { Random } from './random.js';
import { Territory } from './territory.js';
import { writeHistory } from './write-history.js';

const OPTIONS = { units: 4_000, years: 20, seed: 7 };
const DAY = 86_400_000;

const history: readonly HistoricalEvent[] = [...generateHistory(OPTIONS)];
const dataOf = (event: HistoricalEvent) => event.data as Readonly<Record<string, unknown>>;
const ofType = (type: string) => history.filter((event) => event.type === type);

function lagOf(event: HistoricalEvent): number {
  return Math.floor(Date.parse(event.recordedAt) / DAY) - dayNumber(String(dataOf(event)['effectiveOn']));
}

describe('a generated history', () => {
  it('is the same for the same arguments, and another for another seed', () => {
    const small = { units: 60, years: 5, seed: 1 };
    const lines = (seed: number) => [...generateHistory({ ...small, seed })].map(historyLine).join('');
    expect(lines(1)).toBe(lines(1));
    expect(lines(1)).not.toBe(lines(2));
  });

  it('holds only events of the catalogue, in today’s version and valid by their schemas', () => {
    const faults = history.flatMap(({ stream, type, schemaVersion, data }) => {
      const definition = definitionOf(stream, type);
      if (definition?.version !== schemaVersion) return [`${type} in ${stream}`];
      return (invalidFields(definition, data) ?? []).map(({ field, rule }) => `${type} ${field} ${rule}`);
    });
    expect(faults).toEqual([]);
  });

  it('has every event that a unit, an alias, a programme, a conferral and a notice can have', () => {
    const seen = new Set(history.map(({ stream, type }) => `${aggregateOf(stream)}/${type}`));
    const { unit, alias } = EVENTS_BY_AGGREGATE;
    expect(Object.keys(unit).filter((type) => !seen.has(`unit/${type}`))).toEqual([]);
    expect(Object.keys(alias).filter((type) => !seen.has(`alias/${type}`))).toEqual([]);
    for (const [prefix, types] of Object.entries({
      programme: ['ProgrammeProposed', 'ProgrammeFormalised', 'LotOpened', 'LotDated', 'LotClosed'],
      conferral: ['ConventionOpened', 'ConventionEnded'],
      notice: ['NoticeOpened', 'NoticeClosed'],
      body: ['BodyRegistered', 'SpellingRecorded', 'BodyRenamed', 'MunicipalityMerged', 'ManagementDelegated'],
      declaration: ['SurveyAnswered', 'StockCounted', 'FigureDeclared', 'FigureWithdrawn'],
    })) {
      expect(types.filter((type) => !seen.has(`${prefix}/${type}`))).toEqual([]);
    }
    const channels = new Set(ofType('UnitAssigned').map((event) => dataOf(event)['channel']));
    expect([...channels].sort()).toEqual([...ASSIGNMENT_CHANNELS].sort());
  });

  it('has about thirty events a unit, three in a hundred of them corrections, six units in ten ALER’s', () => {
    expect(history.length / OPTIONS.units).toBeGreaterThan(27);
    expect(history.length / OPTIONS.units).toBeLessThan(33);
    const annulled = ofType('EventAnnulled').length / history.length;
    expect(annulled).toBeGreaterThan(0.025);
    expect(annulled).toBeLessThan(0.035);
    expect(history.some((event) => dataOf(event)['replaces'] !== undefined)).toBe(true);
    const registered = ofType('UnitRegistered');
    const ofAler = registered.filter((event) => String(dataOf(event)['owner']).startsWith('aler-'));
    expect(ofAler.length / registered.length).toBeCloseTo(0.6, 1);
    expect(new Set(registered.map(({ stream }) => stream)).size).toBe(OPTIONS.units);
  });

  it('is recorded in order, and facts up to ninety days after they happened', () => {
    const backwards = history.findIndex((event, i) => i > 0 && event.recordedAt < history[i - 1]!.recordedAt);
    expect(backwards).toBe(-1);
    const duplicates = new Set(
      ofType('UnitMerged')
        .filter((event) => dataOf(event)['kind'] === 'duplicate')
        .map(({ metadata }) => metadata.commandId),
    );
    const late = history.filter(
      (event) =>
        event.type !== 'EventAnnulled' &&
        dataOf(event)['replaces'] === undefined &&
        !duplicates.has(event.metadata.commandId) &&
        (lagOf(event) < 0 || lagOf(event) > 91),
    );
    expect(late.map((event) => `${event.type} ${lagOf(event)}`)).toEqual([]);
    expect(history.filter((event) => lagOf(event) > 30).length / history.length).toBeGreaterThan(0.1);
  });

  it('keeps a command’s events together and tells how many they are where they span streams', () => {
    const wrong: string[] = [];
    for (let i = 0; i < history.length;) {
      const { metadata } = history[i]!;
      let end = i;
      while (history[end]?.metadata.commandId === metadata.commandId) end++;
      const command = history.slice(i, end);
      const streams = new Set(command.map(({ stream }) => stream));
      if (metadata.commandEvents !== (streams.size > 1 ? command.length : undefined)) wrong.push(metadata.commandId);
      i = end;
    }
    expect(wrong).toEqual([]);
    expect(new Set(history.map(({ id }) => id)).size).toBe(history.length);
  });

  it('is taken by a log, whole', async () => {
    const store = new MemoryEventStore();
    const imported = await store.importHistory(history);
    expect(imported).toMatchObject({ events: history.length, recordedAt: history.at(-1)!.recordedAt });
    await store.close();
  });

  it('is written line by line as a history is, into a file that was not there', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'registro-'));
    const file = join(folder, 'storia.jsonl');
    const small = { units: 50, years: 3, seed: 4 };
    const written = await writeHistory(small, file);
    const text = await readFile(file, 'utf8');
    expect(text).toBe([...generateHistory(small)].map(historyLine).join(''));
    expect(written.bytes).toBe(Buffer.byteLength(text));
    const read: HistoricalEvent[] = [];
    for await (const event of parseHistory([Buffer.from(text)])) read.push(event);
    expect(read).toEqual([...generateHistory(small)]);
    await expect(writeHistory(small, file)).rejects.toThrow(/EEXIST/);
    await rm(folder, { recursive: true });
  });

  it.each([
    { units: 0, years: 20, seed: 1 },
    { units: 1.5, years: 20, seed: 1 },
    { units: 10, years: 51, seed: 1 },
    { units: 10, years: 20, seed: -1 },
  ])('given %p, then it is refused', (options) => {
    expect(() => [...generateHistory(options)]).toThrow(RangeError);
  });
});

describe('the territory', () => {
  it('is the Region at regional size: 1,500 Comuni in 31 Ambiti of 48 or 49, five ALERs', () => {
    const { municipalities, ambiti, alers, ambitoOf } = new Territory(170_000, new Random(1));
    expect({ municipalities, ambiti, alers }).toEqual({ municipalities: 1_500, ambiti: 31, alers: 5 });
    const sizes = Array.from({ length: ambiti }, (_, i) => ambitoOf.filter((ambito) => ambito === i).length);
    expect(new Set(sizes)).toEqual(new Set([48, 49]));
  });

  it('is one Ambito of 48 Comuni below 20,000 units', () => {
    const { municipalities, ambiti, alers } = new Territory(19_999, new Random(1));
    expect({ municipalities, ambiti, alers }).toEqual({ municipalities: 48, ambiti: 1, alers: 1 });
  });

  it('has its stock in a few large Comuni and many small ones', () => {
    const random = new Random(1);
    const territory = new Territory(170_000, random);
    const stock = new Int32Array(territory.municipalities);
    for (let i = 0; i < 50_000; i++) stock[territory.pickMunicipality(random)]!++;
    expect(stock[0]! / stock[9]!).toBeCloseTo(10, -1);
    expect(stock[0]!).toBeGreaterThan(5_000);
  });
});

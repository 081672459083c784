import { createReadStream, createWriteStream, existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from '@jest/globals';
import { EVENTS_BY_AGGREGATE } from '#event-catalogue';
import { canonicalDigest, logDigest } from '#event-store';
import { writeHistory } from '#generator';
import { recordRareFacts } from './rare-facts.js';
import { openOffice, type Office } from '../../libs/register/testing/office.js';

const FOLDER = fileURLToPath(new URL('.', import.meta.url));
const DATES = ['2015-06-30', '2019-12-31', '2022-03-10', '2024-12-31'];

interface Expected {
  readonly events: number;
  readonly digest: string;
  /** Digest of every unit's and reference aggregate's state as of each date, known at each share of the log. */
  readonly states: Readonly<Record<string, string>>;
}

/** What a golden log folds to. */
async function folded({ register }: Office): Promise<Omit<Expected, 'events'>> {
  const { timeline, directory } = register.views;
  const { position } = await register.store.head();
  const states: Record<string, string> = {};
  for (const validAt of DATES) {
    for (const share of [0.25, 0.5, 1]) {
      const asOf = { validAt, knownAt: Math.floor(position * share) };
      const units = timeline.unitIds({ ambito: 'all', validAt: '9999-12-31' }).map((unitId) => {
        const view = timeline.unitAt(unitId, asOf);
        return [unitId, view ? [view.state, view.outlook, view.label] : null];
      });
      const reference = [directory.bodies(asOf), directory.programmes(asOf), directory.conferrals(asOf)];
      const declared = directory.declarations({}, asOf.knownAt);
      states[`${validAt} @${share}`] = canonicalDigest(JSON.parse(JSON.stringify([units, reference, declared])));
    }
  }
  return { digest: await logDigest(register.store.stored()), states };
}

async function importedFrom(file: string): Promise<{ office: Office; events: number }> {
  const office = await openOffice();
  const { events } = await office.register.importHistory(createReadStream(file));
  return { office, events };
}

/** Made once for each released version, by `GOLDEN=1.2.3 npm test -- golden`; never made again. */
async function makeGolden(version: string): Promise<void> {
  const folder = `${FOLDER}${version}`;
  if (existsSync(folder)) throw new Error(`the golden log of ${version} is there: it is never edited`);
  await mkdir(folder);
  const generated = `${folder}/history.jsonl`;
  await writeHistory({ units: 60, years: 10, seed: 2025 }, generated);
  await using office = await openOffice(() => new Date('2026-11-23T12:00:00Z'));
  await office.register.importHistory(createReadStream(generated));
  await recordRareFacts(office.register, office.commands);
  await pipeline(office.register.exportHistory(), createWriteStream(generated));
  const { position } = await office.register.store.head();
  await office.register.views.reached(position);
  const expected: Expected = { events: position, ...(await folded(office)) };
  writeFileSync(`${folder}/expected.json`, `${JSON.stringify(expected, null, 2)}\n`);
}

const { GOLDEN } = process.env;
if (GOLDEN) await makeGolden(GOLDEN);

const versions = readdirSync(FOLDER, { withFileTypes: true }).filter((entry) => entry.isDirectory());

describe.each(versions.map((entry) => entry.name))('the log of version %s', (version) => {
  const expected = JSON.parse(readFileSync(`${FOLDER}${version}/expected.json`, 'utf8')) as Expected;

  it('is read whole, and folds to what it folded to then', async () => {
    const { office, events } = await importedFrom(`${FOLDER}${version}/history.jsonl`);
    await using _ = office;
    expect({ events, ...(await folded(office)) }).toEqual(expected);
    expect((await office.register.verify()).findings.filter(({ severity }) => severity === 'error')).toEqual([]);
  });
});

describe('the golden logs', () => {
  it('hold every event of today’s catalogue', () => {
    const lines = versions.flatMap((entry) =>
      readFileSync(`${FOLDER}${entry.name}/history.jsonl`, 'utf8').trimEnd().split('\n'),
    );
    const types = new Set(lines.map((line) => (JSON.parse(line) as { type: string }).type));
    const known = Object.values(EVENTS_BY_AGGREGATE).flatMap((definitions) => Object.keys(definitions));
    expect(known.filter((type) => !types.has(type))).toEqual([]);
  });
});

import { describe, expect, it } from '@jest/globals';
import { RecordFacts } from '#recording';
import { RecordUnitFacts, RegisterUnit } from '#units/commands';
import type { Alias, UnitFact } from '#units/domain';
import { ComparePlans, ExplainPlan, GetPlan } from './queries.js';
import { by, openOffice, type Office } from './testing/office.js';

const CREMONA = '019036';
const ANNICCO = '019003';
const PLAN = { ambito: 'cremonese', year: 2025 };

async function withBodies(office: Office): Promise<Office> {
  for (const [id, name] of [
    [CREMONA, 'Cremona'],
    [ANNICCO, 'Annicco'],
  ] as const) {
    const data = { effectiveOn: '2000-01-01', kind: 'COMUNE', name, ambiti: ['cremonese'] };
    await office.commands.execute(new RecordFacts(by(), 'body', id, [{ type: 'BodyRegistered', data }]));
  }
  return office;
}

async function lettable(office: Office, owner: string, alias: Alias): Promise<string> {
  const outcome = await office.commands.execute(
    new RegisterUnit(by(), {
      effectiveOn: '2024-11-30',
      ...{ owner, municipality: owner, ambito: 'cremonese', aliases: [alias] },
      ...{ serviceClass: 'SAP', stock: 'IN_STOCK', lifecycle: 'VACANT_LETTABLE' },
    }),
  );
  return outcome.id!;
}

const tell = (office: Office, unitId: string, ...facts: UnitFact[]) =>
  office.commands.execute(new RecordUnitFacts(by(), unitId, facts));

/** What moved since a position: the cells of letters, and the streams of the events behind them. */
async function movedSince(office: Office, position: string | null) {
  const { diff, events } = await office.queries.execute(new ComparePlans({ ...PLAN, knownAt: position ?? '0' }, PLAN));
  const cells = diff.changes.map(({ cell }) => cell).filter((cell) => /^[a-k]\//.test(cell));
  return { cells, events: events.map(({ stream, type }) => [stream, type]) };
}

describe('the events that moved a plan', () => {
  it('are told of a unit whose code is another unit’s too, under another scheme', async () => {
    await using office = await withBodies(await openOffice());
    const one = await lettable(office, CREMONA, { scheme: 'regional', value: '7' });
    await lettable(office, ANNICCO, { scheme: `printed/${ANNICCO}`, value: '7' });
    const before = await office.queries.execute(new GetPlan(PLAN));
    const assigned = { effectiveOn: '2024-12-10', channel: 'mobility' } as const;
    await tell(office, one, { type: 'UnitAssigned', data: assigned });
    // The unit was looked for by its label: two have it, and the comparison was refused.
    const { cells, events } = await movedSince(office, before.position);
    expect(cells).toContain('e/COMUNE/Cremona/free');
    expect(events).toEqual([[`unit-${one}`, 'UnitAssigned']]);
  });

  it('are those of the stock too, whose cells name no unit', async () => {
    await using office = await withBodies(await openOffice());
    await lettable(office, CREMONA, { scheme: 'regional', value: '7' });
    const before = await office.queries.execute(new GetPlan(PLAN));
    const more = await office.commands.execute(
      new RegisterUnit(by(), {
        effectiveOn: '2024-11-30',
        ...{ owner: CREMONA, municipality: CREMONA, ambito: 'cremonese', aliases: [] },
        ...{ serviceClass: 'SAP', stock: 'IN_STOCK', lifecycle: 'OCCUPIED' },
      }),
    );
    const { cells, events } = await movedSince(office, before.position);
    expect(cells).toEqual(['a/COMUNE/Cremona/total', 'a/COMUNE/Cremona/sap']);
    expect(events).toEqual([[`unit-${more.id}`, 'UnitRegistered']]);
  });

  it('are those of a declaration, where a declared count moved', async () => {
    await using office = await withBodies(await openOffice());
    const declare = (units: number) => {
      const data = { effectiveOn: '2024-11-30', letter: 'b', municipality: ANNICCO, basis: 'count', units };
      const stream = `cremonese-2025-${ANNICCO}`;
      return office.commands.execute(new RecordFacts(by(), 'declaration', stream, [{ type: 'FigureDeclared', data }]));
    };
    const status = { type: 'SurveyAnswered', data: { effectiveOn: '2024-11-30', status: 'submitted' } };
    await office.commands.execute(new RecordFacts(by(), 'declaration', `cremonese-2025-${ANNICCO}`, [status]));
    await declare(2);
    const before = await office.queries.execute(new GetPlan(PLAN));
    await declare(3);
    const { cells, events } = await movedSince(office, before.position);
    expect(cells).toContain('b/COMUNE/Annicco/units');
    expect(events).toEqual([[`declaration-cremonese-2025-${ANNICCO}`, 'FigureDeclared']]);
  });
});

describe('a number opened', () => {
  // Kept by label alone, the events of one of the two were lost.
  it('tells the events of two units that have the same code under different schemes', async () => {
    await using office = await withBodies(await openOffice());
    const one = await lettable(office, CREMONA, { scheme: 'regional', value: '7' });
    const other = await lettable(office, ANNICCO, { scheme: `printed/${ANNICCO}`, value: '7' });
    const { events } = await office.queries.execute(new ExplainPlan(PLAN, { cell: 'e.free' }));
    expect(Object.keys(events).sort()).toEqual([`7 (${one})`, `7 (${other})`].sort());
  });
});

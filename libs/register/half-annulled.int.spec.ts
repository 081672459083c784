import { describe, expect, it } from '@jest/globals';
import { RecordFacts } from '#recording';
import { bytesWritten, readerOf } from '#saved-views/testing';
import { CorrectUnit, RegisterUnit, SwapUnits } from '#units/commands';
import { CommandLedger } from './command-ledger.js';
import { PlanReader } from './plan-reader.js';
import { by, openOffice, type Office } from './testing/office.js';

const CREMONA = '019036';

async function body(office: Office, id: string, name: string, ambito: string): Promise<void> {
  const data = { effectiveOn: '2000-01-01', kind: 'COMUNE', name, ambiti: [ambito] };
  await office.commands.execute(new RecordFacts(by(), 'body', id, [{ type: 'BodyRegistered', data }]));
}

async function occupied(office: Office, value: string): Promise<string> {
  const outcome = await office.commands.execute(
    new RegisterUnit(by(), {
      effectiveOn: '2024-11-30',
      ...{ owner: CREMONA, municipality: CREMONA, ambito: 'cremonese' },
      ...{ serviceClass: 'SAP', stock: 'IN_STOCK', lifecycle: 'OCCUPIED' },
      aliases: [{ scheme: 'regional', value }],
    }),
  );
  return outcome.id!;
}

/** What the plan of an Ambito and verify say of it; the plan's units. */
async function told({ register }: Office, ambito = 'cremonese', knownAt?: string): Promise<(readonly string[])[]> {
  const coordinates = { ambito, year: 2025, ...(knownAt !== undefined && { knownAt }) };
  const { findings } = await new PlanReader(register).plan(coordinates);
  return findings.filter(({ rule }) => rule === 'COMMAND_HALF_ANNULLED').map(({ unitIds }) => unitIds);
}

/** Two units of Cremona whose households have changed places: their ids, and the events that say so. */
async function swapped(office: Office) {
  await body(office, CREMONA, 'Cremona', 'cremonese');
  const units = [await occupied(office, '1'), await occupied(office, '2')] as const;
  const swap = new SwapUnits(by(), units, { effectiveOn: '2024-12-10' });
  const { events } = await office.commands.execute(swap);
  return { units, commandId: swap.context.commandId, halves: events.map(({ id }) => id) };
}

describe('a swap annulled on one unit', () => {
  // An annulment is of one stream, so a swap is undone in two commands: nothing said that the second was still to come.
  it('is told by the plan and by verify until it is annulled on the other, and stays told as known in between', async () => {
    await using office = await openOffice();
    const { units, commandId, halves } = await swapped(office);
    expect(await told(office)).toEqual([]);

    const half = new CorrectUnit(by(), units[0], [{ target: halves[0]!, reason: 'non è avvenuto' }]);
    const { position } = await office.commands.execute(half);
    expect(await told(office)).toEqual([['1', '2']]);
    const { findings } = await office.register.verify();
    expect(findings).toMatchObject([{ part: 'commands', severity: 'note', about: commandId, repaired: false }]);

    await office.commands.execute(new CorrectUnit(by(), units[1], [{ target: halves[1]!, reason: 'non è avvenuto' }]));
    expect(await told(office)).toEqual([]);
    expect((await office.register.verify()).findings).toEqual([]);
    expect(await told(office, 'cremonese', String(position))).toEqual([['1', '2']]);
  });

  it('is not told to the plan of another Ambito', async () => {
    await using office = await openOffice();
    const { units, halves } = await swapped(office);
    await body(office, '015146', 'Milano', 'milanese');
    await office.commands.execute(new CorrectUnit(by(), units[0], [{ target: halves[0]!, reason: 'non è avvenuto' }]));
    expect(await told(office, 'milanese')).toEqual([]);
  });

  it.each([
    ['the same swap, with its act,', 'consensual-swap' as const, []],
    ['an assignment by public notice', 'public-notice' as const, [['1', '2']]],
  ])('and replaced by %s', async (_, channel, expected) => {
    await using office = await openOffice();
    const { units, halves } = await swapped(office);
    const swapWith = channel === 'consensual-swap' ? { swapWith: units[1] } : {};
    const released = { type: 'UnitReleased', data: { effectiveOn: '2024-12-01' } } as const;
    const inspected = { type: 'UnitInspected', data: { effectiveOn: '2024-12-02', outcome: 'lettable' } } as const;
    const assigned = {
      type: 'UnitAssigned',
      data: { effectiveOn: '2024-12-10', channel, act: 'determina 12', ...swapWith },
    } as const;
    const replacements = channel === 'consensual-swap' ? [assigned] : [assigned, released, inspected];
    await office.commands.execute(
      new CorrectUnit(by(), units[0], [{ target: halves[0]!, reason: 'errore', replacements }]),
    );
    expect(await told(office)).toEqual(expected);
  });
});

describe('a ledger of commands', () => {
  it('restored from what was saved goes on to see the other half annulled', async () => {
    await using office = await openOffice();
    const { units, halves } = await swapped(office);
    await office.commands.execute(new CorrectUnit(by(), units[0], [{ target: halves[0]!, reason: 'errore' }]));
    const saved = await bytesWritten([office.register.views.commands.capture(office.register.views.position)]);
    const restored = new CommandLedger();
    restored.restore(readerOf(saved));
    const { position } = await office.register.store.head();
    expect(restored.halfAnnulled(position)).toMatchObject([{ annulledOn: [units[0]], standsOn: [units[1]] }]);

    await office.commands.execute(new CorrectUnit(by(), units[1], [{ target: halves[1]!, reason: 'errore' }]));
    const [annulment] = await Array.fromAsync(office.register.store.readAll(position));
    restored.apply(annulment!);
    expect(restored.halfAnnulled(annulment!.position)).toEqual([]);
  });
});

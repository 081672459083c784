import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { MemoryEventStore } from '#event-store';
import { CommandRejected, Contended, RecordFacts, type Outcome } from '#recording';
import { IdentifyUnit, MergeUnits, RecordUnitFacts, RegisterUnit, SwapUnits, type Registration } from '#units/commands';
import type { UnitFact } from '#units/domain';
import { codec } from './codec.js';
import { GetPlan, GetStatus, GetUnit } from './queries.js';
import { by, openOffice, type Office } from './testing/office.js';
import { SharedLog } from './testing/shared-log.js';

const CREMONA = '019036';
/** Minutes that have passed since the events were recorded. */
let later = 0;
const clock = () => new Date(Date.now() + later * 60_000);

/** Two processes with one log, as far as one process can show it: each has its own views, and its own way to the log. */
let log: MemoryEventStore;
let ways: readonly [SharedLog, SharedLog];
let comune: Office;
let aler: Office;

beforeEach(async () => {
  later = 0;
  log = new MemoryEventStore({ codec });
  ways = [new SharedLog(log), new SharedLog(log)];
  comune = await openOffice(clock, ways[0]);
  aler = await openOffice(clock, ways[1]);
  const registered = { effectiveOn: '2000-01-01', kind: 'COMUNE', name: 'Cremona', ambiti: ['cremonese'] };
  await say(comune, 'body', CREMONA, { type: 'BodyRegistered', data: registered });
});

afterEach(async () => {
  await comune[Symbol.asyncDispose]();
  await aler[Symbol.asyncDispose]();
});

const say = (office: Office, aggregate: 'body' | 'programme', id: string, fact: { type: string; data: object }) =>
  office.commands.execute(new RecordFacts(by(), aggregate, id, [fact]));

const register = (office: Office, value: string, context = by()): Promise<Outcome> =>
  office.commands.execute(
    new RegisterUnit(context, {
      effectiveOn: '2024-01-01',
      owner: CREMONA,
      municipality: CREMONA,
      ambito: 'cremonese',
      serviceClass: 'SAP',
      stock: 'IN_STOCK',
      lifecycle: 'OCCUPIED',
      aliases: [{ scheme: 'regional', value }],
    }),
  );

const tell = (office: Office, unitId: string, ...facts: UnitFact[]) =>
  office.commands.execute(new RecordUnitFacts(by(), unitId, facts));

const refusal = async (command: Promise<Outcome>): Promise<string> => {
  try {
    await command;
  } catch (error) {
    if (error instanceof CommandRejected) return error.code;
    throw error;
  }
  throw new Error('it was not refused');
};

const nothingWrong = async () => {
  for (const office of [comune, aler]) expect((await office.register.verify()).findings).toEqual([]);
};

describe('two processes on one log', () => {
  it('given an alias that the other reserved between decision and append, the unit is refused and nothing is left', async () => {
    ways[1].meanwhile('alias-', () => register(comune, '3161156'));
    expect(await refusal(register(aler, '3161156'))).toBe('ALIAS_TAKEN');
    expect((await aler.queries.execute(new GetStatus())).units).toBe(1);
    await nothingWrong();
  });

  it('given the same alias at the same time many times over, each is held by one unit', async () => {
    const values = Array.from({ length: 20 }, (_, n) => String(n));
    const outcomes = await Promise.allSettled(
      values.flatMap((value) => [register(comune, value), register(aler, value)]),
    );
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(values.length);
    await nothingWrong();
  });

  it('given a unit that the other let between decision and append, it is not let again', async () => {
    const { id = '' } = await register(comune, '1');
    await tell(comune, id, { type: 'TenancyTerminated', data: { effectiveOn: '2024-02-01', cause: 'notice' } });
    await tell(comune, id, { type: 'UnitReleased', data: { effectiveOn: '2024-03-01' } });
    await tell(comune, id, { type: 'UnitInspected', data: { effectiveOn: '2024-03-02', outcome: 'lettable' } });
    const assigned = (on: string): UnitFact => ({
      type: 'UnitAssigned',
      data: { effectiveOn: on, channel: 'public-notice' },
    });
    ways[1].meanwhile(`unit-${id}`, () => tell(comune, id, assigned('2024-04-01')));
    expect(await refusal(tell(aler, id, assigned('2024-04-02')))).toMatch(/^[A-Z_]+$/);
    const events = await log.readStream(`unit-${id}`);
    expect(events.filter(({ type }) => type === 'UnitAssigned').map(({ data }) => data)).toEqual([
      assigned('2024-04-01').data,
    ]);
    await nothingWrong();
  });

  it('given a unit that the other changed meanwhile without standing in the way, the command is decided again', async () => {
    const { id = '' } = await register(comune, '1');
    await tell(comune, id, { type: 'TenancyTerminated', data: { effectiveOn: '2024-02-01', cause: 'notice' } });
    const { revision } = await tell(comune, id, { type: 'UnitReleased', data: { effectiveOn: '2024-03-01' } });
    const inspected = (on: string): UnitFact => ({
      type: 'UnitInspected',
      data: { effectiveOn: on, outcome: 'lettable' },
    });
    ways[1].meanwhile(`unit-${id}`, () => tell(comune, id, inspected('2024-03-05')));
    expect(await tell(aler, id, inspected('2024-03-02'))).toMatchObject({
      status: 'recorded',
      revision: revision! + 2,
    });
    await nothingWrong();
  });

  it('given an alias that the other gave meanwhile to a unit being merged away, nothing is half done: the command is to be given anew', async () => {
    const [{ id: goes = '' }, { id: stays = '' }] = [await register(comune, '1'), await register(comune, '2')];
    const merge = () => aler.commands.execute(new MergeUnits(by(), goes, { kind: 'duplicate', into: stays }));
    const named = { effectiveOn: '2024-01-01', aliases: [{ scheme: 'printed/019036', value: '77' }] };
    ways[1].meanwhile(`unit-${goes}`, () => tell(comune, goes, { type: 'UnitIdentified', data: named }));
    await expect(merge()).rejects.toThrow(Contended);
    await nothingWrong();
    await merge();
    expect((await comune.queries.execute(new GetUnit('printed/019036:77', {}))).unitId).toBe(stays);
    await nothingWrong();
  });

  it('given a lot that the other closed a moment ago, no unit enters it, however late the news come', async () => {
    const owner = { name: 'P1', owner: CREMONA, ambito: 'cremonese', effectiveOn: '2024-01-01' };
    await say(comune, 'programme', 'p1', { type: 'ProgrammeProposed', data: owner });
    const lot = { effectiveOn: '2024-01-02', lot: '1', name: 'Lotto 1', kind: 'renovation' };
    await say(comune, 'programme', 'p1', { type: 'LotOpened', data: lot });
    const { id = '' } = await register(comune, '1');
    await tell(comune, id, { type: 'TenancyTerminated', data: { effectiveOn: '2024-02-01', cause: 'notice' } });
    await tell(comune, id, { type: 'UnitReleased', data: { effectiveOn: '2024-03-01' } });
    await aler.queries.execute(new GetUnit(id, {}));
    const tellNews = ways[1].withholdNews();
    await say(comune, 'programme', 'p1', { type: 'LotClosed', data: { effectiveOn: '2024-04-01', lot: '1' } });
    const data = { effectiveOn: '2024-05-01', programme: 'p1', lot: '1' };
    const included = refusal(tell(aler, id, { type: 'UnitIncludedInLot', data }));
    tellNews();
    expect(await included).toBe('LOT_NOT_OPEN');
    await nothingWrong();
  });

  const count = async (units: number): Promise<void> => {
    const counted = { owner: CREMONA, municipality: null, ambito: 'cremonese', serviceClass: 'SAP', stock: 'IN_STOCK' };
    for (let ordinal = 1; ordinal <= units; ordinal++) {
      const provisional = { list: 'a', ordinal } as const;
      const registration = {
        ...counted,
        lifecycle: 'NOT_DECLARED',
        provisional,
        aliases: [],
        effectiveOn: '2024-01-01',
      };
      await comune.commands.execute(new RegisterUnit(by(), registration as Registration));
    }
  };

  it('given units known only from a count, each is identified once, whoever picks it', async () => {
    const units = 12;
    await count(units);
    const identify = async (office: Office, value: string): Promise<string> => {
      const named = { aliases: [{ scheme: 'regional', value }], municipality: CREMONA };
      for (;;) {
        try {
          return (await office.commands.execute(new IdentifyUnit(by(), { owner: CREMONA }, named))).id ?? '';
        } catch (error) {
          // Something was recorded and undone: it is to be given anew.
          if (!(error instanceof Contended)) throw error;
        }
      }
    };
    const offices = Array.from({ length: units }, (_, n) => (n % 2 === 0 ? comune : aler));
    const identified = await Promise.all(offices.map((office, n) => identify(office, String(n))));
    expect(new Set(identified).size).toBe(units);
    await nothingWrong();
  });

  it('given a command that is sent again to the other while the first is at it, each ends with the one answer', async () => {
    const context = by();
    let first: Outcome | undefined;
    ways[1].justBeforeReading('alias-', async () => {
      first = await register(comune, '1', context);
    });
    const again = await register(aler, '1', context);
    expect(again).toMatchObject({ status: 'repeated', id: first?.id, position: first?.position });
    await nothingWrong();
  });

  it.each(['alias-', 'unit-'])(
    'given an identification sent again to the other, which is about to read %s…, both name the same unit',
    async (stream) => {
      await count(2);
      const context = by();
      const named = { aliases: [{ scheme: 'regional', value: '1' }], municipality: CREMONA };
      const identify = (office: Office) =>
        office.commands.execute(new IdentifyUnit(context, { owner: CREMONA }, named));
      let first: Outcome | undefined;
      ways[1].justBeforeReading(stream, async () => {
        first = await identify(comune);
      });
      expect(await identify(aler)).toMatchObject({ status: 'repeated', id: first?.id });
      await nothingWrong();
    },
  );

  it('given a command that the other began and left half done meanwhile, it is finished as it was begun', async () => {
    const context = by();
    ways[0].meanwhile('unit-', () => Promise.reject(new Error('killed')));
    ways[1].justBeforeReading('alias-', () => expect(register(comune, '1', context)).rejects.toThrow('killed'));
    expect(await register(aler, '1', context)).toMatchObject({ status: 'recorded' });
    expect((await log.readCommand(context.commandId)).map(({ type }) => type)).toEqual([
      'AliasReserved',
      'UnitRegistered',
    ]);
    await nothingWrong();
  });

  it('given half of a swap, it is nobody’s to undo while the other may be at it; left behind, it is found and undone', async () => {
    const [{ id: one = '' }, { id: two = '' }] = [await register(comune, '1'), await register(comune, '2')];
    ways[0].meanwhile(`unit-${two}`, () => Promise.reject(new Error('killed')));
    const swap = comune.commands.execute(new SwapUnits(by(), [one, two], { effectiveOn: '2024-12-10' }));
    await expect(swap).rejects.toThrow('killed');
    expect((await aler.register.verify({ repair: true })).findings).toEqual([]);
    later = 2;
    const { findings } = await aler.register.verify({ repair: true });
    expect(findings).toEqual([expect.objectContaining({ part: 'commands', repaired: true })]);
    await nothingWrong();
  });

  it('what one wrote the other answers, without being asked to wait for it', async () => {
    const coordinates = { ambito: 'cremonese', year: 2025 };
    for (let n = 0; n < 50; n++) {
      const [writes, reads] = n % 2 === 0 ? [comune, aler] : [aler, comune];
      const { id = '', position } = await register(writes, String(n));
      expect(await reads.queries.execute(new GetUnit(`regional:${n}`, {}))).toMatchObject({ unitId: id });
      expect((await reads.queries.execute(new GetPlan(coordinates))).position).toBe(String(position));
    }
  });
});

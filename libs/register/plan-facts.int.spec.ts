import { expect, it } from '@jest/globals';
import { RecordFacts } from '#recording';
import { RecordUnitFacts, RegisterUnit } from '#units/commands';
import { PlanReader } from './plan-reader.js';
import { by, openOffice } from './testing/office.js';

const CREMONA = '019036';

// Every unit registered on the day of the census passed for one that a list names, whose class is assumed (domain.md,
// section 3): also one of a stock count, which says its class, once somebody had identified it and seen it vacant.
it('given a unit of a stock count, when it is found lettable, then its class is the count’s, not a list’s silence', async () => {
  await using office = await openOffice();
  const registered = { effectiveOn: '2000-01-01', kind: 'COMUNE', name: 'Cremona', ambiti: ['cremonese'] };
  await office.commands.execute(new RecordFacts(by(), 'body', CREMONA, [{ type: 'BodyRegistered', data: registered }]));
  const register = async (list: 'a' | 'e', lifecycle: 'NOT_DECLARED' | 'VACANT_LETTABLE') => {
    const outcome = await office.commands.execute(
      new RegisterUnit(by(), {
        effectiveOn: '2024-11-30',
        ...{ owner: CREMONA, municipality: CREMONA, ambito: 'cremonese', census: 2025, aliases: [] },
        ...{ serviceClass: 'SAP', stock: 'IN_STOCK', lifecycle },
        provisional: { list, ordinal: 1 },
      }),
    );
    return outcome.id!;
  };
  const counted = await register('a', 'NOT_DECLARED');
  const listed = await register('e', 'VACANT_LETTABLE');
  const inspected = { effectiveOn: '2024-12-10', outcome: 'lettable' } as const;
  await office.commands.execute(new RecordUnitFacts(by(), counted, [{ type: 'UnitInspected', data: inspected }]));

  const { facts } = await new PlanReader(office.register).resolve({ ambito: 'cremonese', year: 2025 });
  expect(facts.units.map(({ unitId }) => unitId).sort()).toEqual([counted, listed].sort());
  expect([...facts.classCounted]).toEqual([counted]);
});

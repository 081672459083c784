import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { AsOf } from '#temporal';
import { Directory } from './directory.js';
import { Log, type Event } from './testing/log.js';

const RUNS = Number(process.env['PROP_RUNS'] ?? 300);
const DAYS = ['2024-01-01', '2024-03-01', '2024-06-01', '2025-01-01', '2025-02-01'];
const day = fc.constantFrom(...DAYS);
const ambito = fc.constantFrom('cremonese', 'bresciano');
const municipality = fc.constantFrom('019001', '019002');

type Line = readonly [stream: string, event: Event];

const line = (stream: string, type: string, data: object): Line => [stream, { type, data } as Event];

const registered = fc
  .tuple(municipality, day, ambito)
  .map(([id, effectiveOn, of]) =>
    line(`body-${id}`, 'BodyRegistered', { effectiveOn, kind: 'COMUNE', name: id, ambiti: [of] }),
  );
const renamed = fc
  .tuple(municipality, day, fc.constantFrom('Annicco', 'Azzanello'))
  .map(([id, effectiveOn, name]) => line(`body-${id}`, 'BodyRenamed', { effectiveOn, name }));
const counted = fc
  .tuple(ambito, fc.constantFrom(2024, 2025), municipality, day, fc.nat({ max: 5 }))
  .map(([of, year, owner, effectiveOn, total]) =>
    line(`declaration-${of}-${year}-${owner}`, 'StockCounted', { effectiveOn, total, sap: total, sas: 0, other: 0 }),
  );
const declared = fc
  .tuple(ambito, fc.constantFrom(2024, 2025), municipality, day, fc.nat({ max: 5 }))
  .map(([of, year, owner, effectiveOn, units]) =>
    line(`declaration-${of}-${year}-${owner}`, 'FigureDeclared', {
      ...{ effectiveOn, letter: 'c', municipality: owner, basis: 'count', units },
    }),
  );
const proposed = fc
  .tuple(ambito, day)
  .map(([of, effectiveOn]) =>
    line(`programme-${of}`, 'ProgrammeProposed', { effectiveOn, ambito: of, owner: '019001', name: 'P' }),
  );
const formalised = fc
  .tuple(ambito, day)
  .map(([of, effectiveOn]) => line(`programme-${of}`, 'ProgrammeFormalised', { effectiveOn }));
const lotOpened = fc
  .tuple(ambito, fc.constantFrom('1', '2'), day)
  .map(([of, lot, effectiveOn]) =>
    line(`programme-${of}`, 'LotOpened', { effectiveOn, lot, name: lot, kind: 'renovation' }),
  );
const lotClosed = fc
  .tuple(ambito, fc.constantFrom('1', '2'), day)
  .map(([of, lot, effectiveOn]) => line(`programme-${of}`, 'LotClosed', { effectiveOn, lot }));
const conferred = fc
  .tuple(ambito, day)
  .map(([of, effectiveOn]) =>
    line(`conferral-${of}`, 'ConventionOpened', { effectiveOn, ambito: of, body: '019001', title: 'C' }),
  );

const lines = fc.array(
  fc.oneof(registered, renamed, counted, declared, proposed, formalised, lotOpened, lotClosed, conferred),
  {
    minLength: 1,
    maxLength: 16,
  },
);
const coordinate: fc.Arbitrary<AsOf & { validAt: string }> = fc.record(
  { validAt: day, knownAt: fc.nat({ max: 20 }) },
  { requiredKeys: ['validAt'] },
);
const asked = fc.array(fc.tuple(fc.constantFrom(2024, 2025, 2026), coordinate), { minLength: 1, maxLength: 6 });

describe('what the plans of the Region read of the directory', () => {
  it('is what is read for the first time, whatever was asked before and whatever was taken in since', () => {
    fc.assert(
      fc.property(lines, asked, (events, questions) => {
        const log = new Log();
        const growing = new Directory();
        for (const [stream, event] of events) {
          log.append(stream, event).into(growing);
          for (const [year, asOf] of questions) {
            expect(growing.plans.region(year, asOf)).toEqual(log.into(new Directory()).plans.region(year, asOf));
          }
        }
      }),
      { numRuns: Math.ceil(RUNS / 3) },
    );
  });
});

import { describe, expect, it } from '@jest/globals';
import { factsAsOf } from '#temporal';
import type { UnitFact } from './events.js';
import { outlookAt } from './outlook.js';
import { on, registered, streamOf } from './testing/given.js';

const D = '2024-12-31';
const outlook = (...facts: UnitFact[]) => outlookAt(factsAsOf(streamOf(...facts)), D);
const forecast = (day: string, expectedOn: string) => on(day, 'ReleaseForecast', { expectedOn });
const tenant = registered('2024-01-01', 'OCCUPIED');
const works = on('2024-06-01', 'UnitPlacedUnderMaintenance', { expectedOn: '2025-03-01' });

describe('what is expected is read by knowledge alone', () => {
  it('given a release forecast stated after D, then it counts; the last one stated wins; a withdrawal takes it away', () => {
    expect(outlook(tenant, forecast('2025-01-10', '2025-06-01')).releaseExpectedOn).toBe('2025-06-01');
    expect(
      outlook(tenant, forecast('2024-05-01', '2025-01-01'), forecast('2025-02-01', '2025-09-01')).releaseExpectedOn,
    ).toBe('2025-09-01');
    expect(
      outlook(tenant, forecast('2024-05-01', '2025-01-01'), on('2025-01-02', 'ReleaseForecastWithdrawn'))
        .releaseExpectedOn,
    ).toBeNull();
  });

  it('given the release itself after D, then the forecast stands; before D, it is over', () => {
    expect(
      outlook(tenant, forecast('2024-05-01', '2025-01-01'), on('2025-01-20', 'UnitReleased')).releaseExpectedOn,
    ).toBe('2025-01-01');
    expect(
      outlook(tenant, forecast('2024-05-01', '2025-01-01'), on('2024-11-01', 'UnitReleased')).releaseExpectedOn,
    ).toBeNull();
  });

  it('given a forecast of the next tenancy, then it says nothing of the tenancy at D', () => {
    const next = [
      on('2025-01-20', 'UnitReleased'),
      on('2025-02-01', 'UnitAssigned', { channel: 'mobility' }),
      forecast('2025-03-01', '2025-12-01'),
    ];
    expect(outlook(tenant, ...next).releaseExpectedOn).toBeNull();
  });

  it('given works, then their end is the last one stated, also after D, until they end', () => {
    const vacant = registered('2024-01-01', 'VACANT_NOT_LETTABLE');
    expect(outlook(vacant, works).worksExpectedOn).toBe('2025-03-01');
    expect(
      outlook(vacant, works, on('2025-02-01', 'MaintenanceForecastRevised', { expectedOn: '2026-01-01' }))
        .worksExpectedOn,
    ).toBe('2026-01-01');
    expect(outlook(vacant, works, on('2024-12-01', 'MaintenanceCompleted')).worksExpectedOn).toBeNull();
    expect(outlook(vacant, works, on('2025-01-20', 'MaintenanceCompleted')).worksExpectedOn).toBe('2025-03-01');
  });

  it('given works that began anew without a date, then the date of those broken off is over', () => {
    const vacant = registered('2024-01-01', 'VACANT_NOT_LETTABLE');
    const intrusion = [on('2024-08-01', 'UntitledOccupationFound'), on('2024-09-01', 'UnitRecovered')];
    expect(outlook(vacant, works, ...intrusion).worksExpectedOn).toBeNull();
    expect(
      outlook(vacant, works, ...intrusion, on('2024-10-01', 'UnitPlacedUnderMaintenance')).worksExpectedOn,
    ).toBeNull();
  });

  it('given a unit sold before D, then nothing is expected of it', () => {
    expect(
      outlook(tenant, forecast('2024-05-01', '2025-01-01'), on('2024-06-01', 'UnitAlienated', { toTenant: true })),
    ).toEqual({
      releaseExpectedOn: null,
      worksExpectedOn: null,
    });
  });
});

import { CONVENTIONS, conventionId, lotId, noticeId, programmeId, RENOVATION_LOTS } from './calendar.js';
import type { ProgrammePeriod } from './calendar.js';
import type { Dates } from './dates.js';
import { recordedLate } from './recording.js';
import type { References } from './references.js';

/** The programmes with their lots, the public notices and the conventions of every Ambito. */
export function tellProgrammes(references: References, dates: Dates): void {
  const { territory, calendar } = references.world;
  for (let ambito = 0; ambito < territory.ambiti; ambito++) {
    const id = territory.ambitoId(ambito);
    const comune = territory.code(territory.ambitoOf.indexOf(ambito));
    for (const period of calendar.programmes) {
      tellProgramme(
        references,
        dates,
        period,
        programmeId(id, true, period.year),
        territory.ownerId(territory.alerOf(ambito)),
        id,
      );
      tellProgramme(references, dates, period, programmeId(id, false, period.year), comune, id);
    }
    tellNotices(references, dates, id);
    tellConventions(references, dates, id, comune);
  }
}

function tellProgramme(
  references: References,
  dates: Dates,
  period: ProgrammePeriod,
  id: string,
  owner: string,
  ambito: string,
): void {
  const { random, span } = references.world;
  const stream = `programme-${id}`;
  const say = (day: number, facts: readonly (readonly [string, object])[], recorded?: number) => {
    if (day >= span.end) return;
    const dated = facts.map(([type, data]) => [type, { effectiveOn: dates.date(day), ...data }] as const);
    references.say(stream, day, dated, recorded);
  };
  say(period.proposedOn, [['ProgrammeProposed', { name: `Programma ${period.year}`, owner, ambito }]]);
  say(period.formalisedOn, [['ProgrammeFormalised', {}]]);
  say(
    period.lotsOpenOn,
    Array.from({ length: RENOVATION_LOTS + 1 }, (_, lot) => ['LotOpened', lotData(dates, period, lot)] as const),
  );
  for (let lot = 0; lot <= RENOVATION_LOTS; lot++) {
    if (random.chance(0.6)) {
      const day = random.int(period.lotsOpenOn + 100, period.lotsCloseOn - 100);
      const expectedOn = dates.date(day + random.int(60, 500));
      const assignableIn = random.chance(0.3) ? dates.year(day) + 1 : null;
      say(day, [['LotDated', { lot: lotId(lot), expectedOn, assignableIn }]], recordedLate(day, random));
    }
    const day = period.lotsCloseOn;
    say(day, [['LotClosed', { lot: lotId(lot) }]], recordedLate(day, random));
  }
}

function lotData(dates: Dates, { lotsOpenOn, year }: ProgrammePeriod, lot: number): object {
  const newBuild = lot === RENOVATION_LOTS;
  return {
    lot: lotId(lot),
    name: `Lotto ${year}.${lotId(lot)}`,
    kind: newBuild ? 'new-build' : 'renovation',
    expectedOn: dates.date(lotsOpenOn + 300 + lot * 250),
  };
}

function tellNotices(references: References, dates: Dates, ambito: string): void {
  const { calendar, span, random } = references.world;
  for (const notice of calendar.notices) {
    if (notice.opensOn >= span.end) continue;
    const stream = `notice-${noticeId(ambito, notice)}`;
    const closesOn = dates.date(notice.closesOn);
    references.say(stream, notice.opensOn, [
      ['NoticeOpened', { effectiveOn: dates.date(notice.opensOn), ambito, title: `Avviso ${notice.id}`, closesOn }],
    ]);
    if (notice.closesOn < span.end) {
      const recorded = recordedLate(notice.closesOn, random);
      references.say(stream, notice.closesOn, [['NoticeClosed', { effectiveOn: closesOn }]], recorded);
    }
  }
}

function tellConventions(references: References, dates: Dates, ambito: string, body: string): void {
  const { calendar, span, random } = references.world;
  for (let convention = 0; convention < CONVENTIONS; convention++) {
    const stream = `conferral-${conventionId(ambito, convention)}`;
    const title = `Convenzione ${convention + 1}`;
    const effectiveOn = dates.date(span.first);
    references.say(stream, span.first, [['ConventionOpened', { effectiveOn, body, ambito, title }]]);
  }
  const last = `conferral-${conventionId(ambito, CONVENTIONS - 1)}`;
  const lastDay = calendar.conventionEndsOn - 1;
  references.say(
    last,
    lastDay,
    [['ConventionEnded', { effectiveOn: dates.date(lastDay) }]],
    recordedLate(lastDay, random),
  );
}

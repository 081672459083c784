import { dayNumber, yearOf } from '#temporal';
import { dateOfDay } from '#temporal';
import type { Span } from './options.js';

/** A programme of works, the same dates in every Ambito: one of its ALER, one of its Comuni. */
export interface ProgrammePeriod {
  /** Year in its id. */
  readonly year: number;
  readonly proposedOn: number;
  readonly formalisedOn: number;
  readonly lotsOpenOn: number;
  /** Excluded: on this day the lots are closed. */
  readonly lotsCloseOn: number;
}

export interface NoticePeriod {
  readonly id: string;
  readonly opensOn: number;
  /** Excluded. */
  readonly closesOn: number;
}

/** How many renovation lots a programme has; one more is of new build. */
export const RENOVATION_LOTS = 3;
/** Conventions with private owners in an Ambito; the last of them ends early. */
export const CONVENTIONS = 3;

const PROGRAMME_EVERY = 2;
const LOTS_OPEN_YEARS = 4;

/** When programmes, public notices and conventions run: what units may be put in on a day. */
export class Calendar {
  /** The year of the first day: of the census. */
  readonly firstYear: number;
  readonly programmes: readonly ProgrammePeriod[];
  readonly notices: readonly NoticePeriod[];
  /** First day on which the last convention is over. */
  readonly conventionEndsOn: number;
  readonly #first: number;
  /** By day from the first: index + 1 of the latest programme with open lots, of the open notice. */
  readonly #programmeOn: Uint8Array;
  readonly #noticeOn: Uint8Array;

  constructor({ first, end }: Span) {
    const years = yearsOf(first, end);
    this.firstYear = years[0]!;
    this.programmes = years.filter((_, i) => i % PROGRAMME_EVERY === 0).map((year) => programme(year, first));
    this.notices = years.flatMap((year) => [
      { id: `${year}-1`, opensOn: on(year, '01-15'), closesOn: on(year, '06-16') },
      { id: `${year}-2`, opensOn: on(year, '07-01'), closesOn: on(year, '12-16') },
    ]);
    this.conventionEndsOn = first + Math.floor((end - first) * 0.6);
    this.#first = first;
    this.#programmeOn = new Uint8Array(end - first);
    this.#noticeOn = new Uint8Array(end - first);
    this.programmes.forEach((p, i) => this.#programmeOn.fill(i + 1, p.lotsOpenOn - first, p.lotsCloseOn - first));
    this.notices.forEach((n, i) => this.#noticeOn.fill(i + 1, n.opensOn - first, n.closesOn - first));
  }

  /** Index of the latest programme whose lots are open on the day; -1 when there is none. */
  programmeOn(day: number): number {
    return (this.#programmeOn[day - this.#first] ?? 0) - 1;
  }

  /** Index of the notice that is open on the day; -1 when there is none. */
  noticeOn(day: number): number {
    return (this.#noticeOn[day - this.#first] ?? 0) - 1;
  }

  /** How many of the conventions, from the first, are open on the day. */
  conventionsOn(day: number): number {
    return day < this.conventionEndsOn ? CONVENTIONS : CONVENTIONS - 1;
  }
}

export function programmeId(ambito: string, ofAler: boolean, year: number): string {
  return `prg-${ambito}-${ofAler ? 'aler' : 'comuni'}-${year}`;
}

export function noticeId(ambito: string, { id }: NoticePeriod): string {
  return `avv-${ambito}-${id}`;
}

export function conventionId(ambito: string, convention: number): string {
  return `cnf-${ambito}-${convention + 1}`;
}

/** Ids of a programme's lots; the last is of new build. */
export function lotId(lot: number): string {
  return String(lot + 1);
}

/** The years that the span begins in, up to its last day. */
export function yearsOf(first: number, end: number): readonly number[] {
  const from = yearOf(dateOfDay(first));
  const to = yearOf(dateOfDay(end - 1));
  return Array.from({ length: to - from + 1 }, (_, i) => from + i);
}

function programme(year: number, first: number): ProgrammePeriod {
  return {
    year,
    proposedOn: Math.max(first, on(year, '01-10')),
    formalisedOn: on(year, '02-20'),
    lotsOpenOn: on(year, '03-01'),
    lotsCloseOn: on(year + LOTS_OPEN_YEARS, '06-30'),
  };
}

function on(year: number, monthAndDay: string): number {
  return dayNumber(`${year}-${monthAndDay}`);
}

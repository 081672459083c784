import { dateOfDay } from '#temporal';

export const DAY = 86_400_000;
export const HOUR = 3_600_000;
export const MINUTE = 60_000;

const TWO = Array.from({ length: 60 }, (_, i) => String(i).padStart(2, '0'));

/** Dates and instants as texts: the days of a history come again and again. */
export class Dates {
  readonly #texts = new Map<number, string>();

  /** A day since 1970 as `YYYY-MM-DD`. */
  date(day: number): string {
    let text = this.#texts.get(day);
    if (text === undefined) this.#texts.set(day, (text = dateOfDay(day)));
    return text;
  }

  /** Milliseconds since 1970 as the log writes instants. */
  instant(millis: number): string {
    const day = Math.floor(millis / DAY);
    const ms = millis - day * DAY;
    const seconds = Math.floor(ms / 1_000);
    const minutes = Math.floor(seconds / 60);
    const fraction = String(ms % 1_000).padStart(3, '0');
    return `${this.date(day)}T${TWO[Math.floor(minutes / 60)]}:${TWO[minutes % 60]}:${TWO[seconds % 60]}.${fraction}Z`;
  }

  year(day: number): number {
    return Number(this.date(day).slice(0, 4));
  }
}

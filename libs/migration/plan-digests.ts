import type { EventStore } from '#event-store';
import { PlanReader, planDate, RegisterViews } from '#register';

/** Years up to the last recorded one on whose 31 December plans are computed. */
const YEARS = 3;
/** Instants at which what was known is asked, evenly spread over the log's events. */
const INSTANTS = 4;

/** A plan that was computed, by its coordinates, and its digest; the position it was computed at is not in it. */
export interface DigestedPlan {
  readonly ambito: string;
  readonly year: number;
  /** What was known: an instant, or everything. */
  readonly knownAt: string | undefined;
  readonly digest: string;
}

/**
 * The digest of the plan of every Ambito, on several dates and as known at several instants, from views built of the whole
 * log: two logs with the same history give the same.
 */
export async function planDigests(store: EventStore): Promise<readonly DigestedPlan[]> {
  const { events, recordedAt } = await store.head();
  if (recordedAt === null) return [];
  const { views, instants } = await readViews(store, events);
  const reader = new PlanReader({ store, views });
  const last = Number(recordedAt.slice(0, 4));
  const digested: DigestedPlan[] = [];
  for (const knownAt of [...instants, undefined]) {
    for (const ambito of views.directory.ambiti()) {
      for (let year = last - YEARS + 2; year <= last + 1; year++) {
        const { digest } = await reader.plan({ ambito, year, validAt: planDate(year), ...(knownAt && { knownAt }) });
        digested.push({ ambito, year, knownAt, digest });
      }
    }
  }
  return digested;
}

async function readViews(store: EventStore, events: number) {
  const views = new RegisterViews();
  const places = new Set(Array.from({ length: INSTANTS }, (_, n) => Math.ceil(((n + 1) * events) / INSTANTS)));
  const instants = new Set<string>();
  let [read, known] = [0, ''];
  for await (const event of store.readAll(0)) {
    views.apply(event);
    if (event.recordedAt > known) known = event.recordedAt;
    if (places.has(++read)) instants.add(known);
  }
  views.timeline.finishLoading();
  return { views, instants };
}

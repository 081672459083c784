import { setTimeout as sleep } from 'node:timers/promises';
import { Inject, Injectable } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { GetStatus } from '#register';
import { both } from '#wording';
import { Problem } from '../problems/problem.js';
import { API_SETTINGS, type ApiSettings } from '../settings.js';

const POLL_MILLIS = 20;

/** Lets the caller who just wrote read his write. */
@Injectable()
export class Freshness {
  constructor(
    private readonly queries: QueryBus,
    @Inject(API_SETTINGS) private readonly settings: ApiSettings,
  ) {}

  /**
   * Waits until a view has reached a position.
   * @param view the timeline index (plans, units) or the read store (search, lists, events)
   * @throws Problem not-caught-up when it has not within the server's patience
   */
  async reached(minPosition: string | undefined, view: 'index' | 'readStore'): Promise<void> {
    if (minPosition === undefined) return;
    const wanted = Number(minPosition);
    const deadline = Date.now() + this.settings.catchUpMillis;
    for (;;) {
      const position = (await this.queries.execute(new GetStatus()))[view].position;
      if (Number(position) >= wanted) return;
      if (Date.now() >= deadline) throw behind(minPosition, position);
      await sleep(POLL_MILLIS);
    }
  }
}

function behind(wanted: string, position: string): Problem {
  const it = `le viste sono alla posizione ${position}, non ancora a ${wanted}`;
  const en = `the views are at position ${position}, not yet at ${wanted}`;
  return new Problem('not-caught-up', both(it, en), { members: { position }, headers: { 'Retry-After': '1' } });
}

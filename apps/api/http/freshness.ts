import { Inject, Injectable } from '@nestjs/common';
import { Register } from '#register';
import { both } from '#wording';
import { Problem } from '../problems/problem.js';
import { API_SETTINGS, type ApiSettings } from '../settings.js';

/** Lets the caller who just wrote read his write, at whichever instance of the service. */
@Injectable()
export class Freshness {
  constructor(
    private readonly register: Register,
    @Inject(API_SETTINGS) private readonly settings: ApiSettings,
  ) {}

  /**
   * Waits until a view has reached a position.
   * @param view the timeline index (plans, units) or the read store (search, lists, events)
   * @throws Problem not-caught-up when it has not within the server's patience
   */
  async reached(minPosition: string | undefined, view: 'index' | 'readStore'): Promise<void> {
    if (minPosition === undefined) return;
    const patience = AbortSignal.timeout(this.settings.catchUpMillis);
    try {
      await this.caughtUp(view, Number(minPosition), patience);
    } catch (error) {
      if (!patience.aborted) throw error;
      throw behind(minPosition, await this.position(view));
    }
  }

  private async caughtUp(view: 'index' | 'readStore', position: number, patience: AbortSignal): Promise<void> {
    if (view === 'index') await this.register.views.reached(position, patience);
    else await this.register.projector.catchUp(position, patience);
  }

  private async position(view: 'index' | 'readStore'): Promise<string> {
    if (view === 'index') return String(this.register.views.position);
    return String((await this.register.readStore.checkpoint())?.position ?? 0);
  }
}

function behind(wanted: string, position: string): Problem {
  const it = `le viste sono alla posizione ${position}, non ancora a ${wanted}`;
  const en = `the views are at position ${position}, not yet at ${wanted}`;
  return new Problem('not-caught-up', both(it, en), { members: { position }, headers: { 'Retry-After': '1' } });
}

import { collectDefaultMetrics, Gauge, Registry } from 'prom-client';
import type { Lag } from '#read-store';
import type { ProjectingStatus } from './projecting.js';

const STATES: readonly ProjectingStatus['state'][] = ['opening', 'idle', 'waiting', 'building', 'following', 'stopped'];

/** What the projector tells Prometheus. */
export class Metrics {
  private readonly registry = new Registry();
  private readonly up = this.gauge('registro_projector_up', '1 while the log is in reach.');
  private readonly state = this.gauge('registro_projector_state', '1 for the state that it is in.', ['state']);
  private readonly failures = this.gauge('registro_projector_failures', 'How often it failed and began again.');
  private readonly drops = this.gauge('registro_projector_dropped_subscriptions', 'Subscriptions taken up again.');
  private readonly events = this.gauge('registro_projector_lag_events', 'Events that the views are behind the log.');
  private readonly seconds = this.gauge(
    'registro_projector_lag_seconds',
    'Recorded time between the last event in the views and the last one in the log.',
  );
  private readonly position = this.gauge('registro_projector_position', 'Position that the views go up to.');
  private readonly head = this.gauge('registro_projector_log_position', 'Position of the last event of the log.');

  constructor() {
    collectDefaultMetrics({ register: this.registry });
  }

  get contentType(): string {
    return this.registry.contentType;
  }

  readonly countDrop = (): void => this.drops.inc();

  /** @param lag undefined while the log is out of reach: then what was known of it stands */
  look({ state, failures }: ProjectingStatus, lag: Lag | undefined): void {
    for (const name of STATES) this.state.set({ state: name }, name === state ? 1 : 0);
    this.failures.set(failures);
    this.up.set(lag ? 1 : 0);
    if (!lag) return;
    this.head.set(lag.head);
    // No views yet: no number is true of them.
    this.position.set(lag.position ?? Number.NaN);
    this.events.set(lag.events ?? Number.NaN);
    this.seconds.set(lag.seconds ?? Number.NaN);
  }

  text(): Promise<string> {
    return this.registry.metrics();
  }

  private gauge(name: string, help: string, labelNames: readonly string[] = []): Gauge {
    return new Gauge({ name, help, labelNames: [...labelNames], registers: [this.registry] });
  }
}

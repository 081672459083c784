import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';
import type { RegisterStatus } from '#register';
import type { Served } from './http/access-log.js';

/** What the server tells Prometheus. One registry a server, so that two in a process do not mix. */
export class Metrics {
  private readonly registry = new Registry();
  private readonly served = new Counter({
    name: 'registro_http_requests_total',
    help: 'Requests answered, by method, route and status.',
    labelNames: ['method', 'route', 'status'],
    registers: [this.registry],
  });
  private readonly seconds = new Histogram({
    name: 'registro_http_request_duration_seconds',
    help: 'Seconds from a request to its whole answer, by method and route.',
    labelNames: ['method', 'route'],
    buckets: [0.001, 0.005, 0.01, 0.05, 0.1, 0.5, 1, 5, 30],
    registers: [this.registry],
  });
  private readonly inFlight = this.gauge('registro_http_requests_in_flight', 'Requests being served.');
  private readonly up = this.gauge('registro_up', '1 while the register answers.');
  private readonly units = this.gauge('registro_units', 'Units in the index.');
  private readonly position = this.gauge('registro_log_position', 'Position of the last event of the log.');
  private readonly indexLag = this.gauge(
    'registro_index_lag_events',
    'Events that the timeline index is behind the log.',
  );
  private readonly readStoreLag = this.gauge(
    'registro_read_store_lag_events',
    'Events that the read store is behind the log.',
  );

  constructor(private readonly countInFlight: () => number) {
    collectDefaultMetrics({ register: this.registry });
  }

  get contentType(): string {
    return this.registry.contentType;
  }

  readonly observe = ({ method, route, status, seconds }: Served): void => {
    this.served.inc({ method, route, status });
    this.seconds.observe({ method, route }, seconds);
  };

  /** Looks at the register; one that does not answer is a metric too. */
  async look(status: () => Promise<RegisterStatus>): Promise<void> {
    this.inFlight.set(this.countInFlight());
    try {
      const { units, position, index, readStore } = await status();
      this.up.set(1);
      this.units.set(units);
      this.position.set(Number(position));
      this.indexLag.set(index.lag);
      this.readStoreLag.set(readStore.lag);
    } catch {
      this.up.set(0);
    }
  }

  text(): Promise<string> {
    return this.registry.metrics();
  }

  private gauge(name: string, help: string): Gauge {
    return new Gauge({ name, help, registers: [this.registry] });
  }
}

import { Controller, Get, Res } from '@nestjs/common';
import type { Response } from 'express';
import type { Lag } from '#read-store';
import { Metrics } from './metrics.js';
import { Projecting, type ProjectingStatus } from './projecting.js';

/** Events that the views may be behind the log and still be called current: what is applied within a blink. */
const READY_LAG = 1_000;

/** How the projector is, for programs that watch it. */
@Controller()
export class HealthController {
  constructor(
    private readonly projecting: Projecting,
    private readonly metrics: Metrics,
  ) {}

  /** The process answers: ending it and starting it again would help nobody. */
  @Get('health/live')
  live(): { readonly live: true } {
    return { live: true };
  }

  /** The log is in reach and the views are current, whether this projector keeps them so or the one that it waits for. */
  @Get('health/ready')
  async ready(@Res({ passthrough: true }) response: Response): Promise<object> {
    const status = this.projecting.status();
    const lag = await this.lag();
    const told = {
      ...status,
      ...(lag && { position: lag.position, head: lag.head, lag: { events: lag.events, seconds: lag.seconds } }),
    };
    const obstacle = obstacleOf(status, lag);
    if (obstacle === undefined) return { ready: true, ...told };
    response.status(503).set('Retry-After', '1').type('application/problem+json');
    return { type: 'about:blank', title: 'Not ready', status: 503, detail: obstacle, ...told };
  }

  @Get('metrics')
  async prometheus(@Res({ passthrough: true }) response: Response): Promise<string> {
    this.metrics.look(this.projecting.status(), await this.lag());
    response.set('Content-Type', this.metrics.contentType);
    return this.metrics.text();
  }

  /** Undefined while the log, or the views, cannot be asked. */
  private async lag(): Promise<Lag | undefined> {
    try {
      return await this.projecting.lag();
    } catch {
      return undefined;
    }
  }
}

function obstacleOf({ stoppedBy }: ProjectingStatus, lag: Lag | undefined): string | undefined {
  if (stoppedBy) return `stopped: ${stoppedBy.reason}`;
  if (!lag) return 'the log is out of reach';
  if (lag.events === null) return 'no views were built yet';
  return lag.events <= READY_LAG ? undefined : `the views are ${lag.events} events behind the log`;
}

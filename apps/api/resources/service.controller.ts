import { Controller, Get, Header, Req, Res } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiProduces, ApiResponse, ApiTags } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import { GetStatus, type RegisterStatus } from '#register';
import { both } from '#wording';
import { contextOf } from '../http/request-context.js';
import { Metrics } from '../metrics.js';
import { named, Reads } from '../openapi/operation.js';
import { refTo } from '../openapi/schema-of.js';
import { Problem } from '../problems/problem.js';
import { API_BASE } from '../settings.js';

/** Events that the index may be behind the log and still be called ready: what it takes in within a blink. */
const READY_LAG = 1_000;

/** How the service is, for programs that watch it. */
@ApiTags('service')
@Controller()
export class ServiceController {
  constructor(
    private readonly queries: QueryBus,
    private readonly metrics: Metrics,
  ) {}

  @Get(`${API_BASE}/status`)
  @named('showStatus', 'Whether the service answers (ModI)')
  @ApiProduces('application/problem+json')
  @ApiResponse({ status: 200, description: 'It answers.', schema: refTo('ServiceStatus') })
  @Header('Content-Type', 'application/problem+json; charset=utf-8')
  async status(@Req() request: Request, @Res({ passthrough: true }) response: Response): Promise<string> {
    const { position } = await this.queries.execute(new GetStatus());
    response.status(200);
    const detail = both(
      `il registro risponde, alla posizione ${position}`,
      `the register answers, at position ${position}`,
    );
    const { language } = contextOf(request);
    return JSON.stringify({ type: 'about:blank', title: 'OK', status: 200, detail: detail[language] });
  }

  @Get('health/live')
  @Reads('showLiveness', 'Whether the process answers at all', { answers: 'Liveness' })
  live(): { readonly live: true } {
    return { live: true };
  }

  @Get('health/ready')
  @Reads('showReadiness', 'Whether the log is reachable and the index caught up', { answers: 'Readiness' })
  async ready(): Promise<RegisterStatus & { readonly ready: true }> {
    const status = await this.queries.execute(new GetStatus());
    if (status.index.lag <= READY_LAG) return { ready: true, ...status };
    const { lag } = status.index;
    const detail = both(`l’indice è indietro di ${lag} eventi`, `the index is ${lag} events behind`);
    throw new Problem('not-caught-up', detail, { members: { ...status }, headers: { 'Retry-After': '1' } });
  }

  @Get('metrics')
  @named('showMetrics', 'Metrics for Prometheus')
  @ApiProduces('text/plain')
  @ApiResponse({ status: 200, description: 'In the text format of Prometheus.', schema: { type: 'string' } })
  async prometheus(@Res({ passthrough: true }) response: Response): Promise<string> {
    await this.metrics.look(() => this.queries.execute(new GetStatus()));
    response.set('Content-Type', this.metrics.contentType);
    return this.metrics.text();
  }
}

import type { AddressInfo } from 'node:net';
import { Module, type DynamicModule } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';
import type { NextFunction, Request, Response } from 'express';
import { hostOf, isLoopback, isLoopbackHost, refuseOtherAddresses } from '#loopback';
import { HealthController } from './health.controller.js';
import { Metrics } from './metrics.js';
import { Projecting } from './projecting.js';

export interface HealthServerOptions {
  readonly projecting: Projecting;
  readonly metrics: Metrics;
  /** Address to listen on: REGISTRO_BIND. */
  readonly bind: string;
  /** 0: any free port. */
  readonly port: number;
  /** REGISTRO_PUBLISHED_ON_LOOPBACK: others see to it that only this machine reaches the port. */
  readonly publishedOnLoopback: boolean;
}

@Module({})
class ProjectorModule {
  static of({ projecting, metrics }: HealthServerOptions): DynamicModule {
    return {
      module: ProjectorModule,
      controllers: [HealthController],
      providers: [
        { provide: Projecting, useValue: projecting },
        { provide: Metrics, useValue: metrics },
      ],
    };
  }
}

/**
 * Answers `/health/live`, `/health/ready` and `/metrics`.
 * @throws RefusedAddress the address could be reached from other machines
 * @throws the system's error (`EADDRINUSE`, …) when the port cannot be had
 */
export async function startHealthServer(
  options: HealthServerOptions,
): Promise<{ readonly url: string; close(): Promise<void> }> {
  const { bind, port, publishedOnLoopback } = options;
  refuseOtherAddresses(bind, publishedOnLoopback);
  const app = await NestFactory.create<NestExpressApplication>(ProjectorModule.of(options), {
    logger: false,
    bodyParser: false,
    abortOnError: false,
    forceCloseConnections: true,
  });
  app.disable('x-powered-by').disable('etag');
  app.use(onlyThisMachine(isLoopback(bind)));
  await app.listen(port, bind);
  const { port: taken } = app.getHttpServer().address() as AddressInfo;
  return { url: `http://${hostOf(bind)}:${taken}`, close: () => app.close() };
}

function onlyThisMachine(onLoopback: boolean) {
  return (request: Request, response: Response, next: NextFunction): void => {
    response.set('Cache-Control', 'no-store');
    if (!onLoopback || isLoopbackHost(request.headers.host)) return next();
    const problem = { type: 'about:blank', title: 'Misdirected Request', status: 421 };
    response.status(421).type('application/problem+json').send(JSON.stringify(problem));
  };
}

import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { NestFactory } from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { SwaggerModule } from '@nestjs/swagger';
import { hostOf, isLoopback, refuseOtherAddresses } from '#loopback';
import { RegisterModule, type Register } from '#register';
import type { Language } from '#wording';
import { ApiModule } from './api-module.js';
import { accessLog } from './http/access-log.js';
import { AnswerInTime } from './http/answer-in-time.js';
import { refuseOtherFormats, refuseOtherHosts } from './http/guards.js';
import { readJsonBody } from './http/json-body.js';
import { NameOperation } from './http/name-operation.js';
import { answerRawErrors } from './http/raw-errors.js';
import { openContext } from './http/request-context.js';
import { refuseUnknownRoutes, routesOf, type Route } from './http/routes.js';
import { Traffic } from './http/traffic.js';
import { Metrics } from './metrics.js';
import { DOCS_PATH, DOCUMENT_PATH, openApiDocument } from './openapi/document.js';
import { ProblemFilter } from './problems/problem-filter.js';
import { DEFAULT_LIMITS, type ApiSettings } from './settings.js';
import { programVersion } from '../../config/version.js';

export { RefusedAddress } from '#loopback';

export interface ServerOptions {
  /** Address to listen on: REGISTRO_BIND. */
  readonly bind: string;
  /** 0: any free port. */
  readonly port: number;
  /** REGISTRO_PUBLISHED_ON_LOOPBACK: others see to it that only this machine reaches the port. */
  readonly publishedOnLoopback: boolean;
  /** Language of problems for a caller who asks for none. */
  readonly language: Language;
  /** Takes each line of the log; default: stderr. */
  readonly log?: (line: string) => void;
  readonly limits?: Partial<Pick<ApiSettings, keyof typeof DEFAULT_LIMITS>>;
}

export interface RunningServer {
  /** Where it answers: `http://127.0.0.1:8080`. */
  readonly url: string;
  /** Every route that it answers. */
  readonly routes: readonly Route[];
  /** Ends the requests in course, takes no new ones, and closes. The register stays open: it is the caller's. */
  close(): Promise<void>;
}

/** Milliseconds in which a request must have arrived, its headers and the whole; and that an idle connection is kept. */
const ARRIVAL = { headersTimeout: 10_000, requestTimeout: 30_000, keepAliveTimeout: 5_000 } as const;
/** Milliseconds that requests in course are given when the server closes. */
const CLOSING_GRACE = 10_000;

/**
 * Serves a register over HTTP: `/api/v1`, `/api/docs`, `/health/…`, `/metrics`.
 * @throws RefusedAddress the address could be reached from other machines
 * @throws the system's error (`EADDRINUSE`, …) when the port cannot be had
 */
export async function startServer(register: Register, options: ServerOptions): Promise<RunningServer> {
  refuseOtherAddresses(options.bind, options.publishedOnLoopback);
  const settings = settingsOf(options);
  const traffic = new Traffic(settings.inFlight);
  const metrics = new Metrics(() => traffic.inFlight);
  const module = ApiModule.around(RegisterModule.of(register), settings, metrics);
  const app = await NestFactory.create<NestExpressApplication>(module, {
    logger: false,
    bodyParser: false,
    abortOnError: false,
  });
  guard(app, settings, traffic, metrics);
  const url = document(app, options.bind, settings.version);
  await app.init();
  const server = app.getHttpServer();
  Object.assign(server, ARRIVAL);
  answerRawErrors(server, settings.language);
  await app.listen(options.port, options.bind);
  return { url: url(), routes: routesOf(app), close: () => close(app, server, traffic) };
}

function settingsOf(options: ServerOptions): ApiSettings {
  return {
    ...DEFAULT_LIMITS,
    ...options.limits,
    language: options.language,
    version: programVersion(),
    onlyLoopbackHosts: isLoopback(options.bind),
    log: options.log ?? ((line) => process.stderr.write(`${line}\n`)),
  };
}

/** What every request goes through before a resource sees it, and every answer on its way out. */
function guard(app: NestExpressApplication, settings: ApiSettings, traffic: Traffic, metrics: Metrics): void {
  app.disable('x-powered-by').disable('etag');
  app.use(accessLog(settings.log, metrics.observe), openContext(settings), traffic.admit);
  if (settings.onlyLoopbackHosts) app.use(refuseOtherHosts);
  app.use(
    refuseUnknownRoutes(() => routesOf(app), `/${DOCS_PATH}`),
    refuseOtherFormats,
    readJsonBody,
  );
  app.useGlobalFilters(new ProblemFilter(settings.log));
  app.useGlobalInterceptors(new NameOperation(), new AnswerInTime(settings.answerMillis));
}

/** Publishes the OpenAPI document; it is written when first asked for, when the port is known. Gives the server's URL. */
function document(app: NestExpressApplication, bind: string, version: string): () => string {
  const url = () => `http://${hostOf(bind)}:${(app.getHttpServer().address() as AddressInfo).port}`;
  SwaggerModule.setup(DOCS_PATH, app, () => openApiDocument(app, url(), version), {
    jsonDocumentUrl: DOCUMENT_PATH,
    raw: ['json'],
  });
  return url;
}

async function close(app: NestExpressApplication, server: Server, traffic: Traffic): Promise<void> {
  traffic.close();
  const impatience = setTimeout(() => server.closeAllConnections(), CLOSING_GRACE);
  try {
    await app.close();
  } finally {
    clearTimeout(impatience);
  }
}

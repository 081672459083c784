import type { INestApplication } from '@nestjs/common';
import { DocumentBuilder, SwaggerModule, type OpenAPIObject } from '@nestjs/swagger';
import type { TSchema } from 'typebox';
import { factRequests } from '../requests/aggregates.js';
import { API_BASE } from '../settings.js';
import { eventAnswers } from './answers/events.js';
import { planAnswers } from './answers/plans.js';
import { referenceAnswers } from './answers/reference.js';
import { serviceAnswers } from './answers/service.js';
import { unitAnswers } from './answers/units.js';
import { completeOperation, SHARED_RESPONSES, type Operation, type PathItem } from './shared.js';
import { schemaOf, type OpenApiSchema } from './schema-of.js';

export const DOCS_PATH = 'api/docs';
export const DOCUMENT_PATH = 'api/openapi.json';

const SUMMARY = 'Register of public housing units and the annual plan of what can be offered';
const DESCRIPTION = `Every fact is an event in two clocks: \`validAt\`, the civil date on which facts are true, and \`knownAt\`, what the
register knew. A command is told once by its \`Idempotency-Key\`; the \`position\` it answers is what a read can wait for
with \`minPosition\`. Errors are \`application/problem+json\` (RFC 9457) with a stable \`type\`.`;

const ANSWERS: Readonly<Record<string, TSchema>> = {
  ...serviceAnswers,
  ...planAnswers,
  ...unitAnswers,
  ...eventAnswers,
  ...referenceAnswers,
};

/**
 * The OpenAPI document of the running application, by the rules of the Italian interoperability guidelines.
 * @param origin where it answers: `http://127.0.0.1:8080`
 */
export function openApiDocument(app: INestApplication, origin: string, version: string): OpenAPIObject {
  const config = new DocumentBuilder()
    .setTitle('Registro Alloggi')
    .setDescription(DESCRIPTION)
    .setVersion(version)
    .setLicense('EUPL-1.2', 'https://eupl.eu/1.2/it/')
    .setContact('Registro Alloggi', `${origin}/${DOCS_PATH}`, '')
    .build();
  const { paths, components, info, ...rest } = SwaggerModule.createDocument(app, config);
  const { email: _, ...contact } = info.contact ?? {};
  return {
    ...rest,
    openapi: '3.0.3',
    info: { ...info, contact, ...{ 'x-summary': SUMMARY } },
    servers: [
      server(`${origin}/${API_BASE}`, 'This register, on this machine: loopback only, until access control exists.'),
    ],
    paths: completed(paths, origin),
    components: {
      ...components,
      schemas: { ...components?.schemas, ...requestSchemas(), ...answerSchemas() },
      responses: SHARED_RESPONSES,
    },
  };
}

/** The paths below the versioned base; what stands beside it says so. */
function completed(paths: OpenAPIObject['paths'], origin: string): OpenAPIObject['paths'] {
  const base = `/${API_BASE}`;
  return Object.fromEntries(
    Object.entries(paths).map(([path, item]): [string, PathItem] => {
      for (const [method, operation] of Object.entries(item) as [string, Operation][])
        completeOperation(path, method, operation);
      if (path.startsWith(base)) return [path.slice(base.length), item];
      return [path, { ...item, servers: [server(origin, 'This register, beside the versioned API.')] }];
    }),
  );
}

function server(url: string, description: string) {
  return { url, description, 'x-sandbox': true };
}

function requestSchemas(): Record<string, OpenApiSchema> {
  return Object.fromEntries(Object.values(factRequests).flatMap((requests) => Object.entries(requests.documents())));
}

function answerSchemas(): Record<string, OpenApiSchema> {
  return Object.fromEntries(Object.entries(ANSWERS).map(([name, schema]) => [name, schemaOf(schema)]));
}

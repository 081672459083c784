import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { describe, expect, it } from '@jest/globals';
import { readConfiguration } from '../../config/configuration.js';

/** The YAML parser that @nestjs/swagger brings. */
const { resolve } = createRequire(import.meta.url);
const { load } = createRequire(resolve('@nestjs/swagger'))('js-yaml') as { load: (text: string) => unknown };

const text = (path: string): string => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8');
const lines = (path: string): string[] => text(path).split('\n');
const isThere = (path: string): boolean => existsSync(new URL(`../../${path}`, import.meta.url));

interface Service {
  readonly image: string;
  readonly build?: string;
  readonly command?: readonly string[];
  readonly ports: readonly string[];
  readonly environment: Readonly<Record<string, string>>;
  readonly healthcheck: { readonly test: readonly string[] };
  readonly volumes: readonly string[];
}

interface Step {
  readonly uses?: string;
  readonly run?: string;
}

const compose = load(text('docker-compose.yml')) as {
  readonly services: Readonly<Record<string, Service>>;
  readonly volumes: Readonly<Record<string, null>>;
};
const services = Object.entries(compose.services);
const manifest = JSON.parse(text('package.json')) as {
  readonly scripts: Readonly<Record<string, string>>;
  readonly devDependencies: Readonly<Record<string, string>>;
};

describe('docker-compose.yml, which no test can start where there is no container engine', () => {
  it('has the server, the API and the projector', () => {
    expect(services.map(([name]) => name)).toEqual(['eventstore', 'api', 'projector']);
  });

  it.each(services)('%s is of an exact version', (_name, { image }) => {
    expect(image).toMatch(/^[a-z/-]+:\d+\.\d+\.\d+(-[a-z]+)?$/);
  });

  it.each(services)('%s is published on loopback only', (_name, { ports }) => {
    expect(ports.length).toBeGreaterThan(0);
    for (const port of ports) expect(port).toMatch(/^127\.0\.0\.1:(\d+):\1$/);
  });

  it.each(services)('%s is asked for its health, at a port that it publishes', (_name, { ports, healthcheck }) => {
    const [, asked] = /:(\d+)\/health\/(live|ready)/.exec(healthcheck.test.join(' ')) ?? [];
    expect(ports.map((port) => port.split(':')[2])).toContain(asked);
  });

  it.each(services)('%s keeps what it writes in a named volume', (_name, { volumes }) => {
    for (const volume of volumes) expect(Object.keys(compose.volumes)).toContain(volume.split(':')[0]);
  });

  it.each(services.filter(([, { build }]) => build))(
    '%s is configured by keys that there are, and runs a program that there is',
    (_name, { environment, command = [] }) => {
      const configuration = readConfiguration(environment);
      expect(configuration).toMatchObject({ REGISTRO_PROJECTOR: 'separate', REGISTRO_PUBLISHED_ON_LOOPBACK: 'yes' });
      expect(isThere(command[0]!.replace(/^dist\//, '').replace(/\.js$/, '.ts'))).toBe(true);
    },
  );
});

describe('the Dockerfile', () => {
  const dockerfile = lines('Dockerfile');

  it('is of the Node that the program is tested with', () => {
    const images = dockerfile.flatMap((line) => /^FROM (\S+)/.exec(line)?.[1] ?? []);
    expect(new Set(images)).toEqual(new Set([`node:${manifest.devDependencies.node}-bookworm-slim`]));
  });

  it('takes production dependencies only, and runs as somebody who is not root', () => {
    const last = dockerfile.slice(dockerfile.findLastIndex((line) => line.startsWith('FROM ')));
    expect(text('Dockerfile')).toContain('npm ci --omit=dev');
    expect(last).toContain('COPY --from=dependencies /app/node_modules node_modules');
    expect(last.indexOf('USER node')).toBeLessThan(last.findIndex((line) => line.startsWith('ENTRYPOINT')));
    expect(last).toContain('USER node');
    expect(last.some((line) => line.startsWith('HEALTHCHECK '))).toBe(true);
  });

  it('is given every file that it copies', () => {
    const copied = dockerfile.flatMap((line) => /^COPY (?!--from)(.+) \S+$/.exec(line)?.[1]?.split(' ') ?? []);
    expect(copied.length).toBeGreaterThan(0);
    for (const path of copied) {
      expect([path, isThere(path)]).toEqual([path, true]);
      expect(lines('.dockerignore')).toContain(`!${path}`);
    }
  });
});

describe('the workflow that runs what needs servers', () => {
  const { jobs } = load(text('.github/workflows/servers.yml')) as {
    readonly jobs: Readonly<Record<string, { readonly steps: readonly Step[] }>>;
  };
  const steps = Object.values(jobs).flatMap((job) => job.steps);

  it('uses actions of a version', () => {
    for (const { uses } of steps) if (uses !== undefined) expect(uses).toMatch(/^[a-z]+\/[a-z-]+@v\d+$/);
  });

  it('runs scripts and starts services that there are', () => {
    const run = steps.map((step) => step.run ?? '').join('\n');
    const scripts = [...run.matchAll(/npm run ([\w:]+)/g)].map(([, script]) => script!);
    expect(scripts).toEqual(['test:servers']);
    for (const script of scripts) expect(Object.keys(manifest.scripts)).toContain(script);
    for (const [, service] of run.matchAll(/docker compose (?:up .*--wait|kill .*SIGKILL) ([a-z]+)/g)) {
      expect(Object.keys(compose.services)).toContain(service);
    }
  });
});

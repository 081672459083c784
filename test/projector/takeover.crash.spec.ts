import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { NestFactory } from '@nestjs/core';
import { CommandBus } from '@nestjs/cqrs';
import { verifyViews } from '#read-store';
import { RecordFacts } from '#recording';
import { Register, RegisterModule } from '#register';
import { RecordUnitFacts, RegisterUnit } from '#units/commands';
import { Program, type Listening } from '../processes/program.js';

const ROUNDS = Number(process.env.CRASH_ROUNDS ?? 2);
const OWNER = '019036';

describe('two projectors on the same views, each a process of its own', () => {
  let folder: string;
  let register: Register;
  let commands: CommandBus;
  const programs: Listening[] = [];

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'registro-takeover-'));
    await Register.create(folder);
    register = await Register.open({
      data: folder,
      mode: 'write',
      clock: () => new Date(),
      purpose: 'test',
      projector: 'separate',
    });
    const app = await NestFactory.createApplicationContext(RegisterModule.of(register), { logger: false });
    commands = app.get(CommandBus);
    await commands.execute(new RecordFacts(by(), 'body', OWNER, [{ type: 'BodyRegistered', data: BODY }]));
  });
  afterEach(async () => {
    for (const program of programs.splice(0)) await program.kill();
    await register.close();
    await rm(folder, { recursive: true, force: true });
  });

  const startProjector = async (...args: string[]): Promise<Listening> => {
    const projector = await Program.start('project', { REGISTRO_DATA: folder }, ...args);
    programs.push(projector);
    return projector;
  };
  const unit = async (): Promise<string> => {
    const outcome = await commands.execute(
      new RegisterUnit(by(), {
        effectiveOn: '2024-01-01',
        owner: OWNER,
        municipality: OWNER,
        ambito: 'cremonese',
        serviceClass: 'SAP',
        stock: 'IN_STOCK',
        lifecycle: 'OCCUPIED',
        aliases: [{ scheme: 'regional', value: randomUUID() }],
      }),
    );
    return outcome.id!;
  };
  /** Facts as fast as they are taken, until it is told to stop. */
  const work = async (signal: AbortSignal): Promise<void> => {
    while (!signal.aborted) {
      const id = await unit();
      await commands.execute(
        new RecordUnitFacts(by(), id, [{ type: 'UnitReleased', data: { effectiveOn: '2024-03-05' } }]),
      );
    }
  };

  it(
    'the first works and the other waits; when the first is killed the other goes on, and nothing is lost or doubled',
    async () => {
      let working = await startProjector();
      await working.until(({ body }) => body.state === 'following');
      for (let round = 0; round < ROUNDS; round++) {
        const waiting = await startProjector();
        await waiting.until(({ status, body }) => status === 200 && body.state === 'waiting');
        const load = new AbortController();
        const done = work(load.signal);
        const during = <T>(task: Promise<T>): Promise<T> => Promise.race([task, done.then(() => task)]);
        const { position } = (await working.health()).body;
        await during(waiting.until(({ body }) => Number(body.position) > Number(position)));
        expect([await working.state(), await waiting.state()]).toEqual(['following', 'waiting']);
        await working.kill();
        const taken = await during(waiting.until(({ body }) => body.state === 'following'));
        await during(waiting.until(({ body }) => Number(body.position) > Number(taken.body.position)));
        load.abort();
        await done;
        await register.readStoreCurrent();
        expect(await verifyViews(register.store, register.readStore)).toEqual([]);
        working = waiting;
      }
      expect(await working.program.end()).toBe(0);
      expect(working.program.lines.map((line) => (JSON.parse(line) as { outcome: string }).outcome)).toEqual(
        expect.arrayContaining(['held', 'following', 'ended']),
      );
    },
    (ROUNDS + 1) * 60_000,
  );

  it('an event that nothing can be made of stops both, one after the other; each names it and ends with 1', async () => {
    await unit();
    const [first, second] = [await startProjector(), await startProjector()];
    await first.until(({ body }) => body.state === 'following' && Number(body.position) > 0);
    await second.until(({ body }) => body.state === 'waiting');
    const { position } = await register.store.head();
    await poison();
    for (const projector of [first, second]) {
      const { status, body } = await projector.until(({ body }) => body.state === 'stopped');
      expect(status).toBe(503);
      expect(body).toMatchObject({ position, stoppedBy: { position: String(position + 1) } });
    }
    expect((await register.readStore.searchUnits({})).total).toBe(1);
    for (const projector of [first, second]) {
      expect(await projector.program.end()).toBe(1);
      expect(projector.program.lines.some((line) => line.includes('"outcome":"stopped"'))).toBe(true);
    }
  });

  /** A fact in a stream of another kind: no command writes it there, a program with a mistake could. */
  async function poison(): Promise<void> {
    const id = randomUUID();
    const metadata = { commandId: id, actor: 'prova', correlationId: id, commandDigest: 'd'.repeat(64) };
    await register.store.append(`unit-${id}`, 'none', [
      { id, type: 'BodyRegistered', schemaVersion: 1, data: BODY, metadata },
    ]);
  }
});

const by = () => ({ commandId: randomUUID(), actor: 'prova', correlationId: 'takeover' });

const BODY = { effectiveOn: '2000-01-01', kind: 'COMUNE', name: 'Cremona', ambiti: ['cremonese'] };

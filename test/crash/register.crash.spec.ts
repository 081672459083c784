import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { NestFactory } from '@nestjs/core';
import { CommandBus } from '@nestjs/cqrs';
import { RecordFacts } from '#recording';
import { Register, RegisterModule } from '#register';
import { crashRounds } from './rounds.js';

const ROUNDS = Number(process.env.CRASH_ROUNDS ?? 25);

async function newRegister(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'registro-crash-'));
  await Register.create(folder);
  const register = await Register.open({ data: folder, mode: 'write', clock: () => new Date(), purpose: 'prepare' });
  const app = await NestFactory.createApplicationContext(RegisterModule.of(register), { logger: false });
  const by = { commandId: '3f0c1f0e-8a43-4b7e-9a3c-0c6a3d0f5b11', actor: 'prova', correlationId: 'crash' };
  const data = { effectiveOn: '2000-01-01', kind: 'COMUNE', name: 'Cremona', ambiti: ['cremonese'] };
  await app.get(CommandBus).execute(new RecordFacts(by, 'body', '019036', [{ type: 'BodyRegistered', data }]));
  await register.close();
  return folder;
}

describe(`a register whose process is killed ${ROUNDS} times while eight clerks work on it`, () => {
  it(
    'keeps every acknowledged command, has no gap, and its views are what the log says',
    async () => {
      const folder = await newRegister();
      try {
        const { acknowledged, lost, wrong, events, halvesUndone } = await crashRounds(folder, ROUNDS, 8, 200);
        process.stderr.write(
          `crash: ${ROUNDS} rounds, ${acknowledged} commands acknowledged, ${events} events, ${halvesUndone} halves undone\n`,
        );
        expect({ lost, wrong }).toEqual({ lost: [], wrong: [] });
        expect(acknowledged).toBeGreaterThan(ROUNDS);
      } finally {
        await rm(folder, { recursive: true, force: true });
      }
    },
    ROUNDS * 20_000,
  );
});

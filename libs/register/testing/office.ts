import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { randomUUID } from 'node:crypto';
import { NestFactory } from '@nestjs/core';
import { CommandBus, QueryBus } from '@nestjs/cqrs';
import type { EventStore } from '#event-store';
import type { CommandContext } from '#recording';
import { Register } from '../register.js';
import { RegisterModule } from '../register.module.js';

/** A register in a folder of its own, with its buses: what an operator's desk has. */
export interface Office extends AsyncDisposable {
  readonly folder: string;
  readonly register: Register;
  readonly commands: CommandBus;
  readonly queries: QueryBus;
}

/**
 * Opens a register in a temporary folder that goes away with it.
 * @param log shared with other offices; default: a file in the folder
 */
export async function openOffice(clock: () => Date = () => new Date(), log?: EventStore): Promise<Office> {
  const folder = await mkdtemp(join(tmpdir(), 'registro-'));
  const options = { data: folder, mode: 'write', clock, purpose: 'test' } as const;
  if (!log) await Register.create(folder);
  const register = log ? await Register.on(log, options) : await Register.open(options);
  const app = await NestFactory.createApplicationContext(RegisterModule.of(register), { logger: false });
  return {
    folder,
    register,
    commands: app.get(CommandBus),
    queries: app.get(QueryBus),
    [Symbol.asyncDispose]: async () => {
      await app.close();
      await register.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** A new command of an operator. */
export function by(actor = 'ufficio casa', over: Partial<CommandContext> = {}): CommandContext {
  return { commandId: randomUUID(), actor, correlationId: 'test', ...over };
}

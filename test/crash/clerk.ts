// A process that works on a register as fast as it can, until it is killed. Told: folder, clerks, first number of the
// units it registers. Prints a line for every command that was acknowledged: its id and its position.
import { randomUUID } from 'node:crypto';
import { NestFactory } from '@nestjs/core';
import { CommandBus } from '@nestjs/cqrs';
import { CommandRejected, Contended, type Outcome } from '#recording';
import { Register, RegisterModule } from '#register';
import { CorrectUnit, RecordUnitFacts, RegisterUnit, SwapUnits } from '#units/commands';
import type { UnitFact } from '#units/domain';

const [folder = '', clerks = '8', first = '0'] = process.argv.slice(2);
const OWNER = '019036';
let next = Number(first);

const register = await Register.open({ data: folder, mode: 'write', clock: () => new Date(), purpose: 'crash test' });
const app = await NestFactory.createApplicationContext(RegisterModule.of(register), { logger: false });
const commands = app.get(CommandBus);
const occupied: string[] = [];

const context = () => ({ commandId: randomUUID(), actor: 'prova', correlationId: 'crash' });

function acknowledged(outcome: Outcome, commandId: string): Outcome {
  process.stdout.write(`ack ${commandId} ${outcome.position}\n`);
  return outcome;
}

async function registered(): Promise<string> {
  const by = context();
  const outcome = await commands.execute(
    new RegisterUnit(by, {
      effectiveOn: '2024-01-01',
      owner: OWNER,
      municipality: OWNER,
      ambito: 'cremonese',
      serviceClass: 'SAP',
      stock: 'IN_STOCK',
      lifecycle: 'OCCUPIED',
      aliases: [{ scheme: 'regional', value: String(next++) }],
    }),
  );
  return acknowledged(outcome, by.commandId).id!;
}

async function told(unitId: string, ...facts: UnitFact[]): Promise<Outcome> {
  const by = context();
  return acknowledged(await commands.execute(new RecordUnitFacts(by, unitId, facts)), by.commandId);
}

/** A unit's life: released late, the release corrected, let again; now and then two households swap. */
async function work(): Promise<void> {
  for (;;) {
    const unitId = await registered();
    const released = await told(unitId, { type: 'UnitReleased', data: { effectiveOn: '2024-03-05' } });
    const replacements: UnitFact[] = [{ type: 'UnitReleased', data: { effectiveOn: '2024-03-04' } }];
    const by = context();
    const target = released.events[0]!.id;
    acknowledged(
      await commands.execute(new CorrectUnit(by, unitId, [{ target, reason: 'data errata', replacements }])),
      by.commandId,
    );
    await told(unitId, { type: 'UnitInspected', data: { effectiveOn: '2024-03-10', outcome: 'lettable' } });
    await told(unitId, { type: 'UnitAssigned', data: { effectiveOn: '2024-05-01', channel: 'public-notice' } });
    const other = occupied.at(-1);
    occupied.push(unitId);
    if (other) await swapped(unitId, other);
  }
}

async function swapped(one: string, other: string): Promise<void> {
  const by = context();
  try {
    const swap = new SwapUnits(by, [one, other], { effectiveOn: '2024-06-01' });
    acknowledged(await commands.execute(swap), by.commandId);
  } catch (error) {
    if (!(error instanceof CommandRejected || error instanceof Contended)) throw error;
  }
}

process.stdout.write('ready\n');
await Promise.all(Array.from({ length: Number(clerks) }, work));

import { mkdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { EventStore } from '#event-store';
import { migrate, type Migration, type MigrationStep } from '#migration';
import { logPlaceOf, openLog, type LogPlace } from '#register';
import { both, type Wording } from '#wording';
import { serverAccess } from '../../../config/configuration.js';
import type { MigrateOptions } from '../commands/register-files.js';
import type { Globals } from '../globals.js';
import { paragraph } from '../output/answer.js';
import { withProgress } from '../progress.js';
import { configurationOf, dataFolder, print, requireActor } from '../session.js';
import { BadCall, type ExitCode, type Shell } from '../shell.js';

/** Moves a log to another place. The events keep the actors they had; who moves them has a name too. */
export async function migrateLog(shell: Shell, globals: Globals, options: MigrateOptions): Promise<ExitCode> {
  requireActor(shell, globals);
  const [from, to] = placesOf(shell, globals, options);
  // A file is held while it is moved: nobody writes to it, and whoever holds it is named.
  const source = await openLog(from, { mode: from.kind === 'file' ? 'write' : 'read', purpose: 'migrate' });
  try {
    const target = await openTarget(to);
    try {
      tell(shell, globals, await moved(shell, source, target));
    } finally {
      await target.close();
    }
  } finally {
    await source.close();
  }
  return 0;
}

/** @throws BadCall BadConfiguration BadLogPlace */
function placesOf(shell: Shell, globals: Globals, { from, to }: MigrateOptions): readonly [LogPlace, LogPlace] {
  const [folder, access] = [dataFolder(shell, globals), serverAccess(configurationOf(shell))];
  const places = [logPlaceOf(from, folder, access), logPlaceOf(to, folder, access)] as const;
  if (places.some(({ kind }) => kind === 'file')) return places;
  throw new BadCall(
    both(
      '--from e --to: uno dei due deve essere un file (sqlite:CARTELLA).',
      '--from and --to: one of them must be a file (sqlite:FOLDER).',
    ),
  );
}

async function openTarget(place: LogPlace): Promise<EventStore> {
  if (place.kind === 'file') await mkdir(dirname(place.file), { recursive: true });
  return openLog(place, { createIfAbsent: true, purpose: 'migrate' });
}

function moved(shell: Shell, source: EventStore, target: EventStore): Promise<Migration> {
  let step: MigrationStep = { kind: 'moving', events: 0, of: 0 };
  return withProgress(
    shell,
    () => doing(step),
    () => migrate(source, target, (next) => (step = next)),
  );
}

function doing(step: MigrationStep): Wording {
  switch (step.kind) {
    case 'moving':
      return both(
        `Trasloco gli eventi (letti ${step.events} di ${step.of})`,
        `Moving the events (${step.events} of ${step.of} read)`,
      );
    case 'comparing':
      return both('Confronto i due registri', 'Comparing the two logs');
    default:
      return step satisfies never;
  }
}

function tell(shell: Shell, globals: Globals, migration: Migration): void {
  const { events, digest, plans, raisedTimes } = migration;
  const text = both(
    `${migration.moved ? 'Traslocati' : 'C’erano già tutti:'} ${events} eventi. I due registri dicono lo stesso: stessa impronta della storia, stesse impronte di ${plans} piani. Da ora REGISTRO_EVENT_STORE indica la destinazione.`,
    `${migration.moved ? 'Moved' : 'All were there already:'} ${events} events. Both logs say the same: same digest of the history, same digests of ${plans} plans. From now on REGISTRO_EVENT_STORE names the destination.`,
  );
  const raised = both(
    `${raisedTimes} eventi erano stati registrati da un orologio rimesso indietro: hanno ora l’istante in cui sono stati conosciuti.`,
    `${raisedTimes} events had been recorded by a clock set back: they now carry the time at which they became known.`,
  );
  const { language } = shell;
  const lines = [text[language], ...(raisedTimes > 0 ? [raised[language]] : []), digest];
  print(shell, globals, { json: migration, blocks: [paragraph(...lines)] });
}

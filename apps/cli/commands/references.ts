import type { Command } from 'commander';
import { actsOf } from '#requests/acts';
import type { Cli } from '../cli.js';
import { addActs, addAnnul, verb } from './act-verbs.js';
import { addCoordinates, addKnownAt, type CoordinateOptions } from './coordinate-options.js';
import type { AnnulOptions } from './unit.js';

const REFERENCES = [
  ['body', 'bodies', 'un ente: Comune, ALER, operatore', 'a body: Comune, ALER, operator', 'gli enti', 'the bodies'],
  [
    'programme',
    'programmes',
    'un programma di lavori e i suoi lotti',
    'a programme of works and its lots',
    'i programmi e i lotti',
    'the programmes and lots',
  ],
  [
    'conferral',
    'conferrals',
    'una convenzione con un privato',
    'a convention with a private owner',
    'le convenzioni',
    'the conventions',
  ],
  ['notice', 'notices', 'un avviso pubblico', 'a public notice', 'gli avvisi pubblici', 'the public notices'],
] as const;

export type ReferenceName = (typeof REFERENCES)[number][0];

/** Bodies, programmes, conferrals and notices: a list, a reading, a history and every act. */
export function addReferences(program: Command, cli: Cli): void {
  for (const [name, plural, it, en, listIt, listEn] of REFERENCES) {
    addCoordinates(program.command(plural).description(cli.say(listIt, listEn)), cli).action(
      cli.run<CoordinateOptions>(async ({ shell, globals, options }) =>
        (await import('../actions/references.js')).listReferences(shell, globals, name, options),
      ),
    );
    addReference(
      program.command(name).helpCommand(false).usage('<id> [verb] [options]').description(cli.say(it, en)),
      cli,
      name,
    );
  }
}

function addReference(subject: Command, cli: Cli, name: ReferenceName): void {
  addCoordinates(
    verb(subject, 'show', cli.say('Che cos’è (anche senza dire show).', 'What it is (also without saying show).')),
    cli,
  ).action(
    cli.run<CoordinateOptions>(async ({ shell, globals, options, args }) =>
      (await import('../actions/references.js')).showReference(shell, globals, name, args[0]!, options),
    ),
  );
  addKnownAt(
    verb(subject, 'history', cli.say('Tutti i suoi eventi, nei due orologi.', 'Every event of it, in both clocks.')),
    cli,
  ).action(
    cli.run<CoordinateOptions>(async ({ shell, globals, options, args }) =>
      (await import('../actions/references.js')).referenceHistory(shell, globals, name, args[0]!, options.knownAt),
    ),
  );
  addActs(subject, cli, name, actsOf[name]);
  addAnnul(verb(subject, 'annul', cli.say('Annulla un evento.', 'Annul an event.')), cli).action(
    cli.run<AnnulOptions>(async ({ shell, globals, options, args, words }) =>
      (await import('../actions/annul.js')).annul(shell, globals, {
        aggregate: name,
        id: args[0]!,
        target: args[1]!,
        ...options,
        rest: words.slice(2),
      }),
    ),
  );
}

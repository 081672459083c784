import { Option, type Command } from 'commander';
import { both, LANGUAGES, type Language } from '#wording';
import { FORMATS, type Format } from './output/answer.js';
import { BadCall } from './shell.js';

/** Options that every command takes. */
export interface Globals {
  readonly data?: string;
  readonly actor?: string;
  readonly lang?: Language;
  readonly format: Format;
  readonly commandId?: string;
  readonly ifMatch?: string;
  readonly server?: string;
}

/** Long names of the global options that take a value: what the rewriting of `unit ID VERB` has to step over. */
export const GLOBALS_WITH_VALUE = ['--data', '--actor', '--lang', '--format', '--command-id', '--if-match', '--server'];

export function addGlobals(program: Command, language: Language): void {
  const it = language === 'it';
  const option = (flags: string, italian: string, english: string) => new Option(flags, it ? italian : english);
  program
    .addOption(
      option('--data <dir>', 'cartella del registro (REGISTRO_DATA)', 'folder of the register (REGISTRO_DATA)'),
    )
    .addOption(
      option(
        '--actor <name>',
        'chi lo dice; serve per ogni scrittura (REGISTRO_ACTOR)',
        'who says so; every write needs it (REGISTRO_ACTOR)',
      ),
    )
    .addOption(option('--lang <it|en>', 'lingua (REGISTRO_LANG)', 'language (REGISTRO_LANG)').choices(LANGUAGES))
    .addOption(
      option(
        '--format <f>',
        'come scrivere la risposta; table se non detto',
        'how to write the answer; table when not said',
      )
        .choices(FORMATS)
        .default('table', 'table'),
    )
    .addOption(
      option(
        '--command-id <uuid>',
        'id del comando: lo stesso due volte scrive una volta sola',
        'id of the command: the same twice writes once',
      ),
    )
    .addOption(
      option(
        '--if-match <n>',
        'scrivi solo se la scheda è a questa revisione (none: non c’è)',
        'write only if the record is at this revision (none: not there)',
      ),
    )
    .addOption(option('--server <url>', 'manda gli atti a un server in funzione', 'send acts to a running server'));
}

/** The revision of If-Match. @throws BadCall */
export function expectedRevision(text: string | undefined): number | 'none' | undefined {
  if (text === undefined || text === 'none') return text;
  if (/^\d{1,9}$/.test(text)) return Number(text);
  throw new BadCall(
    both(
      `--if-match: «${text}» non è una revisione (un numero, o none).`,
      `--if-match: "${text}" is no revision (a number, or none).`,
    ),
  );
}

/** The language of help and errors, which are needed before the options are read. */
export function languageOf(argv: readonly string[], environment: NodeJS.ProcessEnv): Language {
  const inline = argv.find((argument) => argument.startsWith('--lang='))?.slice('--lang='.length);
  const after = argv.includes('--lang') ? argv[argv.indexOf('--lang') + 1] : undefined;
  const asked = inline ?? after ?? environment.REGISTRO_LANG;
  return LANGUAGES.find((language) => language === asked) ?? 'it';
}

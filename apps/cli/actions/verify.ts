import { UnreadableEvent } from '#event-store';
import { GetStatus, Register, type VerifyReport } from '#register';
import { both, severityWords, type Language, type Words } from '#wording';
import type { Globals } from '../globals.js';
import { paragraph, tableBlock, type Block } from '../output/answer.js';
import { withProgress } from '../progress.js';
import { logOf, print, requireActor, withRegister, type Session } from '../session.js';
import type { ExitCode, Shell } from '../shell.js';

/** Checks the log and the views; 1 when something is wrong and was not repaired. To repair is to write. */
export async function verify(shell: Shell, globals: Globals, repair: boolean): Promise<ExitCode> {
  if (repair) requireActor(shell, globals);
  const report = await withProgress(shell, both('Verifico il registro', 'Verifying the register'), () =>
    reportOf(shell, globals, repair),
  );
  print(shell, globals, {
    json: { ...report, findings: told(report, shell.language) },
    blocks: reportBlocks(report, shell.language),
    csv: findingTable(report, shell.language),
  });
  return report.findings.some(({ severity, repaired }) => severity === 'error' && !repaired) ? 1 : 0;
}

/** A log with an event that cannot be read builds no view: then the log alone is inspected, and nothing is repaired. */
async function reportOf(shell: Shell, globals: Globals, repair: boolean): Promise<VerifyReport> {
  try {
    // The index that is checked is the one the log makes, not one that was saved.
    return await withRegister(
      shell,
      globals,
      repair ? 'write' : 'read',
      'verify',
      ({ register }) => register.verify({ repair }),
      'ignore',
    );
  } catch (error) {
    if (error instanceof UnreadableEvent) return Register.verifyLog(logOf(shell, globals));
    throw error;
  }
}

export async function rebuild(shell: Shell, globals: Globals): Promise<ExitCode> {
  const anew = async ({ register }: Session): Promise<ExitCode> => {
    await withProgress(shell, both('Ricostruisco le viste', 'Rebuilding the views'), () => register.rebuildViews());
    const { position } = await register.store.head();
    const text = both(
      `Viste rifatte dagli eventi fino alla posizione ${position}.`,
      `Views made anew from the events up to position ${position}.`,
    );
    print(shell, globals, { json: { position: String(position) }, blocks: [paragraph(text[shell.language])] });
    return 0;
  };
  return withRegister(shell, globals, 'write', 'rebuild', anew, 'ignore');
}

export async function status(shell: Shell, globals: Globals): Promise<ExitCode> {
  return withRegister(shell, globals, 'read', 'status', async ({ queries }) => {
    const found = await queries.execute(new GetStatus());
    const { position, recordedAt, units, readStore } = found;
    const text = both(
      `Registro alla posizione ${position} (${recordedAt ?? 'vuoto'}), ${units} alloggi; viste indietro di ${readStore.lag}.`,
      `Register at position ${position} (${recordedAt ?? 'empty'}), ${units} units; views behind by ${readStore.lag}.`,
    );
    print(shell, globals, { json: found, blocks: [paragraph(text[shell.language])] });
    return 0;
  });
}

function reportBlocks(report: VerifyReport, language: Language): Block[] {
  const { events, units, findings, digest } = report;
  const say = (it: string, en: string) => both(it, en)[language];
  const errors = findings.filter(({ severity }) => severity === 'error').length;
  const verdict =
    errors === 0
      ? say('Il registro è in ordine.', 'The register is in order.')
      : say(`Differenze trovate: ${errors}.`, `Differences found: ${errors}.`);
  return [
    paragraph(
      events === null
        ? say(
            'Il registro non si legge per intero: è stato ispezionato da solo, senza le viste.',
            'The log cannot be read whole: it was inspected by itself, without the views.',
          )
        : say(`Eventi: ${events}; alloggi: ${units}.`, `Events: ${events}; units: ${units}.`),
      `${say('Impronta della storia', 'Digest of the history')}: ${digest ?? say('n.d.', 'n/a')}`,
      verdict,
    ),
    ...(findings.length > 0 ? [tableBlock(findingTable(report, language))] : []),
  ];
}

/** The findings with their messages in the reader's language. */
function told({ findings }: VerifyReport, language: Language) {
  return findings.map((finding) => ({ ...finding, message: finding.message[language] }));
}

function findingTable(report: VerifyReport, language: Language) {
  const say = (it: string, en: string) => both(it, en)[language];
  return {
    id: 'verify',
    title: '',
    columns: [
      { title: say('Parte', 'Part') },
      { title: say('Gravità', 'Severity') },
      { title: say('Dove', 'Where') },
      { title: say('Che cosa', 'What') },
      { title: say('Riparato', 'Repaired') },
    ],
    rows: told(report, language).map(({ part, severity, about, message, repaired }) => [
      PARTS[part][language],
      severity === 'note' ? say('nota', 'note') : severityWords[severity][language],
      about,
      message,
      repaired,
    ]),
  };
}

const PARTS: Words<VerifyReport['findings'][number]['part']> = {
  log: both('eventi', 'log'),
  rules: both('regole', 'rules'),
  aliases: both('codici', 'aliases'),
  commands: both('comandi', 'commands'),
  index: both('indice', 'index'),
  views: both('viste', 'views'),
};

import { MergeUnits, RegisterUnit, SplitUnit, SwapUnits, type Registration } from '#units/commands';
import { unitEvents } from '#units/domain';
import { both } from '#wording';
import { NONE, parseAlias, type GivenValues } from '../acts/act-values.js';
import { factOf } from '../acts/fact.js';
import { NOT_OF_AN_OPERATOR } from '../acts/act-options.js';
import type { FactOptions, MergeOptions, SplitOptions } from '../commands/unit.js';
import type { Globals } from '../globals.js';
import { outcomeAnswer } from '../render/outcome.js';
import { commandContext, print, withWriting, type Writing } from '../session.js';
import { BadCall, type ExitCode, type Shell } from '../shell.js';

export async function registerUnit(shell: Shell, globals: Globals, given: GivenValues): Promise<ExitCode> {
  const context = commandContext(shell, globals);
  const act = { verb: 'register', type: 'UnitRegistered', schema: unitEvents.UnitRegistered.data, it: '', en: '' };
  return inWriting(shell, globals, 'unit register', async ({ commands, names }) => {
    const { data } = factOf(act, given, names, NOT_OF_AN_OPERATOR);
    return commands.execute(new RegisterUnit(context, data as Registration));
  });
}

export async function swapUnits(
  shell: Shell,
  globals: Globals,
  a: string,
  b: string,
  options: FactOptions,
): Promise<ExitCode> {
  const context = commandContext(shell, globals);
  const swap = dated(options);
  return inWriting(shell, globals, 'unit swap', async ({ commands, names }) =>
    commands.execute(new SwapUnits(context, [names.unitId(a), names.unitId(b)], swap)),
  );
}

export async function mergeUnits(shell: Shell, globals: Globals, id: string, options: MergeOptions): Promise<ExitCode> {
  const context = commandContext(shell, globals);
  const { into, kind, act, note } = options;
  const said = { ...(act !== undefined && { act }), ...(note !== undefined && { note }) };
  if (kind === 'duplicate' && options.effectiveOn !== undefined) {
    throw new BadCall(
      both(
        'Una scheda doppia esce dal patrimonio dal giorno in cui vi entrò: --effective-on è solo di --kind joined.',
        'A second record leaves the stock from the day it entered it: --effective-on is of --kind joined only.',
      ),
    );
  }
  const merge = kind === 'joined' ? { kind, effectiveOn: dated(options).effectiveOn, ...said } : { kind, ...said };
  return inWriting(shell, globals, 'unit merge', async ({ commands, names }) =>
    commands.execute(new MergeUnits(context, names.unitId(id), { ...merge, into: names.unitId(into) })),
  );
}

export async function splitUnit(shell: Shell, globals: Globals, id: string, options: SplitOptions): Promise<ExitCode> {
  const context = commandContext(shell, globals);
  const into = (options.into ?? []).map((text) => ({ aliases: text === NONE ? [] : text.split(',').map(parseAlias) }));
  if (into.length < 2) {
    throw new BadCall(
      both(
        'Una divisione fa almeno due alloggi: --into due volte o più.',
        'A split makes two units at least: --into twice or more.',
      ),
    );
  }
  const { act, note, effectiveOn } = dated(options);
  const split = { effectiveOn, into, ...(act !== undefined && { act }), ...(note !== undefined && { note }) };
  return inWriting(shell, globals, 'unit split', async ({ commands, names }) =>
    commands.execute(new SplitUnit(context, names.unitId(id), split)),
  );
}

async function inWriting(
  shell: Shell,
  globals: Globals,
  purpose: string,
  work: (session: Writing) => Promise<Parameters<typeof outcomeAnswer>[0]>,
): Promise<ExitCode> {
  return withWriting(shell, globals, purpose, async (session) => {
    print(shell, globals, outcomeAnswer(await work(session), shell.language));
    return 0;
  });
}

/** @throws BadCall a fact without its date */
function dated(options: FactOptions): FactOptions & { readonly effectiveOn: string } {
  const { effectiveOn } = options;
  if (effectiveOn === undefined) throw new BadCall(both('Manca --effective-on.', '--effective-on is missing.'));
  return { ...options, effectiveOn };
}

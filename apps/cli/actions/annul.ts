import { CorrectFacts, type CorrectionOrder, type Outcome, type ReferenceAggregate } from '#recording';
import { CorrectUnit } from '#units/commands';
import { asUnitFact, factOf } from '../acts/fact.js';
import { replacementOf } from '../acts/replacement.js';
import type { AnnulOptions } from '../commands/unit.js';
import type { Globals } from '../globals.js';
import { outcomeAnswer } from '../render/outcome.js';
import { commandContext, print, withWriting } from '../session.js';
import type { ExitCode, Shell } from '../shell.js';
import { streamId, unitId, type SubjectId } from './acts.js';

export interface AnnulCall extends AnnulOptions {
  readonly aggregate: 'unit' | ReferenceAggregate;
  readonly id: SubjectId;
  /** Id of the event. */
  readonly target: string;
  /** The words of the replacement's options. */
  readonly rest: readonly string[];
}

/** Annuls an event, with what stands in its place; the whole timeline that results is what is checked. */
export async function annul(shell: Shell, globals: Globals, call: AnnulCall): Promise<ExitCode> {
  const { aggregate, id, target, reason, orderedBy, replaceWith, rest } = call;
  const replacement = replacementOf(aggregate, replaceWith, rest, shell.language);
  const context = commandContext(shell, globals);
  return withWriting(shell, globals, `${aggregate} annul`, async ({ commands, names }) => {
    const order = { target: target.toLowerCase(), reason, ...(orderedBy !== undefined && { act: orderedBy }) };
    const replacements = replacement ? [factOf(replacement.act, replacement.given, names)] : [];
    const correction: CorrectionOrder = { ...order, replacements };
    const outcome: Outcome =
      aggregate === 'unit'
        ? await commands.execute(
            new CorrectUnit(context, unitId(id, names), [{ ...order, replacements: replacements.map(asUnitFact) }]),
          )
        : await commands.execute(
            new CorrectFacts(context, aggregate, streamId(aggregate, id, 'EventAnnulled', names), [correction]),
          );
    print(shell, globals, outcomeAnswer(outcome, shell.language));
    return 0;
  });
}

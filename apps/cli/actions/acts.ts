import { RecordFacts, type Outcome, type ReferenceAggregate } from '#recording';
import type { Act } from '#requests';
import { RecordUnitFacts } from '#units/commands';
import type { GivenValues } from '../acts/act-values.js';
import { asUnitFact, factOf } from '../acts/fact.js';
import type { Globals } from '../globals.js';
import { outcomeAnswer } from '../render/outcome.js';
import { commandContext, print, withWriting, type Names } from '../session.js';
import type { ExitCode, Shell } from '../shell.js';

/** As the caller wrote it: an id, an alias, the name of a body; or how to make it of names. */
export type SubjectId = string | ((names: Names) => string);

export interface ActCall {
  readonly aggregate: 'unit' | ReferenceAggregate;
  readonly id: SubjectId;
  readonly act: Act;
  readonly given: GivenValues;
}

/** Records one act: one event of one stream. */
export async function recordAct(
  shell: Shell,
  globals: Globals,
  { aggregate, id, act, given }: ActCall,
): Promise<ExitCode> {
  const context = commandContext(shell, globals);
  return withWriting(shell, globals, `${aggregate} ${act.verb}`, async ({ commands, names }) => {
    const fact = factOf(act, given, names);
    const outcome: Outcome =
      aggregate === 'unit'
        ? await commands.execute(new RecordUnitFacts(context, unitId(id, names), [asUnitFact(fact)]))
        : await commands.execute(new RecordFacts(context, aggregate, streamId(aggregate, id, act.type, names), [fact]));
    print(shell, globals, outcomeAnswer(outcome, shell.language));
    return 0;
  });
}

/** A body that is there may be called by name; everything else by its id. */
export function streamId(aggregate: ReferenceAggregate, id: SubjectId, type: string, names: Names): string {
  if (typeof id !== 'string') return id(names);
  return aggregate === 'body' && type !== 'BodyRegistered' ? names.bodyId(id) : id;
}

/** @throws UnitNotFound AmbiguousAlias */
export function unitId(id: SubjectId, names: Names): string {
  return names.unitId(typeof id === 'string' ? id : id(names));
}

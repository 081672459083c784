import { Command } from 'commander';
import { actsOf, type Act, type AggregateName } from '#requests/acts';
import { unitEvents } from '#units/domain';
import { both, type Language } from '#wording';
import { BadCall } from '../shell.js';
import { addActOptions } from './act-command.js';
import { actOptions } from './act-options.js';
import type { GivenValues } from './act-values.js';

/** Acts that are commands of their own, and can still take the place of an annulled event. */
const unitReplacements: readonly Act[] = [
  { verb: 'register', type: 'UnitRegistered', schema: unitEvents.UnitRegistered.data, it: '', en: '' },
  { verb: 'identify', type: 'UnitIdentified', schema: unitEvents.UnitIdentified.data, it: '', en: '' },
  { verb: 'release-alias', type: 'AliasReleased', schema: unitEvents.AliasReleased.data, it: '', en: '' },
];

/**
 * The act that `--replace-with` names and what its options were given, read from the words that `annul` did not know.
 * @throws BadCall no such verb, or options without one
 */
export function replacementOf(
  aggregate: AggregateName,
  verb: string | undefined,
  words: readonly string[],
  language: Language,
): { readonly act: Act; readonly given: GivenValues } | undefined {
  if (verb === undefined) {
    if (words.length === 0) return undefined;
    throw new BadCall(
      both(
        `Non so che fare di ${words.join(' ')}: le opzioni dell’atto seguono --replace-with VERBO.`,
        `What is ${words.join(' ')} for? The options of the act follow --replace-with VERB.`,
      ),
    );
  }
  const acts = [...actsOf[aggregate], ...(aggregate === 'unit' ? unitReplacements : [])];
  const act = acts.find((candidate) => candidate.verb === verb);
  if (!act) {
    const known = acts.map((candidate) => candidate.verb).join(', ');
    throw new BadCall(
      both(`--replace-with: «${verb}» non c’è. Atti: ${known}.`, `--replace-with: no "${verb}". Acts: ${known}.`),
    );
  }
  const parser = addActOptions(new Command(verb), actOptions(act.schema), language)
    .exitOverride()
    .configureOutput({ outputError: () => undefined })
    .allowExcessArguments(false);
  parser.parse([...words], { from: 'user' });
  return { act, given: parser.opts() };
}

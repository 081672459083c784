import { GLOBALS_WITH_VALUE } from './globals.js';

/** Words after which an id may come before the verb: `unit 3161156 release`. */
const SUBJECTS: ReadonlySet<string> = new Set(['unit', 'body', 'programme', 'conferral', 'notice']);

/**
 * People say the subject first (`unit 3161156 release --effective-on …`), commander wants its subcommand first: the two
 * words are exchanged. `unit 3161156` alone shows the unit.
 * @param verbs the subcommands of each subject
 */
export function verbFirst(argv: readonly string[], verbs: (subject: string) => ReadonlySet<string>): string[] {
  const places = operandPlaces(argv);
  const [subjectAt, idAt, verbAt] = places;
  if (subjectAt === undefined || idAt === undefined) return [...argv];
  const subject = argv[subjectAt]!;
  const id = argv[idAt]!;
  if (!SUBJECTS.has(subject) || verbs(subject).has(id)) return [...argv];
  const verb = verbAt === undefined ? undefined : argv[verbAt]!;
  const isVerb = verb !== undefined && (verbAt === idAt + 1 || verbs(subject).has(verb));
  const made = argv.filter((_, i) => !isVerb || i !== verbAt);
  made.splice(idAt, 0, isVerb ? verb : 'show');
  return made;
}

/** Where the first three words that are not options stand. Values of global options are stepped over. */
function operandPlaces(argv: readonly string[]): number[] {
  const places: number[] = [];
  for (let i = 0; i < argv.length && places.length < 3; i++) {
    const argument = argv[i]!;
    if (argument === '--') break;
    if (GLOBALS_WITH_VALUE.includes(argument)) i++;
    else if (!argument.startsWith('-')) places.push(i);
  }
  return places;
}

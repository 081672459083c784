import { comparable, editDistance } from '#directory';

/** A name or a label as it is compared, by the register's own rule: nothing that it does not forgive is forgiven here. */
export const comparableName = comparable;

/** The names nearest to a text, nearest first: suggestions for a person, never an answer. */
export function nearestNames(text: string, names: readonly string[], most = 3): string[] {
  const wanted = comparable(text);
  return [...new Set(names)]
    .map((name) => ({ name, distance: distanceToName(wanted, comparable(name)) }))
    .sort((a, b) => a.distance - b.distance || (a.name < b.name ? -1 : 1))
    .slice(0, most)
    .map(({ name }) => name);
}

/** Edit distance, or nearly none where one is the beginning of the other (PESSINA for Pessina Cremonese). */
function distanceToName(wanted: string, name: string): number {
  if (wanted !== '' && name !== '' && (name.startsWith(wanted) || wanted.startsWith(name))) return 0.5;
  return editDistance(wanted, name);
}

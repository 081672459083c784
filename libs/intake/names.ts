/**
 * A name as it is compared: case, spaces, apostrophes and dashes do not count; nothing else is forgiven. Any other
 * difference needs a spelling that somebody declared.
 */
export function comparableName(name: string): string {
  return name
    .normalize('NFC')
    .toLocaleLowerCase('it')
    .replaceAll(/['’‘`´ʼ\-‐‑‒–—−\s]+/g, ' ')
    .trim();
}

/** The names nearest to a text, nearest first: suggestions for a person, never an answer. */
export function nearestNames(text: string, names: readonly string[], most = 3): string[] {
  const wanted = comparableName(text);
  return [...new Set(names)]
    .map((name) => ({ name, distance: distanceToName(wanted, comparableName(name)) }))
    .sort((a, b) => a.distance - b.distance || (a.name < b.name ? -1 : 1))
    .slice(0, most)
    .map(({ name }) => name);
}

/** Edit distance, or nearly none where one is the beginning of the other (PESSINA for Pessina Cremonese). */
function distanceToName(wanted: string, name: string): number {
  if (wanted !== '' && name !== '' && (name.startsWith(wanted) || wanted.startsWith(name))) return 0.5;
  return editDistance(wanted, name);
}

/** Levenshtein's: insertions, deletions and substitutions of characters. */
function editDistance(a: string, b: string): number {
  let previous = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const substitution = previous[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1);
      row.push(Math.min(previous[j]! + 1, row[j - 1]! + 1, substitution));
    }
    previous = row;
  }
  return previous[b.length]!;
}

import { writeSync } from 'node:fs';

/** Prints figures beside the tests' names: what the note of a run is written from. */
export function report(what: string, figures: object): void {
  const told = Object.entries(figures).map(
    ([name, value]) => `${name} ${Array.isArray(value) ? value.length : String(value)}`,
  );
  writeSync(2, `    ${what}: ${told.join(', ')}\n`);
}

import type { PlanContext } from '../context.js';
import type { Place } from '../plan-places.js';
import type { Finding } from '../document.js';
import { compare } from '../owners.js';

/** A sentence in the two languages of the product. */
export interface Sentence {
  readonly it: string;
  readonly en: string;
}

export interface Concerns {
  readonly units?: readonly { readonly label: string }[];
  readonly cells?: readonly string[];
}

/** @param rule a stable id: programs and people refer to it */
export function finding(
  rule: string,
  severity: Finding['severity'],
  { it, en }: Sentence,
  { units = [], cells = [] }: Concerns = {},
): Finding {
  return {
    rule,
    severity,
    unitIds: units.map(({ label }) => label),
    cells,
    message: it,
    messageEn: en,
  };
}

const SEVERITIES: readonly Finding['severity'][] = ['error', 'warning', 'info'];

/** Gravest first, then by rule, cells and units: the same findings always in the same order. */
export function inOrder(findings: readonly Finding[]): readonly Finding[] {
  return [...findings].sort(
    (a, b) =>
      SEVERITIES.indexOf(a.severity) - SEVERITIES.indexOf(b.severity) ||
      compare(a.rule, b.rule) ||
      compareJoined(a.cells, b.cells) ||
      compareJoined(a.unitIds, b.unitIds) ||
      compare(a.message, b.message),
  );
}

/** As the texts joined by spaces compare: most often the first that differ tell. */
function compareJoined(a: readonly string[], b: readonly string[]): number {
  const i = a.findIndex((text, index) => text !== b[index]);
  const [one, other] = [a[i], b[i]];
  if (one !== undefined && other !== undefined && !one.startsWith(other) && !other.startsWith(one)) {
    return compare(one, other);
  }
  return compare(a.join(' '), b.join(' '));
}

/** `1 alloggio`, `3 alloggi`. */
export function alloggi(count: number): string {
  return count === 1 ? '1 alloggio' : `${count} alloggi`;
}

/** `1 unit`, `3 units`. */
export function unitsEn(count: number): string {
  return count === 1 ? '1 unit' : `${count} units`;
}

/** The form of a word that agrees with a count: of one, or of several. */
export function agree(count: number, one: string, several: string): string {
  return count === 1 ? one : several;
}

/** `Cremona`, or that the municipality is not known. */
export function placeName(context: PlanContext, { owner, municipality }: Place): Sentence {
  const name = context.municipalityName(municipality);
  if (name === owner.name) return { it: owner.name, en: owner.name };
  if (name === null) return { it: `${owner.name} (tutto l’Ambito)`, en: `${owner.name} (whole Ambito)` };
  return { it: `${owner.name} a ${name}`, en: `${owner.name} in ${name}` };
}

import { ANNEX_A_COLUMNS } from './annex-a.js';
import type { PlanContext } from './context.js';
import { coordinatesOf, type UnsealedPlan } from './coordinates.js';
import type { Finding, LetterOfUnits, Letters } from './document.js';
import type { PlanFacts } from './facts.js';
import { EXPECTED_COLUMNS } from './letters/expected-sum.js';
import { tab1 } from './tab1.js';
import { tab2 } from './tab2.js';
import { byGroup, groupTotals, totalOf } from './totals.js';

/** K is before the first event, or before the first one that says anything of the Ambito. */
export function isNothingKnown(facts: PlanFacts): boolean {
  if (facts.position === null) return true;
  return [facts.bodies, facts.stock, facts.units, facts.assignments, facts.declarations].every(
    ({ length }) => length === 0,
  );
}

/** The plan of an Ambito of which nothing is known: nulls, and the finding that says so. */
export function planOfNothing(context: PlanContext): UnsealedPlan {
  const { facts, ruleSet } = context;
  const letters = emptyLetters();
  return {
    ...coordinatesOf(facts),
    ruleSet: ruleSet.id,
    letters,
    annexA: { rows: [], totals: totalOf([], ANNEX_A_COLUMNS, () => null) },
    annexB: { vacantAndAsIs: [], lots: [], lotRows: null, distinctUnits: null },
    tab1: tab1(letters.g),
    tab2: tab2(letters.a),
    response: { answered: null, owners: null, rate: null, byStatus: {} },
    findings: [NOTHING_KNOWN],
    measures: { openVoids: byGroup(() => []) },
  };
}

function emptyLetters(): Letters {
  const units: LetterOfUnits = empty(['units']);
  return {
    a: empty(['sap', 'sas', 'other', 'total']),
    b: units,
    c: units,
    d: units,
    e: empty(['free', 'turnover', 'total']),
    f: units,
    g: empty([...EXPECTED_COLUMNS, 'total', 'literal']),
    h: { rows: [] },
    i: { a: { rows: [] }, b: { rows: [] } },
    j: units,
    k: empty(['assigned', 'ofWhichMobility']),
  };
}

function empty<C extends string>(columns: readonly C[]) {
  return { rows: [], totals: groupTotals<C>([], columns, () => null) };
}

const NOTHING_KNOWN: Finding = {
  rule: 'NOTHING_KNOWN',
  severity: 'error',
  unitIds: [],
  cells: [],
  message:
    'A questa conoscenza il registro non sapeva ancora nulla di questo Ambito: nessun numero è noto. Un’importazione è conosciuta da quando è registrata, non prima.',
  messageEn:
    'At this point of knowledge the register knew nothing of this Ambito yet: no number is known. An import is known from when it was recorded, not before.',
};

import { Type, type TSchema } from 'typebox';
import { PLAN_GROUPS } from './document.js';
import {
  assignedNumbers,
  coordinates,
  expectedNumbers,
  freeNumbers,
  nulls,
  number,
  numbers,
  object,
  stockNumbers,
  text,
  textOrNull,
  whole,
} from './schema-parts.js';

/** The JSON Schema of a plan (shared contract: `registro plan --format json`, `GET /api/v1/plans/{ambito}/{year}`). */

const ratio = Type.Union([Type.Number({ minimum: 0, format: 'double' }), Type.Null()]);
const basis = Type.Enum(['units', 'count', 'mixed', 'carried-forward'], {
  description: 'units: by unit events; count: a declared number; mixed: both; carried-forward: of an earlier year.',
});
const unitIds = Type.Array(text, { description: 'Preferred aliases; `provisional:{uuid}` for a unit without one.' });

const cell = { owner: text, ownerKind: text, municipality: textOrNull };
const support = {
  unitIds,
  basis,
  unsupported: Type.Integer({ minimum: 0, format: 'int32', description: 'The part that no unit supports.' }),
};

const groups = <S extends TSchema>(schema: S) =>
  object(Object.fromEntries(PLAN_GROUPS.map((group) => [group, schema])) as Record<(typeof PLAN_GROUPS)[number], S>);
const letter = <P extends Record<string, TSchema>, T extends Record<string, TSchema>>(row: P, totals: T) =>
  object({ rows: Type.Array(object({ ...cell, ...row })), totals: groups(object({ ...totals, nulls })) });

const letterOfUnits = letter({ units: number, ...support }, { units: number });

const letters = object({
  a: letter({ ...stockNumbers, basis, status: textOrNull }, stockNumbers),
  b: letterOfUnits,
  c: letterOfUnits,
  d: letterOfUnits,
  e: letter({ ...freeNumbers, ...support, turnoverUnitIds: unitIds, turnoverMethod: textOrNull }, freeNumbers),
  f: letterOfUnits,
  g: letter(
    {
      ...expectedNumbers,
      ...support,
      literal: number,
      overlaps: Type.Array(object({ unitId: text, letters: Type.Array(text) })),
    },
    { ...expectedNumbers, literal: number },
  ),
  h: object({ rows: Type.Array(object({ ...cell, ...numbers(['percentOver20', 'units'] as const) })) }),
  i: object({
    a: object({ rows: Type.Array(object({ owner: text, municipality: textOrNull, category: text })) }),
    b: object({ rows: Type.Array(object({ ...cell, percent: whole, units: number, cap: whole })) }),
  }),
  j: letterOfUnits,
  k: letter({ ...assignedNumbers, ...support }, assignedNumbers),
});

const annexANumbers = numbers([
  'sas',
  'sap',
  'available',
  'freeAndTurnover',
  'asIs',
  'newOrRenovated',
  'sat',
  'assignedPreviousYear',
  'conferred',
  'percentOver20',
  'percentPolice',
] as const);
const annexA = object({
  rows: Type.Array(object({ owner: text, ...annexANumbers, category: Type.Union([Type.Boolean(), Type.Null()]) })),
  totals: object({ ...annexANumbers, nulls }),
});

const annexUnit = { unitId: text, ownerCode: textOrNull, municipality: textOrNull };
const annexB = object({
  vacantAndAsIs: Type.Array(object({ ...annexUnit, state: text, lifecycle: text })),
  lots: Type.Array(object({ lot: text, rows: Type.Array(object({ ...annexUnit, sourceStatus: textOrNull })) })),
  lotRows: number,
  distinctUnits: number,
});

const tab1 = groups(
  object({
    ...expectedNumbers,
    ...numbers(['pairs', 'municipalities'] as const),
    percent: object(numbers(['free', 'renovation', 'asIs', 'total'] as const)),
  }),
);
const tab2 = groups(
  object({
    ...numbers(['owners', 'municipalities', 'sap', 'sas', 'total'] as const),
    percent: object(numbers(['sap', 'sas', 'total'] as const)),
  }),
);

const reLetTime = object({ lets: whole, meanDays: ratio, meanNetDays: ratio });
const measures = object({
  openVoids: groups(Type.Array(object({ age: text, units: whole, unitIds }))),
  year: Type.Optional(whole),
  movements: Type.Optional(
    groups(
      object({
        releases: whole,
        releasesOfTurnover: whole,
        assignments: whole,
        assignmentsByChannel: Type.Record(Type.String(), whole),
        reLetTime: object({
          all: reLetTime,
          withWorks: reLetTime,
          withoutWorks: reLetTime,
          leftOut: object({ firstLets: whole, swaps: whole, releaseUnknown: whole }),
        }),
        meanStock: ratio,
        turnoverRate: ratio,
      }),
    ),
  ),
});

const finding = object({
  rule: Type.String({ pattern: '^[A-Z][A-Z0-9_]*$', description: 'Stable id of the rule.' }),
  severity: Type.Enum(['error', 'warning', 'info']),
  unitIds,
  cells: Type.Array(text, { description: 'letter/ownerKind-or-owner/municipality/column; a dash: no municipality.' }),
  message: Type.String({ description: 'In Italian.' }),
  messageEn: Type.String({ description: 'In English.' }),
});

/** JSON Schema of the document, digest included. */
export const planSchema = object(
  {
    ambito: text,
    ...coordinates,
    digest: Type.String({ pattern: '^sha256:[0-9a-f]{64}$' }),
    letters,
    annexA,
    annexB,
    tab1,
    tab2,
    response: object({
      answered: number,
      owners: number,
      rate: ratio,
      byStatus: Type.Record(Type.String(), whole),
    }),
    findings: Type.Array(finding),
    measures,
  },
  'The annual plan of an Ambito as of (validAt, knownAt).',
);

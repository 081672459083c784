import { Type } from 'typebox';
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
} from '../schema-parts.js';

/** The JSON Schema of the Region's plan: `registro plan --region --format json`, `GET /api/v1/plans/region/{year}`. */

const a = object(stockNumbers);
const e = object(freeNumbers);
const g = object({ ...expectedNumbers, literal: number });
const k = object(assignedNumbers);
const totals = object({ a, b: number, c: number, d: number, e, f: number, g, j: number, k, nulls });

const ofNumber = Type.Optional(number);
const row = object({
  ambito: text,
  owner: Type.String({ description: 'Id of the body.' }),
  ownerName: text,
  ownerKind: text,
  municipality: Type.Union([text, Type.Null()], {
    description: 'ISTAT code; null: not known, or a figure of the whole owner.',
  }),
  municipalityName: textOrNull,
  a: Type.Optional(a),
  b: ofNumber,
  c: ofNumber,
  d: ofNumber,
  e: Type.Optional(e),
  f: ofNumber,
  g: Type.Optional(g),
  h: Type.Optional(object(numbers(['percentOver20', 'units'] as const))),
  ib: Type.Optional(
    Type.Array(object({ percent: whole, units: number, cap: whole }), { description: 'One for each quota declared.' }),
  ),
  j: ofNumber,
  k: Type.Optional(k),
});

export const regionPlanSchema = object(
  {
    ...coordinates,
    ambiti: Type.Array(object({ ambito: text, totals })),
    totals,
    rows: Type.Array(row, { description: 'By Ambito, then as its plan has them. A letter without a row is absent.' }),
  },
  'The plans of every Ambito of the Region as of (validAt, knownAt), numbers only.',
);

import { PLAN_GROUPS, type AnnexAColumn, type PlanDocument } from '#plan';
import { both, groupWords, lifecycleWords, word, type Language } from '#wording';
import type { CellValue, Table } from '../output/table.js';
import { partialLegend, partialTotal, planColumn } from './numbers.js';

const ANNEX_A: readonly AnnexAColumn[] = [
  'sas',
  'sap',
  'available',
  'freeAndTurnover',
  'asIs',
  'newOrRenovated',
  'sat',
  'assignedPreviousYear',
  'conferred',
];

/** Allegato A in two parts, for a hundred columns do not hold its thirteen. */
export function annexATables({ annexA }: PlanDocument, language: Language): readonly Table[] {
  const owner = planColumn('owner', language, 'left');
  const percents = ['percentOver20', 'percentPolice'] as const;
  return [
    {
      id: 'annex-a',
      title: both('Allegato A — offerta per proprietario (1 di 2)', 'Annex A — supply by owner (1 of 2)')[language],
      columns: [owner, ...ANNEX_A.map((column) => planColumn(column, language))],
      rows: annexA.rows.map((row) => [row.owner, ...ANNEX_A.map((column) => row[column])]),
      footer: [
        [language === 'it' ? 'Totale' : 'Total', ...ANNEX_A.map((column) => partialTotal(annexA.totals, column))],
      ],
      legend: partialLegend(annexA.totals, ANNEX_A, language),
    },
    {
      id: 'annex-a-quotas',
      title: both('Allegato A — quote e categorie (2 di 2)', 'Annex A — quotas and categories (2 of 2)')[language],
      columns: [
        owner,
        planColumn('category', language, 'left'),
        ...percents.map((column) => planColumn(column, language)),
      ],
      rows: annexA.rows.map((row) => [row.owner, row.category, ...percents.map((column) => row[column])]),
    },
  ];
}

/** Allegato B: ALER's free and as-is units, and its lots. */
export function annexBTables({ annexB }: PlanDocument, language: Language): readonly Table[] {
  const columns = [
    planColumn('unitId', language, 'left'),
    planColumn('ownerCode', language, 'left'),
    planColumn('municipality', language, 'left'),
  ];
  return [
    {
      id: 'annex-b-vacant',
      title: both(
        `Allegato B (1) — alloggi ALER liberi e nello stato di fatto: ${annexB.vacantAndAsIs.length}`,
        `Annex B (1) — ALER’s free and as-is units: ${annexB.vacantAndAsIs.length}`,
      )[language],
      columns: [...columns, planColumn('state', language, 'left')],
      rows: annexB.vacantAndAsIs.map((row) => [
        row.unitId,
        row.ownerCode ?? '—',
        row.municipality ?? '—',
        language === 'it' ? row.state : word(lifecycleWords, row.lifecycle, language),
      ]),
    },
    {
      id: 'annex-b-lots',
      title: both('Allegato B (2) — lotti di ristrutturazione', 'Annex B (2) — renovation lots')[language],
      columns: [planColumn('lot', language, 'left'), ...columns, planColumn('sourceStatus', language, 'left')],
      rows: annexB.lots.flatMap(({ lot, rows }) =>
        rows.map((row) => [lot, row.unitId, row.ownerCode ?? '—', row.municipality ?? '—', row.sourceStatus ?? '—']),
      ),
      legend: [
        ...annexB.lots.map(({ lot, rows }) => `${lot}: ${rows.length}`),
        both(
          `Righe dei lotti: ${annexB.lotRows ?? 'n.d.'}; alloggi distinti non già elencati in (1): ${annexB.distinctUnits ?? 'n.d.'}.`,
          `Rows of the lots: ${annexB.lotRows ?? 'n/a'}; distinct units not listed in (1) already: ${annexB.distinctUnits ?? 'n/a'}.`,
        )[language],
      ],
    },
  ];
}

/** TAB 1 over letter g, TAB 2 over letter a, shares in integer percent of the Ambito. */
export function tabTables({ tab1, tab2 }: PlanDocument, language: Language): readonly Table[] {
  const share = (value: number | null, percent: number | null): CellValue => {
    return value === null || percent === null ? value : `${value} (${percent}%)`;
  };
  const group = { title: both('Gruppo', 'Group')[language] };
  return [
    {
      id: 'tab1',
      title: both('TAB 1 — alloggi assegnabili nell’anno (lettera g)', 'TAB 1 — units expected in the year (letter g)')[
        language
      ],
      columns: [
        group,
        ...(['pairs', 'municipalities', 'free', 'renovation', 'asIs', 'conferred', 'total'] as const).map((column) =>
          planColumn(column, language),
        ),
      ],
      rows: PLAN_GROUPS.map((name) => {
        const row = tab1[name];
        return [
          groupWords[name][language],
          row.pairs,
          row.municipalities,
          share(row.free, row.percent.free),
          share(row.renovation, row.percent.renovation),
          share(row.asIs, row.percent.asIs),
          row.conferred,
          share(row.total, row.percent.total),
        ];
      }),
    },
    {
      id: 'tab2',
      title: both('TAB 2 — patrimonio (lettera a)', 'TAB 2 — stock (letter a)')[language],
      columns: [
        group,
        ...(['owners', 'municipalities', 'sap', 'sas', 'total'] as const).map((column) => planColumn(column, language)),
      ],
      rows: PLAN_GROUPS.map((name) => {
        const row = tab2[name];
        return [
          groupWords[name][language],
          row.owners,
          row.municipalities,
          share(row.sap, row.percent.sap),
          share(row.sas, row.percent.sas),
          share(row.total, row.percent.total),
        ];
      }),
    },
  ];
}

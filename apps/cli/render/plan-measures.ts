import { PLAN_GROUPS, type Measures, type PlanDocument, type ReLetTime } from '#plan';
import { both, channelWords, groupWords, statusWords, word, type Language, type Words } from '#wording';
import type { CellValue, Table } from '../output/table.js';

/** The response to the survey, and the measures of turnover (domain.md, section 8). */
export function measureTables({ response, measures }: PlanDocument, language: Language): readonly Table[] {
  return [responseTable(response, language), openVoids(measures, language), ...movements(measures, language)];
}

function responseTable({ answered, owners, rate, byStatus }: PlanDocument['response'], language: Language): Table {
  const percent = rate === null ? null : `${decimal(rate * 100, language)}%`;
  return {
    id: 'response',
    title: both('Risposte alla rilevazione', 'Answers to the survey')[language],
    columns: [
      { title: both('Stato della dichiarazione', 'Status of the declaration')[language] },
      { title: both('Proprietari', 'Owners')[language], align: 'right' },
    ],
    rows: Object.entries(byStatus).map(([status, count]) => [word(statusWords, status, language), count]),
    footer: [
      [both('Hanno risposto', 'Answered')[language], answered],
      [both('Tenuti a rispondere', 'Had to answer')[language], owners],
      [both('Tasso di risposta', 'Response rate')[language], percent],
    ],
  };
}

const AGES: Words = {
  'over-24': both('oltre 24', 'over 24'),
  unknown: both('non nota (vuoto da prima del censimento)', 'not known (vacant since before its census)'),
};

function openVoids({ openVoids: voids }: Measures, language: Language): Table {
  const ages = voids.AMBITO.map(({ age }) => age);
  return {
    id: 'open-voids',
    title: both(
      'Alloggi in attesa di un inquilino, per mesi di vuoto',
      'Units waiting for a tenant, by months of void',
    )[language],
    columns: [
      { title: both('Mesi', 'Months')[language] },
      ...PLAN_GROUPS.map((group) => ({ title: groupWords[group][language], align: 'right' as const })),
    ],
    rows: ages.map((age) => [
      word(AGES, age, language),
      ...PLAN_GROUPS.map((group) => voids[group].find((bucket) => bucket.age === age)?.units ?? 0),
    ]),
  };
}

/** Releases, lets and re-let times of the year, where they were asked for. */
function movements({ movements: found, year }: Measures, language: Language): readonly Table[] {
  if (!found) return [];
  const number = (value: number | null): CellValue => (value === null ? null : decimal(value, language));
  const per = (text: string, value: (group: (typeof PLAN_GROUPS)[number]) => CellValue) => [
    text,
    ...PLAN_GROUPS.map(value),
  ];
  const reLet = (text: string, of: 'all' | 'withWorks' | 'withoutWorks', column: keyof ReLetTime) => {
    return per(text, (group) => number(found[group].reLetTime[of][column]));
  };
  const leftOut = (text: string, of: 'firstLets' | 'swaps' | 'releaseUnknown') => {
    return per(text, (group) => found[group].reLetTime.leftOut[of]);
  };
  const channels = Object.keys(found.AMBITO.assignmentsByChannel);
  const say = (it: string, en: string) => both(it, en)[language];
  return [
    {
      id: 'movements',
      title: say(
        `Movimenti registrati nel ${year ?? '—'} e tempi di riassegnazione`,
        `Movements recorded in ${year ?? '—'} and re-let times`,
      ),
      columns: [
        { title: '' },
        ...PLAN_GROUPS.map((group) => ({ title: groupWords[group][language], align: 'right' as const })),
      ],
      rows: [
        per(say('Rilasci', 'Releases'), (group) => found[group].releases),
        per(
          say('di cui turnover (senza mobilità e cambi)', 'of which turnover (no mobility or swaps)'),
          (group) => found[group].releasesOfTurnover,
        ),
        per(say('Assegnazioni', 'Lets'), (group) => found[group].assignments),
        ...channels.map((channel) =>
          per(`  ${word(channelWords, channel, language)}`, (group) => found[group].assignmentsByChannel[channel] ?? 0),
        ),
        reLet(say('Giorni medi dal rilascio, tutti', 'Mean days since release, all'), 'all', 'meanDays'),
        reLet(say('con lavori', 'with works'), 'withWorks', 'meanDays'),
        reLet(say('con lavori, dalla loro fine', 'with works, since their end'), 'withWorks', 'meanNetDays'),
        reLet(say('senza lavori', 'without works'), 'withoutWorks', 'meanDays'),
        leftOut(say('Fuori dalla media: prime assegnazioni', 'Left out of the mean: first lets'), 'firstLets'),
        leftOut(say('Fuori dalla media: cambi', 'Left out of the mean: swaps'), 'swaps'),
        leftOut(
          say('Fuori dalla media: rilascio non noto', 'Left out of the mean: release not known'),
          'releaseUnknown',
        ),
        per(say('Tasso di rotazione', 'Turnover rate'), (group) => percent(found[group].turnoverRate, language)),
      ],
    },
  ];
}

function percent(rate: number | null, language: Language): CellValue {
  return rate === null ? null : `${decimal(rate * 100, language)}%`;
}

/** At most one decimal, with the comma where the language has one. */
function decimal(value: number, language: Language): string {
  const text = String(Math.round(value * 10) / 10);
  return language === 'it' ? text.replace('.', ',') : text;
}

import type { PlanContext } from '../context.js';
import type { Finding } from '../document.js';
import type { OwnerDeclaration } from '../facts.js';
import type { Owner } from '../owners.js';
import { addKnown } from '../totals.js';
import type { Workings } from '../workings.js';
import { agree, alloggi, finding, unitsEn } from './finding.js';
import { grouped } from '../grouped.js';

const CLASSES = ['sap', 'sas', 'other'] as const;
type Stock = Readonly<Record<'total' | (typeof CLASSES)[number], number>>;
type Counted = NonNullable<OwnerDeclaration['counted']>;

/** The stock that owners counted beside the units that the register has of them at D. */
export function findingsOfStock(workings: Workings): readonly Finding[] {
  const { context, a } = workings;
  const rows = grouped(a, ({ owner }) => owner);
  return context.owners.flatMap((owner) => {
    const own = rows.get(owner) ?? [];
    return [
      ...besideCount(context, owner, own),
      ...ofNoMunicipality(context, owner, own.find(({ municipality }) => municipality === null)?.total ?? 0),
    ];
  });
}

function besideCount({ cellName, facts }: PlanContext, owner: Owner, own: Workings['a']): readonly Finding[] {
  const counted = (owner.declaration ?? owner.earlier)?.counted;
  if (!counted) return [];
  const cells = [cellName('a', { owner, municipality: owner.municipality }, 'total')];
  return [
    ...countThatDoesNotAddUp(owner, counted, cells),
    ...differentFromCount(owner, counted, stockOf(own), cells, facts.validAt),
  ];
}

function countThatDoesNotAddUp(owner: Owner, counted: Counted, cells: readonly string[]): readonly Finding[] {
  const { total, sap, sas, other } = counted;
  const sum = sap + sas + other;
  if (total === sum) return [];
  return [
    finding(
      'STOCK_COUNT_DOES_NOT_ADD_UP',
      'warning',
      {
        it: `${owner.name} dichiara ${alloggi(total)} in totale, ma SAP ${sap}, SAS ${sas} e altri ${other} fanno ${sum}.`,
        en: `${owner.name} declares ${unitsEn(total)} in all, but SAP ${sap}, SAS ${sas} and others ${other} add up to ${sum}.`,
      },
      { cells },
    ),
  ];
}

function stockOf(rows: Workings['a']): Stock | null {
  const sums = (column: keyof Stock) => addKnown(rows.map((row) => row[column]));
  const total = sums('total');
  return total === null ? null : { total, sap: sums('sap') ?? 0, sas: sums('sas') ?? 0, other: sums('other') ?? 0 };
}

function differentFromCount(
  owner: Owner,
  counted: Counted,
  stock: Stock | null,
  cells: readonly string[],
  validAt: string,
): readonly Finding[] {
  if (!stock || counted.on > validAt) return [];
  const declared = counted.sap + counted.sas + counted.other;
  if (stock.total !== declared) return [fewerOrMore(owner, declared, stock.total, counted.on, cells)];
  if (CLASSES.every((name) => stock[name] === counted[name])) return [];
  const text = (numbers: Omit<Stock, 'total'>) => `SAP ${numbers.sap}, SAS ${numbers.sas}, altri ${numbers.other}`;
  return [
    finding(
      'CLASS_DIFFERS_FROM_COUNT',
      'warning',
      {
        it: `${owner.name} ha contato ${text(counted)} il ${counted.on}; nel registro sono ${text(stock)}.`,
        en: `${owner.name} counted ${text(counted)} on ${counted.on}; the register has ${text(stock)}.`.replaceAll(
          'altri',
          'others',
        ),
      },
      { cells },
    ),
  ];
}

function fewerOrMore(owner: Owner, declared: number, known: number, on: string, cells: readonly string[]): Finding {
  const more = known > declared;
  return finding(
    'STOCK_DIFFERS_FROM_COUNT',
    'warning',
    {
      it: `${owner.name} ha contato ${alloggi(declared)} il ${on}; nel registro sono ${known}, ${Math.abs(known - declared)} in ${more ? 'più' : 'meno'}.`,
      en: `${owner.name} counted ${unitsEn(declared)} on ${on}; the register has ${known}, ${Math.abs(known - declared)} ${more ? 'more' : 'fewer'}.`,
    },
    { cells },
  );
}

function ofNoMunicipality({ cellName }: PlanContext, owner: Owner, units: number): readonly Finding[] {
  if (units === 0) return [];
  const cells = [cellName('a', { owner, municipality: null }, 'total')];
  return [
    finding(
      'MUNICIPALITY_UNKNOWN',
      'info',
      {
        it: `${alloggi(units)} di ${owner.name} di Comune ignoto: ${agree(units, 'contato nei totali, escluso', 'contati nei totali, esclusi')} dal numero dei Comuni.`,
        en: `${unitsEn(units)} of ${owner.name} of no known municipality: in the totals, not in the number of Comuni.`,
      },
      { cells },
    ),
  ];
}

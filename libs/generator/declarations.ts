import { declarationStream } from '#declarations/domain';
import { addDays } from '#temporal';
import type { Dates } from './dates.js';
import { officeHours } from './recording.js';
import type { References } from './references.js';

/** Answers come within so many days of the census; later a figure may be withdrawn. */
const ANSWERED_WITHIN = 60;
const REVISED_AFTER = 61;

type Said = readonly [type: string, data: object];

/** The survey of every year: each owner of an Ambito answers, counts its stock, declares some figures; some revise. */
export function tellDeclarations(references: References, dates: Dates): void {
  const { territory, stock } = references.world;
  stock.years.forEach((_, year) => {
    for (let ambito = 0; ambito < territory.ambiti; ambito++) {
      tellDeclaration(references, dates, territory.alerOf(ambito), ambito, year);
    }
    for (let comune = 0; comune < territory.municipalities; comune++) {
      tellDeclaration(references, dates, comune, territory.ambitoOf[comune]!, year);
    }
  });
}

function tellDeclaration(references: References, dates: Dates, owner: number, ambito: number, year: number): void {
  const { territory, stock, random } = references.world;
  const day = stock.censusDays[year]!;
  const effectiveOn = dates.date(day);
  const key = { ambito: territory.ambitoId(ambito), year: stock.years[year]!, owner: territory.ownerId(owner) };
  const stream = declarationStream(key);
  const [sap, sas, other] = stock.of(owner, ambito, year);
  const total = sap + sas + other;
  const recorded = officeHours(day + random.int(1, ANSWERED_WITHIN), random);
  if (total === 0) {
    const status = random.chance(0.5) ? 'certified-zero' : 'not-required';
    references.say(stream, day, [['SurveyAnswered', { effectiveOn, status }]], recorded);
    return;
  }
  if (year > 0 && random.chance(0.04)) {
    const answer = { effectiveOn, status: 'carried-forward', carriedFrom: key.year - 1 };
    references.say(stream, day, [['SurveyAnswered', answer]], recorded);
    return;
  }
  const figures = figuresOf(references, owner, sap, effectiveOn);
  const counted: Said[] = [
    ['SurveyAnswered', { effectiveOn, status: 'submitted' }],
    ['StockCounted', { effectiveOn, total, sap, sas, other }],
  ];
  references.say(stream, day, [...counted, ...figures], recorded);
  if (random.chance(0.03) && figures.length > 0) {
    const { letter, municipality } = figures[0]![1] as { letter: string; municipality: string | null };
    const data = { effectiveOn: addDays(effectiveOn, REVISED_AFTER), letter, municipality };
    const revised = officeHours(day + REVISED_AFTER + random.int(0, 30), random);
    references.say(stream, day + REVISED_AFTER, [['FigureWithdrawn', data]], revised);
  }
}

/** What owners know as numbers: the turnover they expect, their quotas, some of their vacancies. */
function figuresOf(references: References, owner: number, sap: number, effectiveOn: string): Said[] {
  const { territory, random } = references.world;
  const aler = territory.isAler(owner);
  const municipality = aler ? null : territory.code(owner);
  const figures: Said[] = [];
  const declare = (data: object) => figures.push(['FigureDeclared', { effectiveOn, ...data }]);
  if (aler || random.chance(0.3)) {
    declare({ letter: 'e2', municipality, basis: 'count', units: random.int(0, Math.ceil(sap / 40)) });
  }
  if (aler || random.chance(0.25)) declare({ letter: 'e1', municipality, basis: 'list' });
  if (random.chance(0.2))
    declare({ letter: 'c', municipality, basis: 'count', units: random.int(0, Math.ceil(sap / 60)) });
  if (aler || random.chance(0.1)) declare({ letter: 'ib', municipality, basis: 'count', percent: random.int(1, 10) });
  if (!aler && random.chance(0.1)) declare({ letter: 'h', municipality, basis: 'count', percent: random.int(1, 20) });
  if (!aler && random.chance(0.06)) {
    declare({ letter: 'ia', municipality, basis: 'count', category: 'nuclei di nuova formazione' });
  }
  if (random.chance(0.03)) declare({ letter: 'j', municipality, basis: 'count', units: random.int(0, 2) });
  return figures;
}

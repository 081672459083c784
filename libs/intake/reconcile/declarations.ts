import { CorrectFacts, RecordFacts, type DecidedEvent } from '#recording';
import type { DeclarationEvent } from '#declarations/domain';
import type { StoredEvent } from '#event-store';
import type { ChangeKind, UnitIds } from '../changes.js';
import type { Body } from '../resolve.js';
import type { Wording } from '#wording';
import { placeOf } from '../row-report.js';
import type { FigureRow, Row } from '../submission/index.js';
import { dataOf, standing, type Desk } from './desk.js';
import { idsOf, type Match } from './matching.js';
import { sameFields, threeWay } from './three-way.js';

type FigureData = Extract<DeclarationEvent, { type: 'FigureDeclared' }>['data'];

/** What owners declare for the year: their answer, their count, their figures. */
export async function reconcileDeclarations(desk: Desk, matches: readonly Match[]): Promise<void> {
  const { answers, stock, figures } = desk.submission;
  for (const row of answers ?? []) {
    const { owner, status } = row;
    await declare(desk, owner, row, {
      kind: 'answer-survey',
      key: [owner.id],
      type: 'SurveyAnswered',
      fields: { status },
      isAbout: (event) => event.type === 'SurveyAnswered',
      it: `${owner.name}: ${status}.`,
      en: `${owner.name}: ${status}.`,
    });
  }
  for (const row of stock ?? []) {
    const { owner, counted } = row;
    await declare(desk, owner, row, {
      kind: 'count-stock',
      key: [owner.id],
      type: 'StockCounted',
      fields: counted,
      isAbout: (event) => event.type === 'StockCounted',
      it: `${owner.name} conta ${counted.total} alloggi: ${counted.sap} SAP, ${counted.sas} SAS.`,
      en: `${owner.name} counts ${counted.total} units: ${counted.sap} SAP, ${counted.sas} SAS.`,
    });
  }
  const units = idsOf(matches);
  for (const row of figures) await declareFigure(desk, row, units);
  await tellVanished(desk);
}

interface Statement extends Wording {
  readonly kind: ChangeKind;
  readonly key: readonly (string | null)[];
  readonly type: string;
  /** What it says, the units that carry it apart. */
  readonly fields: object;
  readonly isAbout: (event: StoredEvent) => boolean;
  /** Fields that need the ids of units; null while some of those units are still to be registered. */
  readonly withUnits?: { readonly keys: readonly string[]; readonly fields: (ids: UnitIds) => object | null };
}

async function declareFigure(desk: Desk, row: FigureRow, units: ReadonlyMap<string, string>): Promise<void> {
  const { owner, letter, figure, carriedBy } = row;
  const { municipality } = figure;
  const said = figure.category ?? figure.percent ?? figure.units ?? figure.basis;
  const known: UnitIds = { of: (key) => units.get(key) ?? '' };
  await declare(
    desk,
    owner,
    row,
    {
      kind: 'declare-figure',
      key: [owner.id, letter, municipality],
      type: 'FigureDeclared',
      fields: figure,
      isAbout: (event) => event.type === 'FigureDeclared' && isFigure(dataOf<FigureData>(event), letter, municipality),
      ...(carriedBy && {
        withUnits: {
          keys: carriedBy.units,
          fields: (ids) => ({
            sameUnits: { letter: carriedBy.letter, units: carriedBy.units.map((key) => ids.of(key)).sort() },
          }),
        },
      }),
      it: `${owner.name}, lettera ${letter}: ${said}.`,
      en: `${owner.name}, letter ${letter}: ${said}.`,
    },
    known,
  );
}

function isFigure(data: FigureData, letter: string, municipality: string | null): boolean {
  return data.letter === letter && data.municipality === municipality;
}

/** Records a statement, or corrects the one that stands, unless an import has said it before. */
async function declare(desk: Desk, owner: Body, row: Row, statement: Statement, known?: UnitIds): Promise<void> {
  const { kind, key, type, fields, isAbout, withUnits, it, en } = statement;
  const id = `${desk.ambito}-${desk.year}-${owner.id}`;
  const events = await desk.events(`declaration-${id}`);
  const data = (ids: UnitIds): object => ({ effectiveOn: desk.censusOn, ...fields, ...withUnits?.fields(ids) });
  const isSame = (event: StoredEvent) => sameFields(event, data(known ?? NO_UNITS));
  const verdict = threeWay(events, isAbout, isSame, (event) => desk.isOwn(event));
  if (verdict.kind === 'unchanged') {
    if (verdict.drifted) tellChangedSince(desk, row, { it, en });
    return;
  }
  const base = verdict.kind === 'correct' ? verdict.target.id : verdict.after;
  const event = (ids: UnitIds): DecidedEvent => ({ type, data: data(ids) });
  const reason = `${desk.ambito} ${desk.year}: ${row.at.file} corretto`;
  if (verdict.kind === 'correct' && verdict.overrides) tellOverridden(desk, row, { it, en });
  desk.changes.add({
    kind,
    stage: 'declarations',
    lane: `declaration-${id}`,
    key,
    ...(base !== undefined && { base }),
    content: { type, fields, units: withUnits?.keys ?? [] },
    row,
    it: verdict.kind === 'correct' ? `Rettifica: ${it}` : it,
    en: verdict.kind === 'correct' ? `Revision: ${en}` : en,
    command: (context, ids) =>
      verdict.kind === 'correct'
        ? new CorrectFacts(context, 'declaration', id, [
            { target: verdict.target.id, reason, replacements: [event(ids)] },
          ])
        : new RecordFacts(context, 'declaration', id, [event(ids)]),
  });
}

const NO_UNITS: UnitIds = { of: () => '' };

function tellChangedSince(desk: Desk, row: Row, { it, en }: Wording): void {
  desk.reports.note('CHANGED_SINCE', row.at, {
    it: `La cartella dice come prima («${it}»), ma il registro dice altro per un atto successivo: resta quello.`,
    en: `The folder says what it said before ("${en}"), but the register says otherwise by a later act: that stays.`,
  });
}

function tellOverridden(desk: Desk, row: Row, { it, en }: Wording): void {
  desk.reports.warning('OVERRIDES_AN_ACT', row.at, {
    it: `Qualcuno ha già registrato altro; con la conferma vale la riga: ${it}`,
    en: `Somebody has recorded otherwise; once confirmed the row holds: ${en}`,
  });
}

/** Figures and counts of an import before that no row states any more: told, never withdrawn in silence. */
async function tellVanished(desk: Desk): Promise<void> {
  const { members, stock, figures, answers, roles } = desk.submission;
  const owners = new Map<string, Body>();
  for (const { body } of members ?? []) owners.set(body.id, body);
  for (const { owner } of [...(stock ?? []), ...figures, ...(answers ?? [])]) owners.set(owner.id, owner);
  const stated = new Set(
    figures.map(({ owner, letter, figure }) => `${owner.id}|${letter}|${figure.municipality ?? ''}`),
  );
  const counted = new Set((stock ?? []).map(({ owner }) => owner.id));
  for (const owner of owners.values()) {
    for (const event of standing(await desk.events(`declaration-${desk.ambito}-${desk.year}-${owner.id}`))) {
      const role = desk.roleOf(event);
      if (role === undefined || !roles.has(role)) continue;
      if (event.type === 'StockCounted' && !counted.has(owner.id))
        tellGone(desk, desk.manifest.files[role], owner, 'a');
      if (event.type !== 'FigureDeclared') continue;
      const { letter, municipality } = dataOf<FigureData>(event);
      if (!stated.has(`${owner.id}|${letter}|${municipality ?? ''}`))
        tellGone(desk, desk.manifest.files[role], owner, letter);
    }
  }
}

function tellGone(desk: Desk, file: string | undefined, owner: Body, letter: string): void {
  desk.reports.warning('ROW_VANISHED', placeOf(file ?? '', null, null, owner.name), {
    it: `${owner.name} aveva dichiarato un dato della lettera ${letter}, che ora nessuna riga dice: nel registro resta.`,
    en: `${owner.name} had declared a figure of letter ${letter} that no row states now: the register keeps it.`,
  });
}

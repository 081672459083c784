import { Type } from 'typebox';
import { BODY_KINDS } from '#bodies/domain';
import { FIGURE_BASES, FIGURE_LETTERS, SURVEY_STATUSES } from '#declarations/domain';
import { LOT_KINDS } from '#programmes/domain';
import { civilDate, flag, itemsOf, list, object, orNull, text, whole } from './parts.js';

const body = object({
  id: text,
  kind: Type.Enum([...BODY_KINDS]),
  name: text,
  spellings: list(text),
  ambiti: list(text),
  registeredOn: civilDate,
  managedBy: orNull(text),
  mergedInto: orNull(text),
});

const lot = object({
  lot: text,
  name: text,
  kind: Type.Enum([...LOT_KINDS]),
  openedOn: civilDate,
  closedOn: orNull(civilDate),
  expectedOn: orNull(civilDate),
  assignableIn: orNull(whole),
});
const programme = object({
  id: text,
  name: text,
  owner: text,
  ambito: text,
  proposedOn: civilDate,
  formalisedOn: orNull(civilDate),
  lots: list(lot),
});

const conferral = object({
  id: text,
  body: text,
  ambito: text,
  title: text,
  from: civilDate,
  until: orNull(civilDate),
  ended: flag,
});

const notice = object({
  id: text,
  ambito: text,
  title: text,
  openedOn: civilDate,
  closesOn: orNull(civilDate),
  closedOn: orNull(civilDate),
});

const letter = Type.Enum([...FIGURE_LETTERS]);
export const figure = object({
  letter,
  municipality: orNull(text),
  basis: Type.Enum([...FIGURE_BASES]),
  units: orNull(whole),
  ofWhichMobility: orNull(whole),
  percent: orNull(whole),
  category: orNull(text),
  label: orNull(text),
  sameUnits: orNull(object({ letter, units: list(text) })),
  statedOn: civilDate,
});
const declaration = object({
  ambito: text,
  year: whole,
  owner: text,
  status: orNull(Type.Enum([...SURVEY_STATUSES])),
  answeredOn: orNull(civilDate),
  carriedFrom: orNull(whole),
  counted: orNull(object({ on: civilDate, total: whole, sap: whole, sas: whole, other: whole })),
  firstCountedOn: orNull(civilDate),
  figures: list(figure),
});

export const referenceAnswers = {
  Body: body,
  BodyList: itemsOf(body),
  Programme: programme,
  ProgrammeList: itemsOf(programme),
  Conferral: conferral,
  ConferralList: itemsOf(conferral),
  Notice: notice,
  NoticeList: itemsOf(notice),
  Declaration: declaration,
  DeclarationList: itemsOf(declaration),
};

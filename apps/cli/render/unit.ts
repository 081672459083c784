import type { UnitReading } from '#register';
import type { UnitState } from '#units/domain';
import { both, fieldValueWord, classWords, lifecycleWords, outReasonWords, stockWords, type Language } from '#wording';
import { paragraph, tableBlock, type Answer } from '../output/answer.js';
import type { CellValue } from '../output/table.js';
import type { Names } from '../session.js';

/** A unit as of a coordinate: what it is in every dimension. */
export function unitAnswer(reading: UnitReading, names: Names, language: Language): Answer {
  const { label, unitId, state, revision, validAt, knownAt, position, settled } = reading;
  const say = (it: string, en: string) => both(it, en)[language];
  const rows: [string, CellValue][] = [
    ['Id', unitId],
    ...(state ? stateRows(reading, state, names, language) : []),
    [say('Revisione', 'Revision'), revision ?? '—'],
  ];
  return {
    json: reading,
    blocks: [
      paragraph(
        `${say('Alloggio', 'Unit')} ${label}`,
        `${say('al', 'as of')} ${validAt}, ${say('per come noto al', 'as known at')} ${knownAt ?? '—'} (${say('posizione', 'position')} ${position}${settled ? '' : say(', non assestata', ', not settled')})`,
        ...(state
          ? []
          : [
              say(
                'A queste coordinate l’alloggio non era registrato.',
                'At these coordinates the unit was not registered.',
              ),
            ]),
      ),
      tableBlock({
        id: 'unit',
        title: '',
        columns: [{ title: say('Dimensione', 'Dimension') }, { title: say('Valore', 'Value') }],
        rows,
      }),
    ],
  };
}

function stateRows(
  { outlook, formerAliases }: UnitReading,
  state: UnitState,
  names: Names,
  language: Language,
): [string, CellValue][] {
  const say = (it: string, en: string) => both(it, en)[language];
  const aliases = (list: UnitState['aliases']) => list.map(({ scheme, value }) => `${scheme}:${value}`).join(', ');
  const when = <T>(value: T | null | undefined, row: (value: T) => [string, CellValue]) =>
    value === null || value === undefined ? [] : [row(value)];
  return [
    [
      say('Codici', 'Aliases'),
      state.aliases.length > 0
        ? aliases(state.aliases)
        : say('nessuno: alloggio provvisorio', 'none: provisional unit'),
    ],
    ...(formerAliases.length > 0
      ? [[say('Codici di prima', 'Former aliases'), aliases(formerAliases)] as [string, CellValue]]
      : []),
    [say('Proprietario', 'Owner'), names.nameOf(state.owner)],
    [say('Comune', 'Municipality'), names.nameOf(state.municipality)],
    ['Ambito', state.ambito],
    [
      say('Patrimonio', 'Stock'),
      `${stockWords[state.stock][language]}${state.outReason ? ` (${outReasonWords[state.outReason][language]})` : ''}`,
    ],
    [say('Classe', 'Class'), classWords[state.serviceClass][language]],
    [say('Stato', 'State'), lifecycleWords[state.lifecycle][language]],
    [say('Registrato dal', 'Registered on'), state.registeredOn],
    ...when(state.openVoid, ({ since }) => [say('Vuoto dal', 'Vacant since'), since]),
    ...when(state.lot, ({ programme, lot, includedOn }) => [
      say('Lotto', 'Lot'),
      `${programme}/${lot} (${say('dal', 'since')} ${includedOn})`,
    ]),
    ...when(state.sat, ({ from, until }) => ['SAT', `${from} – ${until}`]),
    ...when(state.notice, (notice) => [say('Avviso pubblico', 'Public notice'), notice]),
    ...when(state.conferral, (conferral) => [say('Conferimento', 'Conferral'), conferral]),
    ...when(state.merged, ({ into, kind }) => [
      say('Fuso con', 'Merged into'),
      `${into} (${fieldValueWord('kind', kind, language)})`,
    ]),
    ...when(outlook?.releaseExpectedOn, (date) => [say('Rilascio previsto', 'Release expected'), date]),
    ...when(outlook?.worksExpectedOn, (date) => [say('Fine lavori prevista', 'Works expected to end'), date]),
  ];
}

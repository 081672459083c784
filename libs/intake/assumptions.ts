import type { Manifest } from './manifest.js';
import { PRINTED_STATES } from './mapping-tables/printed-state.js';
import { VACANCY_TYPES } from './mapping-tables/vacancy-type.js';
import type { Wording } from '#wording';

/** Everything that the manifest assumes, a sentence each: no document says it, so every report does. */
export function assumptionsOf({
  ambito,
  aler,
  censusOn,
  year,
  ownerWideLabels,
  assumptions,
}: Manifest): readonly Wording[] {
  const { membersSince, namedUnitsAre, schemes, programme, sameUnits, others } = assumptions;
  return [
    {
      it: `Data del censimento: ${censusOn}. Patrimonio ed elenchi del piano ${year} valgono da quel giorno.`,
      en: `Census date: ${censusOn}. The stock and the lists of plan ${year} hold from that day.`,
    },
    {
      it: `I Comuni dell’${ambito.name} e ${aler.name} sono noti con questi nomi almeno dal ${membersSince}.`,
      en: `The municipalities of ${ambito.name} and ${aler.name} are known by these names since ${membersSince} at the latest.`,
    },
    {
      it: `Gli alloggi nominati negli elenchi b, c, e sono ${namedUnitsAre}; il resto di ogni classe è provvisorio, di stato non dichiarato.`,
      en: `Units named in lists b, c, e are ${namedUnitsAre}; the rest of each class is provisional, its state not declared.`,
    },
    {
      it: `Identificativi: nell’Allegato B «${schemes.annexUnitId}» e «${schemes.annexOwnerCode}»; altrove «printed/» del proprietario. Tabelle di codici: ${PRINTED_STATES.version}, ${VACANCY_TYPES.version}.`,
      en: `Ids: in Annex B "${schemes.annexUnitId}" and "${schemes.annexOwnerCode}"; elsewhere the owner’s "printed/". Tables of codes: ${PRINTED_STATES.version}, ${VACANCY_TYPES.version}.`,
    },
    ...(programme ? [ofProgramme(programme)] : []),
    ...sameUnits.map(({ letter, owner, list }) => ({
      it: `Il conteggio della lettera ${letter} di ${owner} è degli stessi alloggi dell’elenco ${list}.`,
      en: `The count of letter ${letter} of ${owner} is of the same units as list ${list}.`,
    })),
    ...ownerWideLabels.map((label) => ({
      it: `«${label}» sta per tutto il proprietario, non per un Comune.`,
      en: `"${label}" stands for the whole owner, not for a municipality.`,
    })),
    ...(others ?? []),
  ];
}

function ofProgramme({ id, openOn, assignableIn }: NonNullable<Manifest['assumptions']['programme']>): Wording {
  return {
    it: `I lotti del programma ${id} sono aperti e formalizzati dal ${openOn}, assegnabili nel ${assignableIn}.`,
    en: `The lots of programme ${id} are open and formalised from ${openOn}, assignable in ${assignableIn}.`,
  };
}

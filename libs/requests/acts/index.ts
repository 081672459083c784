// A door of its own (#requests/acts): the command line’s help reads the acts without loading what checks requests.
import type { TObject } from 'typebox';
import type { EventDefinitions } from '#schema';
import { bodyEvents } from '#bodies/domain';
import { conferralEvents } from '#conferrals/domain';
import { declarationEvents } from '#declarations/domain';
import { noticeEvents } from '#notices/domain';
import { programmeEvents } from '#programmes/domain';
import { unitEvents } from '#units/domain';

/** An operator's act: a verb on the command line, an event in the log. */
export interface Act {
  readonly verb: string;
  readonly type: string;
  readonly schema: TObject;
  readonly it: string;
  readonly en: string;
}

export type AggregateName = 'unit' | 'body' | 'declaration' | 'programme' | 'conferral' | 'notice';

function acts<D extends EventDefinitions>(
  definitions: D,
  verbs: { readonly [verb: string]: readonly [type: keyof D & string, it: string] },
): readonly Act[] {
  return Object.entries(verbs).map(([verb, [type, it]]) => {
    const { data, summary } = definitions[type]!;
    return { verb, type, schema: data, it, en: summary };
  });
}

/** Acts on a unit that exists, each one fact. Registering, identifying, swapping, merging and splitting are commands of their own. */
export const unitActs = acts(unitEvents, {
  'terminate-tenancy': ['TenancyTerminated', 'Il titolo cessa; l’alloggio è ancora occupato.'],
  release: ['UnitReleased', 'Riconsegna delle chiavi: alloggio sloggiato, da verificare.'],
  inspect: ['UnitInspected', 'Esito del sopralluogo su un alloggio vuoto.'],
  'include-in-lot': ['UnitIncludedInLot', 'L’alloggio entra in un lotto di un programma.'],
  'remove-from-lot': ['UnitRemovedFromLot', 'L’alloggio esce dal suo lotto.'],
  maintain: ['UnitPlacedUnderMaintenance', 'Inizio della manutenzione straordinaria.'],
  'revise-works': ['MaintenanceForecastRevised', 'Nuova data prevista di fine lavori.'],
  'complete-works': ['MaintenanceCompleted', 'Lavori conclusi: l’alloggio è libero.'],
  propose: ['AssignmentProposed', 'L’alloggio è proposto a un nucleo.'],
  decline: ['AssignmentDeclined', 'La proposta è rifiutata.'],
  assign: ['UnitAssigned', 'L’alloggio è assegnato.'],
  sat: ['UnitMovedToSat', 'Destinazione a servizio abitativo transitorio (SAT).'],
  'renew-sat': ['SatRenewed', 'Proroga della destinazione SAT.'],
  'end-sat': ['UnitReturnedFromSat', 'Fine della destinazione SAT.'],
  'untitled-occupation': ['UntitledOccupationFound', 'Accertata occupazione senza titolo.'],
  recover: ['UnitRecovered', 'Recupero da occupazione senza titolo.'],
  'forecast-release': ['ReleaseForecast', 'Rilascio previsto (turnover).'],
  'withdraw-forecast': ['ReleaseForecastWithdrawn', 'Il rilascio non è più previsto.'],
  reclassify: ['ServiceClassChanged', 'Passaggio fra SAP, SAS e altro.'],
  transfer: ['OwnershipTransferred', 'L’alloggio passa a un altro proprietario.'],
  deliver: ['UnitDelivered', 'Consegna di un alloggio nuovo: entra nel patrimonio, libero.'],
  confer: ['UnitConferred', 'Conferimento da un privato in convenzione.'],
  'include-in-notice': ['UnitIncludedInNotice', 'L’alloggio è messo in un avviso pubblico.'],
  'remove-from-notice': ['UnitRemovedFromNotice', 'L’alloggio è tolto da un avviso pubblico.'],
  valorise: ['UnitValorised', 'Valorizzazione o messa in vendita (art. 31).'],
  'end-valorisation': ['ValorisationEnded', 'Fine della valorizzazione: torna come prima.'],
  alienate: ['UnitAlienated', 'Alienazione: fuori dal patrimonio.'],
  demolish: ['UnitDemolished', 'Demolizione: fuori dal patrimonio.'],
  'reclassify-out': ['UnitReclassifiedOut', 'Non è più edilizia pubblica: fuori dal patrimonio.'],
  'report-status': ['SourceStatusReported', 'Stato riportato da un’altra fonte, nei suoi codici.'],
});

export const bodyActs = acts(bodyEvents, {
  register: ['BodyRegistered', 'Registra un Comune, un’ALER o un operatore accreditato.'],
  rename: ['BodyRenamed', 'Nuovo nome da una data.'],
  'record-spelling': ['SpellingRecorded', 'Un’altra grafia usata nei documenti.'],
  'withdraw-spelling': ['SpellingWithdrawn', 'Una grafia non indica più questo ente.'],
  'join-ambito': ['AmbitoJoined', 'Entra in un Ambito.'],
  'leave-ambito': ['AmbitoLeft', 'Esce da un Ambito.'],
  'merge-into': ['MunicipalityMerged', 'Il Comune è fuso in un altro.'],
  'delegate-management': ['ManagementDelegated', 'Delega la gestione dei propri alloggi.'],
  'end-delegation': ['ManagementDelegationEnded', 'Riprende la gestione dei propri alloggi.'],
});

export const declarationActs = acts(declarationEvents, {
  answer: ['SurveyAnswered', 'Stato della dichiarazione annuale.'],
  'count-stock': ['StockCounted', 'Consistenza del patrimonio alla data del censimento.'],
  declare: ['FigureDeclared', 'Dichiara (o rivede) il dato di una lettera.'],
  withdraw: ['FigureWithdrawn', 'Ritira il dato di una lettera.'],
});

export const programmeActs = acts(programmeEvents, {
  propose: ['ProgrammeProposed', 'Un programma di lavori è proposto.'],
  formalise: ['ProgrammeFormalised', 'Il programma è formalizzato con un atto.'],
  'open-lot': ['LotOpened', 'Si apre un lotto.'],
  'date-lot': ['LotDated', 'Nuova data prevista, o anno di assegnabilità, di un lotto.'],
  'close-lot': ['LotClosed', 'Il lotto è chiuso.'],
});

export const conferralActs = acts(conferralEvents, {
  open: ['ConventionOpened', 'Si apre una convenzione con un proprietario privato.'],
  end: ['ConventionEnded', 'La convenzione termina.'],
});

export const noticeActs = acts(noticeEvents, {
  open: ['NoticeOpened', 'Si apre un avviso pubblico.'],
  close: ['NoticeClosed', 'L’avviso pubblico si chiude.'],
});

export const actsOf: Readonly<Record<AggregateName, readonly Act[]>> = {
  unit: unitActs,
  body: bodyActs,
  declaration: declarationActs,
  programme: programmeActs,
  conferral: conferralActs,
  notice: noticeActs,
};

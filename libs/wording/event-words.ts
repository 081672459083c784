import type { BodyEvent } from '#bodies/domain';
import type { ConferralEvent } from '#conferrals/domain';
import type { DeclarationEvent } from '#declarations/domain';
import type { NoticeEvent } from '#notices/domain';
import type { ProgrammeEvent } from '#programmes/domain';
import type { AliasEvent, UnitEvent } from '#units/domain';
import { both, type Words } from './wording.js';

export type DomainEventType = (
  UnitEvent | AliasEvent | BodyEvent | DeclarationEvent | ProgrammeEvent | ConferralEvent | NoticeEvent
)['type'];

/** Every event in two or three words, for tables and sentences. */
export const eventWords: Words<DomainEventType> = {
  UnitRegistered: both('registrazione', 'registration'),
  UnitIdentified: both('identificazione', 'identification'),
  AliasReleased: both('codice rilasciato', 'alias released'),
  AliasReserved: both('codice riservato', 'alias reserved'),
  AliasFreed: both('codice liberato', 'alias freed'),
  UnitMerged: both('fusione', 'merge'),
  TenancyTerminated: both('fine del titolo', 'end of title'),
  UnitReleased: both('rilascio (chiavi)', 'release (keys back)'),
  UnitInspected: both('sopralluogo', 'inspection'),
  UnitIncludedInLot: both('entrata nel lotto', 'inclusion in lot'),
  UnitRemovedFromLot: both('uscita dal lotto', 'removal from lot'),
  UnitPlacedUnderMaintenance: both('inizio lavori', 'start of works'),
  MaintenanceForecastRevised: both('nuova fine lavori prevista', 'new expected end of works'),
  MaintenanceCompleted: both('fine lavori', 'end of works'),
  AssignmentProposed: both('proposta di assegnazione', 'proposed assignment'),
  AssignmentDeclined: both('rifiuto della proposta', 'declined proposal'),
  UnitAssigned: both('assegnazione', 'assignment'),
  UnitMovedToSat: both('destinazione a SAT', 'designation for SAT'),
  SatRenewed: both('proroga SAT', 'SAT renewed'),
  UnitReturnedFromSat: both('fine SAT', 'end of SAT'),
  UntitledOccupationFound: both('occupazione senza titolo', 'untitled occupation'),
  UnitRecovered: both('recupero', 'recovery'),
  ReleaseForecast: both('rilascio previsto', 'release forecast'),
  ReleaseForecastWithdrawn: both('previsione ritirata', 'forecast withdrawn'),
  ServiceClassChanged: both('cambio di classe', 'change of class'),
  OwnershipTransferred: both('passaggio di proprietà', 'transfer of ownership'),
  UnitDelivered: both('consegna', 'delivery'),
  UnitConferred: both('conferimento', 'conferral'),
  UnitIncludedInNotice: both('inserimento in avviso', 'inclusion in notice'),
  UnitRemovedFromNotice: both('ritiro dall’avviso', 'removal from notice'),
  UnitValorised: both('valorizzazione', 'valorisation'),
  ValorisationEnded: both('fine della valorizzazione', 'end of valorisation'),
  UnitAlienated: both('alienazione', 'alienation'),
  UnitDemolished: both('demolizione', 'demolition'),
  UnitSplit: both('divisione', 'split'),
  UnitReclassifiedOut: both('riclassificazione', 'reclassification'),
  SourceStatusReported: both('stato di un’altra fonte', 'status in a source'),
  EventAnnulled: both('annullamento', 'annulment'),
  BodyRegistered: both('registrazione dell’ente', 'registration of the body'),
  BodyRenamed: both('cambio di nome', 'change of name'),
  SpellingRecorded: both('grafia registrata', 'spelling recorded'),
  SpellingWithdrawn: both('grafia ritirata', 'spelling withdrawn'),
  AmbitoJoined: both('entrata nell’Ambito', 'joined the Ambito'),
  AmbitoLeft: both('uscita dall’Ambito', 'left the Ambito'),
  MunicipalityMerged: both('fusione di Comuni', 'merger of municipalities'),
  ManagementDelegated: both('delega della gestione', 'delegation of management'),
  ManagementDelegationEnded: both('fine della delega', 'end of delegation'),
  SurveyAnswered: both('risposta alla rilevazione', 'answer to the survey'),
  StockCounted: both('consistenza', 'stock count'),
  FigureDeclared: both('dato dichiarato', 'declared figure'),
  FigureWithdrawn: both('dato ritirato', 'withdrawn figure'),
  ProgrammeProposed: both('programma proposto', 'programme proposed'),
  ProgrammeFormalised: both('programma formalizzato', 'programme formalised'),
  LotOpened: both('apertura del lotto', 'lot opened'),
  LotDated: both('data del lotto', 'date of the lot'),
  LotClosed: both('chiusura del lotto', 'lot closed'),
  ConventionOpened: both('apertura della convenzione', 'convention opened'),
  ConventionEnded: both('fine della convenzione', 'convention ended'),
  NoticeOpened: both('apertura dell’avviso', 'notice opened'),
  NoticeClosed: both('chiusura dell’avviso', 'notice closed'),
};

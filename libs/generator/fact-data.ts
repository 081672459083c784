import {
  aliasStream,
  INSPECTION_OUTCOMES,
  PROVISIONAL_LISTS,
  SERVICE_CLASSES,
  TERMINATION_CAUSES,
} from '#units/domain';
import { MUNICIPALITY_SAID } from './birth.js';
import { conventionId, lotId, noticeId, programmeId, type Calendar } from './calendar.js';
import { REASONS } from './corrections.js';
import type { Dates } from './dates.js';
import type { EventRows, Row } from './event-rows.js';
import type { Ids } from './ids.js';
import { scramble } from './random.js';
import { unpacked } from './registration.js';
import { SOURCE_STATUSES } from './source-statuses.js';
import { isSwap } from './swaps.js';
import type { Units } from './units.js';
import { assignmentOf } from './vacancy.js';

const PURPOSES = ['valorisation', 'sale'] as const;
const MERGES = ['duplicate', 'joined'] as const;
const FIRST_SLOTS = MUNICIPALITY_SAID - 1;

/** Writes rows out as the register's events say them. */
export class FactData {
  constructor(
    private readonly rows: EventRows,
    private readonly units: Units,
    private readonly calendar: Calendar,
    private readonly dates: Dates,
    private readonly ids: Ids,
  ) {}

  /** Id of the event of a row. */
  eventId(row: number): string {
    const command = this.rows.command(row);
    return this.ids.event(command, row - command);
  }

  /** The stream of an alias's row. */
  aliasStream({ subject, a }: Row): string {
    return aliasStream(this.units.alias(subject, a));
  }

  /** The data of a row that is of a unit or an alias. */
  of(row: Row): object {
    const effectiveOn = this.dates.date(row.day);
    const own = this.#own(row);
    return row.replaces === -1
      ? { effectiveOn, ...own }
      : { effectiveOn, replaces: this.eventId(row.replaces), ...own };
  }

  #own(row: Row): object {
    const { kind, subject, a, b } = row;
    switch (kind) {
      case 'UnitRegistered':
        return this.#registration(row);
      case 'UnitIdentified':
        return {
          aliases: this.units.aliases(a, b & FIRST_SLOTS),
          ...(b & MUNICIPALITY_SAID && { municipality: this.#municipality(subject) }),
        };
      case 'AliasReleased':
        return { alias: this.units.alias(subject, a) };
      case 'UnitMerged':
        return { kind: MERGES[b], into: this.ids.unit(a) };
      case 'TenancyTerminated':
        return { cause: TERMINATION_CAUSES[a] };
      case 'UnitInspected':
        return { outcome: INSPECTION_OUTCOMES[a] };
      case 'UnitIncludedInLot':
      case 'UnitRemovedFromLot':
        return this.#lot(row);
      case 'UnitPlacedUnderMaintenance':
        return a === 0 ? {} : { expectedOn: this.dates.date(a) };
      case 'MaintenanceForecastRevised':
      case 'ReleaseForecast':
        return { expectedOn: this.dates.date(a) };
      case 'AssignmentProposed':
        return this.#notice(subject, a);
      case 'UnitAssigned':
        return this.#assignment(row);
      case 'UnitMovedToSat':
      case 'SatRenewed':
        return { until: this.dates.date(a) };
      case 'ServiceClassChanged':
        return { act: this.#act(row), to: SERVICE_CLASSES[a] };
      case 'OwnershipTransferred':
        return { act: this.#act(row), to: this.units.territory.ownerId(a) };
      case 'UnitConferred':
        return { conferral: conventionId(this.units.ambitoId(subject), a) };
      case 'UnitIncludedInNotice':
      case 'UnitRemovedFromNotice':
        return this.#notice(subject, a);
      case 'UnitValorised':
        return { act: this.#act(row), purpose: PURPOSES[a] };
      case 'UnitAlienated':
        return { act: this.#act(row), ...(a === 1 && { toTenant: true }) };
      case 'UnitSplit':
        return { into: Array.from({ length: b }, (_, i) => this.ids.unit(a + i)) };
      case 'SourceStatusReported':
        return { system: 'siage', ...SOURCE_STATUSES[a], mapping: 'siage-1' };
      case 'EventAnnulled':
        return { target: this.eventId(a), reason: REASONS[b] };
      case 'AliasReserved':
        return { ...this.units.alias(subject, a), unit: this.ids.unit(b) };
      case 'AliasFreed':
        return { unit: this.ids.unit(b) };
      case 'UnitDemolished':
      case 'UnitReclassifiedOut':
        return { act: this.#act(row) };
      case 'UnitReleased':
      case 'MaintenanceCompleted':
      case 'AssignmentDeclined':
      case 'UnitReturnedFromSat':
      case 'UntitledOccupationFound':
      case 'UnitRecovered':
      case 'ReleaseForecastWithdrawn':
      case 'UnitDelivered':
      case 'ValorisationEnded':
        return {};
      case 'reference':
        throw new TypeError('a reference has its own data');
      default:
        return unknownKind(kind);
    }
  }

  #registration({ subject, a, b }: Row): object {
    const { units } = this;
    const said = unpacked(a, b);
    const convention = units.convention[subject]!;
    const splitFrom = units.splitFrom[subject]!;
    return {
      owner: units.territory.ownerId(units.owner[subject]!),
      municipality: said.municipalityKnown ? this.#municipality(subject) : null,
      ambito: units.ambitoId(subject),
      serviceClass: SERVICE_CLASSES[said.serviceClass],
      stock: said.planned ? 'PLANNED' : 'IN_STOCK',
      lifecycle: said.lifecycle,
      aliases: units.aliases(subject, said.slots),
      ...(said.list !== -1 && { provisional: { list: PROVISIONAL_LISTS[said.list], ordinal: said.ordinal } }),
      ...(said.census && { census: this.calendar.firstYear }),
      ...(said.additional && { additionalStock: true }),
      ...(convention !== -1 && { conferral: conventionId(units.ambitoId(subject), convention) }),
      ...(splitFrom !== -1 && { splitFrom: this.ids.unit(splitFrom) }),
    };
  }

  #assignment({ subject, day, a, b }: Row): object {
    const { channel, indigent, asIs } = assignmentOf(a);
    const swap = isSwap(a);
    return {
      channel,
      ...(!swap && this.#notice(subject, b)),
      household: `nf-${(scramble(subject ^ Math.imul(day, 0x9e3779b1)) >>> 0).toString(36)}`,
      ...(indigent && { indigent: true }),
      ...(asIs && { asIs: true }),
      ...(swap && { swapWith: this.ids.unit(b) }),
    };
  }

  #notice(unit: number, notice: number): object {
    return notice === -1 ? {} : { notice: noticeId(this.units.ambitoId(unit), this.calendar.notices[notice]!) };
  }

  #lot({ subject, a, b }: Row): object {
    const { year } = this.calendar.programmes[a >> 1]!;
    return { programme: programmeId(this.units.ambitoId(subject), (a & 1) === 1, year), lot: lotId(b) };
  }

  #municipality(unit: number): string {
    return this.units.territory.code(this.units.municipality[unit]!);
  }

  #act({ subject, day }: Row): string {
    return `det. ${(subject % 900) + 1}/${this.dates.year(day)}`;
  }
}

function unknownKind(kind: never): never {
  throw new TypeError(`no kind of event: ${String(kind)}`);
}

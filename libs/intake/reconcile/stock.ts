import { CorrectUnit, RegisterUnit, type Registration } from '#units/commands';
import { isInterchangeable, type ServiceClass } from '#units/domain';
import type { HeldUnit } from '../register-port.js';
import type { StockRow } from '../submission/index.js';
import { dataOf, standing, type Desk } from './desk.js';
import { freeOrdinals, isUntouched, LISTED_CLASS, type Match } from './matching.js';
import { sameFields } from './three-way.js';
import { registrationOf } from './units.js';

const CLASSES = [
  ['SAP', 'sap'],
  ['SAS', 'sas'],
  ['OTHER', 'other'],
] as const;

/**
 * The stock counts, become units (domain.md, section 4): what the lists do not name is registered as provisional, of a
 * state not declared. A count of another year registers only the units beyond those in stock; one that was corrected
 * registers the difference, or annuls the last provisional units that nothing else has touched.
 */
export async function reconcileStock(desk: Desk, matches: readonly Match[]): Promise<void> {
  for (const row of desk.submission.stock ?? []) {
    const events = await desk.events(`declaration-${desk.ambito}-${desk.year}-${row.owner.id}`);
    const counts = events.filter((event) => event.type === 'StockCounted');
    const before = counts.findLast((event) => desk.isOwn(event));
    if (before && dataOf<{ effectiveOn: string }>(before).effectiveOn !== desk.censusOn) {
      tellMovedCensus(desk, row, dataOf<{ effectiveOn: string }>(before).effectiveOn);
      continue;
    }
    const change = !before
      ? 'first'
      : sameFields(before, { ...row.counted, effectiveOn: desk.censusOn })
        ? 'none'
        : 'corrected';
    const held = await desk.unitsOf(row.owner.id);
    for (const [serviceClass, field] of CLASSES) {
      const ofClass = new ClassCount(desk, row, serviceClass, row.counted[field], held, matches, counts.at(-1)?.id);
      if (ofClass.isEnoughForLists()) await ofClass.reconcile(change);
    }
  }
}

function tellMovedCensus(desk: Desk, { at }: StockRow, before: string): void {
  desk.reports.error('CENSUS_MOVED', at, {
    it: `Il censimento ${desk.year} è già nel registro alla data ${before}: il manifesto ora dice ${desk.censusOn}.`,
    en: `The census of ${desk.year} is in the register as of ${before} already: the manifest now says ${desk.censusOn}.`,
  });
}

/** The count of one class of one owner. */
class ClassCount {
  private readonly inStock: readonly HeldUnit[];
  private readonly registering: number;
  private readonly listed: readonly Match[];

  constructor(
    private readonly desk: Desk,
    private readonly row: StockRow,
    private readonly serviceClass: ServiceClass,
    private readonly counted: number,
    private readonly held: readonly HeldUnit[],
    matches: readonly Match[],
    /** The last stock count that the register has of this year. */
    private readonly base: string | undefined,
  ) {
    const { id } = row.owner;
    this.inStock = held.filter(
      ({ at }) => at?.stock === 'IN_STOCK' && at.owner === id && at.serviceClass === serviceClass,
    );
    this.listed = serviceClass === LISTED_CLASS ? matches.filter(({ unit }) => unit.owner.id === id) : [];
    this.registering = this.listed.filter(({ kind }) => kind === 'new').length;
  }

  /** The lists name no more units than the owner counted. */
  isEnoughForLists(): boolean {
    if (this.listed.length <= this.counted) return true;
    this.desk.reports.error('COUNT_BELOW_LISTS', this.row.at, {
      it: `${this.row.owner.name} conta ${this.counted} alloggi ${this.serviceClass}, ma gli elenchi ne nominano ${this.listed.length}.`,
      en: `${this.row.owner.name} counts ${this.counted} ${this.serviceClass} units, but the lists name ${this.listed.length}.`,
    });
    return false;
  }

  async reconcile(change: 'first' | 'none' | 'corrected'): Promise<void> {
    const beyond = this.counted - this.inStock.length - this.registering;
    if (change === 'none') {
      if (this.registering > 0) this.tellFewer();
    } else if (beyond > 0) this.register(beyond);
    else if (beyond < 0 && change === 'corrected') await this.annul(-beyond);
    else if (beyond < 0) this.tellFewer();
  }

  private register(number: number): void {
    const { owner } = this.row;
    const municipality = owner.kind === 'COMUNE' ? owner.id : null;
    const free = freeOrdinals(this.held, 'a', this.serviceClass);
    for (let i = 0; i < number; i++) this.registerOne(free.next().value, municipality);
  }

  private registerOne(ordinal: number, municipality: string | null): void {
    const { desk, row, serviceClass, base } = this;
    const data: Registration = {
      ...registrationOf(desk, row.owner.id, municipality),
      serviceClass,
      lifecycle: 'NOT_DECLARED',
      aliases: [],
      provisional: { list: 'a', ordinal },
    };
    desk.changes.add({
      kind: 'register-counted-unit',
      stage: 'counted-units',
      lane: `counted-${row.owner.id}-${serviceClass}-${ordinal}`,
      key: [row.owner.id, serviceClass, 'a', ordinal],
      ...(base !== undefined && { base }),
      content: data,
      row,
      it: `Registra l’alloggio ${serviceClass} n. ${ordinal} di ${row.owner.name}, noto solo dal conteggio.`,
      en: `Register ${serviceClass} unit no. ${ordinal} of ${row.owner.name}, known only from the count.`,
      command: (context) => new RegisterUnit(context, data),
    });
  }

  /** Annuls the registration of the last provisional units that nothing else has touched, nor this import. */
  private async annul(number: number): Promise<void> {
    const { desk, row } = this;
    const used = new Set(this.listed.map((match) => (match.kind === 'new' ? '' : match.unitId)));
    const candidates = this.inStock
      .filter(
        ({ unitId, latest }) => !used.has(unitId) && latest.provisional?.list === 'a' && isInterchangeable(latest),
      )
      // Those of an earlier census are what that census counted.
      .filter(({ latest }) => latest.registeredOn === desk.censusOn)
      .sort((a, b) => b.latest.provisional!.ordinal - a.latest.provisional!.ordinal);
    let left = number;
    for (const unit of candidates) {
      if (left === 0) return;
      if (await this.annulOne(unit)) left -= 1;
    }
    if (left === 0) return;
    if (this.inStock.some(({ latest }) => latest.registeredOn < desk.censusOn)) {
      this.tellFewer();
      return;
    }
    desk.reports.error('COUNT_BELOW_UNITS', row.at, {
      it: `Il conteggio ${this.serviceClass} scende a ${this.counted}, ma ${left} alloggi in più hanno una storia propria: dire quali non ci sono.`,
      en: `The ${this.serviceClass} count goes down to ${this.counted}, but ${left} units beyond it have a history of their own: say which are not there.`,
    });
  }

  private async annulOne({ unitId, latest }: HeldUnit): Promise<boolean> {
    const { desk, row } = this;
    const events = await desk.events(`unit-${unitId}`);
    const target = standing(events).find((event) => event.type === 'UnitRegistered');
    if (!target || !isUntouched(events)) return false;
    const reason = `${desk.ambito} ${desk.year}: il conteggio è sceso a ${this.counted}`;
    desk.changes.add({
      kind: 'annul-counted-unit',
      stage: 'units',
      lane: `unit-${unitId}`,
      key: [unitId],
      base: target.id,
      content: { reason },
      row,
      it: `Annulla la registrazione dell’alloggio ${this.serviceClass} n. ${latest.provisional!.ordinal} di ${row.owner.name}: il conteggio è sceso.`,
      en: `Annul the registration of ${this.serviceClass} unit no. ${latest.provisional!.ordinal} of ${row.owner.name}: the count went down.`,
      command: (context) => new CorrectUnit(context, unitId, [{ target: target.id, reason }]),
    });
    return true;
  }

  private tellFewer(): void {
    const known = this.inStock.length + this.registering;
    this.desk.reports.warning('STOCK_FEWER', this.row.at, {
      it: `${this.row.owner.name} conta ${this.counted} alloggi ${this.serviceClass}; il registro alla data del censimento ne ha ${known}: non ne toglie.`,
      en: `${this.row.owner.name} counts ${this.counted} ${this.serviceClass} units; the register has ${known} on the day of the census: none is taken out.`,
    });
  }
}

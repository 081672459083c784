import type { StoredEvent } from '#event-store';
import { foldAsOf } from '#temporal';
import { evolve, type Alias, type MaybeUnit, type StoredUnitFact, type UnitFact } from '#units/domain';
import { lifecycleWords, word, type Language } from '#wording';
import { VACANCY_TYPES } from '../mapping-tables/vacancy-type.js';
import type { ListedUnit, LotInclusionRow } from '../submission/index.js';
import { dataOf, type Desk } from './desk.js';
import { factReaching, restated, stateStated } from './listed-state.js';
import { sameFields, threeWay, type Verdict } from './three-way.js';
import { LISTED_CLASS } from './matching.js';
import type { UnitEdits } from './unit-edits.js';

/** Holds the rows of one unit that the register knows against its history. */
export class UnitRows {
  private readonly at: MaybeUnit;

  /** @param events the unit's stream */
  constructor(
    private readonly desk: Desk,
    private readonly unit: ListedUnit,
    private readonly events: readonly StoredEvent[],
    private readonly edits: UnitEdits,
  ) {
    const facts = events as unknown as readonly StoredUnitFact[];
    this.at = foldAsOf<StoredUnitFact, MaybeUnit>(facts, null, evolve, { validAt: desk.censusOn });
  }

  reconcile(): void {
    const { unit, at, desk } = this;
    if (!at || at.stock !== 'IN_STOCK') {
      const severity = this.events.some((event) => desk.isOwn(event)) ? 'note' : 'warning';
      desk.reports[severity]('UNIT_NOT_IN_STOCK', unit.at, {
        it: 'Nel registro, alla data del censimento, l’alloggio non è in patrimonio: la riga non cambia nulla.',
        en: 'In the register, on the day of the census, the unit is not in stock: the row changes nothing.',
      });
      return;
    }
    if (at.owner !== unit.owner.id || at.serviceClass !== LISTED_CLASS || at.ambito !== desk.ambito) {
      desk.reports.warning('OWNER_OR_CLASS_DIFFERS', unit.at, {
        it: `Nel registro l’alloggio è di ${at.owner}, ${at.serviceClass}, Ambito ${at.ambito}: la riga non cambia nulla.`,
        en: `In the register the unit is ${at.owner}’s, ${at.serviceClass}, Ambito ${at.ambito}: the row changes nothing.`,
      });
      return;
    }
    this.identity();
    this.state();
    if (unit.lot) this.lot(unit.lot);
  }

  /** Aliases and municipality that the row adds. */
  private identity(): void {
    const { unit, events } = this;
    const municipality = this.at?.municipality ?? null;
    const given = events.flatMap((event) => dataOf<{ aliases?: readonly Alias[] }>(event).aliases ?? []);
    // An alias that the unit had once and lost is not given back by the same row.
    const missing = unit.aliases.filter(
      (alias) => !given.some((had) => had.scheme === alias.scheme && had.value === alias.value),
    );
    if (missing.length > 0 || municipality === null)
      this.edits.identify(missing, municipality === null ? unit.municipality : undefined);
    if (municipality !== null && municipality !== unit.municipality) this.elsewhere();
  }

  private elsewhere(): void {
    const { unit, desk } = this;
    const names = (event: StoredEvent) => typeof dataOf<{ municipality?: unknown }>(event).municipality === 'string';
    const says = (event: StoredEvent) => dataOf<{ municipality?: unknown }>(event).municipality === unit.municipality;
    const verdict = threeWay(this.events, names, says, (event) => desk.isOwn(event));
    if (verdict.kind === 'correct' && !verdict.overrides) {
      const { type } = verdict.target;
      const { replaces: _, ...data } = dataOf<Extract<UnitFact, { type: 'UnitRegistered' | 'UnitIdentified' }>['data']>(
        verdict.target,
      );
      this.edits.correct(
        verdict.target,
        { type, data: { ...data, municipality: unit.municipality } } as UnitFact,
        unit,
      );
      return;
    }
    desk.reports.warning('MUNICIPALITY_DIFFERS', unit.at, {
      it: `Nel registro l’alloggio è nel Comune ${this.at?.municipality ?? '?'}: la riga non cambia nulla.`,
      en: `In the register the unit is in municipality ${this.at?.municipality ?? '?'}: the row changes nothing.`,
    });
  }

  /** The state that the lists print, on the day of the census. */
  private state(): void {
    const { unit, desk, at } = this;
    const isState = (event: StoredEvent) =>
      stateStated(event) !== undefined && dataOf<{ effectiveOn: string }>(event).effectiveOn <= desk.censusOn;
    const isSame = (event: StoredEvent) => stateStated(event) === unit.state;
    const isOwn = (event: StoredEvent) => desk.isOwn(event);
    if (!this.events.some((event) => isState(event) && isOwn(event))) {
      if (at?.lifecycle === 'NOT_DECLARED') this.edits.record(factReaching(unit.state, desk.censusOn), unit);
      else if (at?.lifecycle !== unit.state) this.tellState('STATE_DIFFERS', 'warning');
      return;
    }
    // A folder without the vacancy list says nothing of what that list said of a lot's unit.
    if (unit.role === 'annex-b-renovation-lots' && !desk.submission.roles.has('annex-b-vacant-and-as-is')) return;
    const verdict = threeWay(this.events, (event) => isState(event) && isOwn(event), isSame, isOwn);
    if (verdict.kind === 'correct') this.edits.correct(verdict.target, restated(verdict.target, unit.state), unit);
    else if (verdict.kind === 'record') this.tellState('STATE_DIFFERS', 'warning');
    else if (at?.lifecycle !== unit.state) this.tellState('STATE_CHANGED_SINCE', 'note');
  }

  private tellState(rule: string, severity: 'warning' | 'note'): void {
    const says = (language: Language) => word(lifecycleWords, this.unit.state, language);
    const is = (language: Language) => (this.at ? word(lifecycleWords, this.at.lifecycle, language) : '?');
    this.desk.reports[severity](rule, this.unit.at, {
      it: `L’elenco dice «${says('it')}»; nel registro, alla data del censimento, l’alloggio è «${is('it')}»: non cambia.`,
      en: `The list says "${says('en')}"; in the register, on the day of the census, the unit is "${is('en')}": left as it is.`,
    });
  }

  /** Its lot, and the status that the lot's row prints. */
  private lot(row: LotInclusionRow): void {
    const { desk } = this;
    const effectiveOn = desk.censusOn;
    const programme = desk.manifest.assumptions.programme!.id;
    const included: UnitFact = { type: 'UnitIncludedInLot', data: { effectiveOn, programme, lot: row.lot } };
    const at = this.at?.lot ?? null;
    if (this.events.some((event) => event.type === included.type && desk.isOwn(event))) this.revise(included, row);
    else if (at === null) this.edits.record(included, row);
    else if (at.programme !== programme || at.lot !== row.lot) this.tellLot(row);
    if (!row.status) return;
    const { code, label, mapsTo } = row.status;
    const { system, version: mapping } = VACANCY_TYPES;
    const reported: UnitFact = {
      type: 'SourceStatusReported',
      data: { effectiveOn, system, code, label, mapping, mapsTo },
    };
    const verdict = this.verdictOn(reported, ['mapping']);
    if (verdict.kind === 'unchanged') return;
    if (verdict.kind === 'correct' && !verdict.overrides) this.edits.correct(verdict.target, reported, row);
    else this.edits.record(reported, row);
  }

  /** This year's import has named a lot before: the row corrects that, unless people have seen to it since. */
  private revise(included: UnitFact, row: LotInclusionRow): void {
    const verdict = this.verdictOn(included);
    if (verdict.kind === 'unchanged') return;
    if (verdict.kind === 'correct' && !verdict.overrides) this.edits.correct(verdict.target, included, row);
    else this.tellLot(row);
  }

  private verdictOn(fact: UnitFact, but: readonly string[] = []): Verdict {
    const isSame = (event: StoredEvent) =>
      sameFields(event, fact.data, ['replaces', 'act', 'note', 'effectiveOn', ...but]);
    return threeWay(
      this.events,
      (event) => event.type === fact.type,
      isSame,
      (event) => this.desk.isOwn(event),
    );
  }

  private tellLot(row: LotInclusionRow): void {
    const held = this.at?.lot ?? { programme: '-', lot: '-' };
    // Lots of two years' programmes often share their names: then the programme tells them apart.
    const named = (lot: string, programme: string) => (held.lot === row.lot ? `${lot} (${programme})` : lot);
    const programme = this.desk.manifest.assumptions.programme!.id;
    const [said, there] = [named(row.lot, programme), named(held.lot, held.programme)];
    this.desk.reports.warning('LOT_DIFFERS', row.at, {
      it: `La riga dice lotto ${said}; nel registro l’alloggio è nel lotto ${there}: non cambia.`,
      en: `The row says lot ${said}; in the register the unit is in lot ${there}: left as it is.`,
    });
  }
}

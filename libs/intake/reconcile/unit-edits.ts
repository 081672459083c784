import type { StoredEvent } from '#event-store';
import { CorrectUnit, IdentifyUnit, RecordUnitFacts } from '#units/commands';
import type { Alias, UnitFact } from '#units/domain';
import type { ListedUnit, Row } from '../submission/index.js';
import type { UnitIds } from '../changes.js';
import { dataOf, type Desk } from './desk.js';

/** How a unit of the folder is told to people. */
export function labelOf({ aliases, at }: Pick<ListedUnit, 'aliases' | 'at'>): string {
  return aliases[0]?.value ?? `non comunicato (${at.file}, ${at.row ?? ''})`;
}

/** What the rows of one unit change, gathered so that each row is one command. */
export class UnitEdits {
  private readonly facts = new Map<Row, UnitFact[]>();
  private readonly corrections = new Map<Row, { readonly target: StoredEvent; replacement: UnitFact }[]>();
  private identity: { readonly aliases: readonly Alias[]; readonly municipality?: string } | null = null;

  /**
   * @param unitId null while the unit is being registered by this very import
   */
  constructor(
    private readonly desk: Desk,
    private readonly unit: ListedUnit,
    private readonly unitId: string | null,
  ) {}

  identify(aliases: readonly Alias[], municipality: string | undefined): void {
    if (aliases.length === 0 && municipality === undefined) return;
    this.identity = { aliases, ...(municipality !== undefined && { municipality }) };
  }

  record(fact: UnitFact, row: Row): void {
    this.facts.set(row, [...(this.facts.get(row) ?? []), fact]);
  }

  /** Two corrections of one event are one: the second completes the first. */
  correct(target: StoredEvent, replacement: UnitFact, row: Row): void {
    for (const corrections of this.corrections.values()) {
      const known = corrections.find((correction) => correction.target.id === target.id);
      if (!known) continue;
      known.replacement = {
        ...known.replacement,
        data: { ...known.replacement.data, ...changed(target, replacement) },
      } as UnitFact;
      return;
    }
    this.corrections.set(row, [...(this.corrections.get(row) ?? []), { target, replacement }]);
  }

  /** Adds the changes. */
  finish(): void {
    this.addIdentification();
    for (const [row, corrections] of this.corrections) this.addCorrection(row, corrections);
    for (const [row, facts] of this.facts) this.addFacts(row, facts);
  }

  private get lane(): string {
    return `unit-${this.unitId ?? this.unit.key}`;
  }

  private idIn(ids: UnitIds): string {
    return this.unitId ?? ids.of(this.unit.key);
  }

  private addIdentification(): void {
    const { identity, unit } = this;
    if (!identity) return;
    const names = identity.aliases.map(({ value }) => value).join(', ');
    const where = identity.municipality === undefined ? '' : `, ${identity.municipality}`;
    this.desk.changes.add({
      kind: 'identify-unit',
      stage: 'units',
      lane: this.lane,
      key: [this.unitId],
      content: identity,
      row: unit,
      it: `Identifica un alloggio di ${unit.owner.name} già contato: ${names}${where}.`,
      en: `Identify a unit of ${unit.owner.name} that is counted already: ${names}${where}.`,
      command: (context, ids) => new IdentifyUnit(context, { unitId: this.idIn(ids) }, identity),
    });
  }

  private addCorrection(
    row: Row,
    corrections: readonly { readonly target: StoredEvent; readonly replacement: UnitFact }[],
  ): void {
    const reason = `${this.desk.ambito} ${this.desk.year}: ${row.at.file} corretto`;
    const orders = corrections.map(({ target, replacement }) => ({
      target: target.id,
      reason,
      replacements: [replacement],
    }));
    this.desk.changes.add({
      kind: 'correct-unit',
      stage: 'unit-facts',
      lane: this.lane,
      key: [this.unitId],
      base: orders.map(({ target }) => target).join(),
      content: { replacements: corrections.map(({ replacement }) => replacement) },
      row,
      it: `Corregge quanto l’importazione precedente diceva di ${labelOf(this.unit)}.`,
      en: `Correct what the import before said of ${labelOf(this.unit)}.`,
      command: (context, ids) => new CorrectUnit(context, this.idIn(ids), orders),
    });
  }

  private addFacts(row: Row, facts: readonly UnitFact[]): void {
    const inLot = facts.some(({ type }) => type === 'UnitIncludedInLot' || type === 'SourceStatusReported');
    const said = inLot
      ? { it: 'è in un lotto', en: 'is in a lot' }
      : { it: `è ${this.unit.state}`, en: `is ${this.unit.state}` };
    this.desk.changes.add({
      kind: inLot ? 'include-in-lot' : 'state-unit',
      stage: 'unit-facts',
      lane: this.lane,
      key: [this.unit.aliases.length > 0 ? this.unit.key : this.unitId],
      content: { facts },
      row,
      it: `L’alloggio ${labelOf(this.unit)} ${said.it}, con quel che ne dice la riga.`,
      en: `Unit ${labelOf(this.unit)} ${said.en}, with what the row says of it.`,
      command: (context, ids) => new RecordUnitFacts(context, this.idIn(ids), facts),
    });
  }
}

/** The fields in which a replacement differs from what it replaces. */
function changed(target: StoredEvent, replacement: UnitFact): object {
  const before = dataOf<Readonly<Record<string, unknown>>>(target);
  return Object.fromEntries(
    Object.entries(replacement.data).filter(([name, value]) => JSON.stringify(before[name]) !== JSON.stringify(value)),
  );
}

import { intervalRows, type MovementRow, type StateRow } from './interval-rows.js';
import { FOREVER_DAY, STILL_KNOWN } from './postgres/designs.js';
import type { Codes } from './question.js';
import type { Setting } from './setting.js';

/** The interval tables of a whole register as lines of tab-separated integers, and what the integers stand for. */
export interface IntervalTables {
  readonly states: readonly string[];
  readonly movements: readonly string[];
  readonly codes: Codes;
}

/** Reads every unit's stream and folds each of its prefixes: what a projection would have done, event by event. */
export async function intervalTables({ register }: Setting): Promise<IntervalTables> {
  const names = new Names();
  const units = new Map<string, number>();
  const states: string[] = [];
  const movements: string[] = [];
  const { timeline, directory } = register.views;
  for (const ambito of directory.ambiti()) {
    for (const unitId of timeline.unitIds({ ambito, validAt: '9999-12-31' })) {
      const unit = units.size;
      units.set(unitId, unit);
      const rows = intervalRows(await register.store.readStream(`unit-${unitId}`));
      for (const row of rows.states) states.push(`${unit}\t${stateLine(row, names)}\n`);
      for (const row of rows.movements) movements.push(`${movementLine(row, names)}\n`);
    }
  }
  return { states, movements, codes: { names: names.all, codes: names.codes, units } };
}

class Names {
  readonly all: string[] = [];
  readonly codes = new Map<string, number>();

  code(name: string): number {
    let code = this.codes.get(name);
    if (code === undefined) this.codes.set(name, (code = this.all.push(name) - 1));
    return code;
  }
}

function coded(group: string, names: Names): string {
  return group
    .split('|')
    .map((name) => names.code(name))
    .join('\t');
}

function stateLine({ group, from, until, knownFrom, knownUntil }: StateRow, names: Names): string {
  return `${coded(group, names)}\t${from}\t${finite(until, FOREVER_DAY)}\t${knownFrom}\t${finite(knownUntil, STILL_KNOWN)}`;
}

function movementLine({ group, day, knownFrom, knownUntil }: MovementRow, names: Names): string {
  return `${coded(group, names)}\t${day}\t${knownFrom}\t${finite(knownUntil, STILL_KNOWN)}`;
}

function finite(value: number, end: number): number {
  return value === Infinity ? end : value;
}

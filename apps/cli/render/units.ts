import type { Page, UnitItem } from '#read-store';
import { both, lifecycleWords, type Language } from '#wording';
import { paragraph, tableBlock, type Answer } from '../output/answer.js';
import type { Names } from '../session.js';

/** A page of units. */
export function unitsAnswer(
  page: Page<UnitItem> & { readonly total: number },
  names: Names,
  language: Language,
): Answer {
  const { items, total, next } = page;
  const say = (it: string, en: string) => both(it, en)[language];
  const table = {
    id: 'units',
    title: '',
    columns: [
      { title: say('Alloggio', 'Unit') },
      { title: say('Proprietario', 'Owner') },
      { title: say('Comune', 'Municipality') },
      { title: say('Classe', 'Class') },
      { title: say('Stato', 'State') },
      { title: say('Dal', 'Since') },
      { title: say('Lotto', 'Lot') },
    ],
    rows: items.map((unit) => [
      unit.label,
      names.nameOf(unit.owner),
      names.nameOf(unit.municipality),
      `${unit.serviceClass}${unit.sat ? ' (SAT)' : ''}`,
      lifecycleWords[unit.lifecycle][language],
      unit.since,
      unit.lot ? `${unit.lot.programme}/${unit.lot.lot}` : '—',
    ]),
  };
  const shown = say(`Alloggi mostrati: ${items.length} di ${total}.`, `Units shown: ${items.length} of ${total}.`);
  const more = next === undefined ? '' : say(` Altri: --cursor ${next}`, ` More: --cursor ${next}`);
  return { json: page, blocks: [tableBlock(table), paragraph(`${shown}${more}`)] };
}

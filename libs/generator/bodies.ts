import type { Dates } from './dates.js';
import type { References } from './references.js';

/** One Ambito in so many has a Comune that was merged into another; it never had any stock. */
const AMBITI_A_MERGER = 5;

/** The ALERs and the Comuni, from the first day; some delegate the management of their units, some change name. */
export function tellBodies(references: References, dates: Dates): void {
  const { territory, span } = references.world;
  for (let i = 0; i < territory.alers; i++) {
    const ambiti = ambitiOf(references, i).map((ambito) => territory.ambitoId(ambito));
    register(references, dates, territory.ownerId(territory.municipalities + i), 'ALER', `ALER ${i + 1}`, ambiti);
  }
  for (let municipality = 0; municipality < territory.municipalities; municipality++) {
    tellComune(references, dates, municipality);
  }
  for (let ambito = 0; ambito < territory.ambiti; ambito += AMBITI_A_MERGER) {
    const id = territory.code(territory.municipalities + ambito);
    register(references, dates, id, 'COMUNE', `Comune ${id}`, [territory.ambitoId(ambito)]);
    const into = territory.code(territory.ambitoOf.indexOf(ambito));
    const day = middle(span);
    references.say(`body-${id}`, day, [['MunicipalityMerged', { effectiveOn: dates.date(day), into }]]);
  }
}

function ambitiOf({ world: { territory } }: References, aler: number): number[] {
  const all = Array.from({ length: territory.ambiti }, (_, ambito) => ambito);
  return all.filter((ambito) => territory.alerOf(ambito) === territory.municipalities + aler);
}

function tellComune(references: References, dates: Dates, municipality: number): void {
  const { territory, random, span } = references.world;
  const id = territory.code(municipality);
  const stream = `body-${id}`;
  const ambito = territory.ambitoOf[municipality]!;
  register(references, dates, id, 'COMUNE', `Comune ${id}`, [territory.ambitoId(ambito)]);
  if (random.chance(0.2)) {
    const spelling = `COMUNE DI ${id}`;
    references.say(stream, span.first, [['SpellingRecorded', { effectiveOn: dates.date(span.first), spelling }]]);
  }
  if (random.chance(0.45)) delegate(references, dates, stream, territory.ownerId(territory.alerOf(ambito)));
  if (random.chance(0.02)) {
    const day = random.int(span.first + 1, span.end - 1);
    references.say(stream, day, [['BodyRenamed', { effectiveOn: dates.date(day), name: `Comune nuovo ${id}` }]]);
  }
}

function delegate(references: References, dates: Dates, stream: string, to: string): void {
  const { random, span } = references.world;
  const day = random.int(span.first + 1, middle(span));
  references.say(stream, day, [['ManagementDelegated', { effectiveOn: dates.date(day), to }]]);
  if (!random.chance(0.1)) return;
  const end = random.int(day + 1, span.end - 1);
  references.say(stream, end, [['ManagementDelegationEnded', { effectiveOn: dates.date(end) }]]);
}

function register(
  references: References,
  dates: Dates,
  id: string,
  kind: 'ALER' | 'COMUNE',
  name: string,
  ambiti: readonly string[],
): void {
  const { first } = references.world.span;
  references.say(`body-${id}`, first, [['BodyRegistered', { effectiveOn: dates.date(first), kind, name, ambiti }]]);
}

function middle({ first, end }: { readonly first: number; readonly end: number }): number {
  return Math.floor((first + end) / 2);
}

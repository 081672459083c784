import { setImmediate as nextTurn } from 'node:timers/promises';
import { isDeepStrictEqual } from 'node:util';
import { definitionOf } from '#event-catalogue';
import {
  logDigest,
  SqliteEventStore,
  UnreadableEvent,
  type EventStore,
  type Position,
  type StoredEvent,
} from '#event-store';
import { verifyViews } from '#read-store';
import { EVENT_ANNULLED, factsAsOf, foldAsOf, violations } from '#temporal';
import { aliasStream, evolve, guard, type MaybeUnit, type StoredUnitFact } from '#units/domain';
import { both, eventWords, logSentenceInItalian, refusalWords, word, type Wording } from '#wording';
import type { HalfAnnulledCommand } from './command-ledger.js';
import type { Register } from './register.js';

/** What `verify` found. */
export interface VerifyFinding {
  /** log: the file; rules: what every log keeps to; aliases, commands: halves; index, views: not what the log says. */
  readonly part: 'log' | 'rules' | 'aliases' | 'commands' | 'index' | 'views';
  /** error: something is wrong; note: history that today's guards would refuse, kept as it happened. */
  readonly severity: 'error' | 'note';
  readonly message: Wording;
  /** Position, stream, unit or command that it is about. */
  readonly about: string;
  readonly repaired: boolean;
}

export interface VerifyReport {
  /** Null where the log cannot be read whole: then nothing is said of what is made of it. */
  readonly events: number | null;
  readonly units: number | null;
  readonly findings: readonly VerifyFinding[];
  /** Digest of the whole log as recorded: out and in again gives the same. */
  readonly digest: string | null;
}

/** A command whose first half is younger, in milliseconds, may be under way in another process that writes to the log. */
const UNDER_WAY = 60_000;

/**
 * Checks the log by itself, the rules that every log keeps to, the reservations of aliases, the commands over several
 * streams, and every view against a fresh fold or rebuild, all as known when it begins: others may go on writing. Changes
 * nothing unless it is to repair.
 * @param repair undoes halves of interrupted commands, visibly, and rebuilds views that differ
 */
export async function verify(register: Register, repair = false): Promise<VerifyReport> {
  const findings: VerifyFinding[] = [];
  const found = (part: VerifyFinding['part'], about: string, message: Wording, repaired = false) =>
    findings.push({ part, severity: 'error', about, message, repaired });
  const { store, views } = register;
  const { position: knownAt } = await store.head();
  await views.reached(knownAt);
  await inspectLog(store, found);
  const read = await readWhole(store, knownAt, found);
  if (!read) return { events: null, units: null, findings, digest: null };
  const { streams, events } = read;
  const live = new Map<string, string>();
  let units = 0;
  for (const stream of streams) {
    const events = await knownOf(store, stream, knownAt);
    checkRules(stream, events, found);
    if (!stream.startsWith('unit-')) continue;
    const state = checkUnit(register, stream, events, knownAt, findings);
    await checkAliases(store, stream, state, knownAt, live, found);
    if (++units % 500 === 0) await nextTurn();
  }
  for (const { commandId } of views.commands.unfinished(knownAt)) {
    if (await mayBeUnderWay(register, commandId)) continue;
    const undone = repair ? await register.recorder.release(commandId) : 0;
    const message = both(
      'di questo comando è stata registrata solo una parte',
      'only a part of this command was recorded',
    );
    found('commands', commandId, message, undone > 0);
  }
  for (const command of views.commands.halfAnnulled(knownAt)) findings.push(halfAnnulled(command));
  await checkViews(register, repair, found);
  return { events, units, findings, digest: await logDigest(upTo(knownAt, store.stored())) };
}

/** The log alone: all that can be said of one on which no view can be built. A file tells every fault, a server the first. */
export async function verifyLog(store: EventStore): Promise<VerifyReport> {
  const findings: VerifyFinding[] = [];
  const found: Found = (part, about, message) =>
    findings.push({ part, severity: 'error', about, message, repaired: false });
  await inspectLog(store, found);
  // The inspection of a file has read every event.
  if (!(store instanceof SqliteEventStore)) await readWhole(store, (await store.head()).position, found);
  return { events: null, units: null, findings, digest: null };
}

async function inspectLog(store: EventStore, found: Found): Promise<void> {
  for await (const { position, message } of store.inspect()) found('log', String(position ?? ''), ofLog(message));
}

type Found = (part: VerifyFinding['part'], about: string, message: Wording, repaired?: boolean) => void;

function ofLog(sentence: string): Wording {
  return both(logSentenceInItalian(sentence), sentence);
}

/** Reads every event once: all must be readable. A stream is read again by itself, so that no more than one is held. */
async function readWhole(
  store: EventStore,
  knownAt: Position,
  found: Found,
): Promise<{ streams: ReadonlySet<string>; events: number } | undefined> {
  const streams = new Set<string>();
  let events = 0;
  let last = 0;
  try {
    for await (const { stream, position } of upTo(knownAt, store.readAll(0))) {
      if (position <= last) found('log', String(position), notInOrder(last));
      last = position;
      streams.add(stream);
      events++;
    }
    return { streams, events };
  } catch (error) {
    if (!(error instanceof UnreadableEvent)) throw error;
    found('log', String(error.position), ofLog(error.message));
    return undefined;
  }
}

async function* upTo(knownAt: Position, events: AsyncIterable<StoredEvent>): AsyncGenerator<StoredEvent, void, void> {
  for await (const event of events) {
    if (event.position > knownAt) return;
    yield event;
  }
}

async function knownOf(store: EventStore, stream: string, knownAt: Position): Promise<readonly StoredEvent[]> {
  return (await store.readStream(stream)).filter((event) => event.position <= knownAt);
}

function notInOrder(last: Position): Wording {
  return both(`la posizione non viene dopo la ${last}`, `the position does not come after ${last}`);
}

/** Who holds a file for writing is alone with it; at a server others may be in the middle of a command. */
async function mayBeUnderWay({ store, clock }: Register, commandId: string): Promise<boolean> {
  if (store instanceof SqliteEventStore) return false;
  const last = (await store.readCommand(commandId)).at(-1);
  return last !== undefined && clock().getTime() - Date.parse(last.recordedAt) < UNDER_WAY;
}

/** Undone unit by unit, as it is done: between the two, and for ever if the second is forgotten, the halves disagree. */
function halfAnnulled({ commandId, annulledOn, standsOn }: HalfAnnulledCommand): VerifyFinding {
  const [gone, left] = [annulledOn.join(', '), standsOn.join(', ')];
  const message = both(
    `cambio, fusione o divisione annullata per ${gone}, vale ancora per ${left}: va annullata anche lì, o registrata di nuovo`,
    `swap, merge or split annulled on ${gone}, stands on ${left}: annul it there too, or record it again`,
  );
  return { part: 'commands', severity: 'note', about: commandId, message, repaired: false };
}

/** Revisions follow, no event stands twice, every event belongs in its stream; what is annulled or replaced stood there before, and is annulled once. */
function checkRules(stream: string, events: readonly StoredEvent[], found: Found): void {
  const seen = new Set<string>();
  const annulled = new Set<string>();
  for (const [index, { id, type, data, position, revision }] of events.entries()) {
    const at = `${stream} @${position}`;
    if (revision !== index) {
      found('log', at, ofLog(`revision ${revision} of stream ${stream} where ${index} is expected`));
    }
    if (seen.has(id)) found('log', at, ofLog(`event id ${id} stands twice`));
    if (!definitionOf(stream, type)) {
      found(
        'rules',
        at,
        both(`in ${stream} non ci sono eventi ${type}`, `a stream such as ${stream} holds no event ${type}`),
      );
    }
    const { target, replaces } = data as { target?: string; replaces?: string };
    if (type === EVENT_ANNULLED && target !== undefined) {
      if (!seen.has(target)) {
        const message = both(
          `l’evento annullato, ${target}, non è nella stessa storia prima di questo`,
          `the event annulled, ${target}, is not in the stream before it`,
        );
        found('rules', at, message);
      }
      if (annulled.has(target)) {
        found('rules', at, both(`l’evento ${target} è annullato due volte`, `event ${target} is annulled twice`));
      }
      annulled.add(target);
    }
    if (replaces !== undefined && !annulled.has(replaces)) {
      found(
        'rules',
        at,
        both(`l’evento sostituito, ${replaces}, non è annullato`, `the event replaced, ${replaces}, is not annulled`),
      );
    }
    seen.add(id);
  }
}

/** The index agrees with the plain fold on every day on which something changes; history that guards refuse is noted. */
function checkUnit(
  register: Register,
  stream: string,
  events: readonly StoredEvent[],
  knownAt: Position,
  findings: VerifyFinding[],
): MaybeUnit {
  const unitId = stream.slice('unit-'.length);
  const facts = events as unknown as readonly StoredUnitFact[];
  const days = new Set(factsAsOf(facts).map((fact) => fact.data.effectiveOn));
  for (const validAt of days) {
    const folded = foldAsOf<StoredUnitFact, MaybeUnit>(facts, null, evolve, { validAt });
    const indexed = register.views.timeline.unitAt(unitId, { validAt, knownAt })?.state ?? null;
    if (isDeepStrictEqual(folded, indexed)) continue;
    const message = both(
      `l’indice non dice quel che dicono gli eventi dell’alloggio al ${validAt}`,
      `the index does not say what the events of the unit say as of ${validAt}`,
    );
    findings.push({ part: 'index', severity: 'error', about: unitId, message, repaired: false });
  }
  for (const { fact, code } of violations(factsAsOf(facts), null as MaybeUnit, evolve, guard)) {
    const { type, data } = fact;
    const message = both(
      `${word(eventWords, type, 'it')} del ${data.effectiveOn}: oggi sarebbe un rifiuto, ${word(refusalWords, code, 'it')} (${code})`,
      `${type} on ${data.effectiveOn} would be refused today: ${word(refusalWords, code, 'en')} (${code})`,
    );
    findings.push({ part: 'rules', severity: 'note', about: unitId, message, repaired: false });
  }
  return foldAsOf<StoredUnitFact, MaybeUnit>(facts, null, evolve);
}

/** Every alias of a unit in stock is reserved for it, and for no other in stock. */
async function checkAliases(
  store: EventStore,
  stream: string,
  state: MaybeUnit,
  knownAt: Position,
  live: Map<string, string>,
  found: Found,
): Promise<void> {
  if (!state || state.stock === 'OUT') return;
  const unitId = stream.slice('unit-'.length);
  for (const alias of state.aliases) {
    const name = `${alias.scheme}:${alias.value}`;
    const reserved = holderIn(await knownOf(store, aliasStream(alias), knownAt));
    if (reserved !== unitId) {
      const message = both(
        `il codice è dell’alloggio ${unitId}, ma è riservato ${reserved === null ? 'per nessuno' : `per ${reserved}`}`,
        `unit ${unitId} has the alias, but it is reserved for ${reserved ?? 'nobody'}`,
      );
      found('aliases', name, message);
    }
    const other = live.get(name);
    if (other !== undefined) {
      const message = both(
        `due alloggi nel patrimonio hanno lo stesso codice: ${other} e ${unitId}`,
        `two units in stock have the alias: ${other} and ${unitId}`,
      );
      found('aliases', name, message);
    }
    live.set(name, unitId);
  }
}

function holderIn(events: readonly StoredEvent[]): string | null {
  const last = events.at(-1);
  return last?.type === 'AliasReserved' ? (last.data as { unit: string }).unit : null;
}

async function checkViews(register: Register, repair: boolean, found: Found): Promise<void> {
  await register.readStoreCurrent();
  const differences = await verifyViews(register.store, register.readStore);
  if (differences.length > 0 && repair) await register.rebuildViews();
  for (const { view, key } of differences) {
    const message = both(
      'la riga non è quella che si ottiene rifacendo le viste dagli eventi',
      'the row is not what a fresh rebuild makes of the log',
    );
    found('views', `${view} ${key}`, message, repair);
  }
}

import { HttpException } from '@nestjs/common';
import { InvalidEvent, StoreUnavailable, UnreadableEvent } from '#event-store';
import { UnknownAddress, UnknownRuleSet } from '#plan';
import { BadCursor, PoisonEvent, ReadStoreNotReady } from '#read-store';
import { CommandIdReused, CommandRejected, Contended, PreconditionFailed } from '#recording';
import { AmbiguousAlias, BadCoordinate, UnitNotFound, UnknownAmbito, UnknownName } from '#register';
import { InvalidRequest } from '#requests';
import { both, logSentenceInItalian } from '#wording';
import { faultOf } from './field-words.js';
import { invalidFields, Problem, type FieldFault } from './problem.js';
import { rejectionWording } from './rejection-wording.js';

/** Seconds after which a caller may try again: while another process holds the register, while somebody else writes. */
const RETRY = { held: '5', contended: '1' } as const;

/** Whatever was thrown while a request was served, as a problem; nothing of the program's inside is told. */
export function problemOf(error: unknown): Problem {
  if (error instanceof Problem) return error;
  return refusal(error) ?? question(error) ?? outage(error) ?? ofNest(error) ?? internal();
}

/** Commands that the register refuses. */
function refusal(error: unknown): Problem | undefined {
  if (error instanceof CommandRejected) {
    const { code, conflict, details } = error;
    const members = { code, ...(conflict && { conflict }), ...(Object.keys(details).length > 0 && { details }) };
    return new Problem('command-rejected', rejectionWording(error), { members });
  }
  if (error instanceof PreconditionFailed) return preconditionFailed(error);
  if (error instanceof CommandIdReused) {
    const it = `il comando ${error.commandId} era già stato dato con un altro contenuto`;
    return new Problem('idempotency-key-reused', both(it, error.message));
  }
  if (error instanceof Contended) {
    const it = 'il dato continuava a cambiare mentre il comando veniva deciso: riprovare';
    return new Problem('contended', both(it, `${error.message}: try again`), {
      headers: { 'Retry-After': RETRY.contended },
    });
  }
  if (error instanceof InvalidEvent) {
    return new Problem(
      'not-storable',
      both(`il contenuto non si può registrare così com’è: ${error.message}`, error.message),
    );
  }
  return error instanceof InvalidRequest ? invalidFields(error.problems.map((p) => faultOf(p, 'body'))) : undefined;
}

function preconditionFailed({ expected, actual, message }: PreconditionFailed): Problem {
  const members = { expectedRevision: expected, actualRevision: actual };
  const it = actual === 'none' ? 'il dato non esiste ancora' : `il dato è alla revisione ${actual}, non ${expected}`;
  const headers = actual === 'none' ? {} : { ETag: `"${actual}"` };
  return new Problem('precondition-failed', both(it, message), { members, headers });
}

/** Questions that cannot be answered as they are. */
function question(error: unknown): Problem | undefined {
  if (error instanceof UnitNotFound) {
    return new Problem('not-found', both(`nessun alloggio "${error.ref}"`, error.message));
  }
  if (error instanceof UnknownAmbito) {
    const it = `nessun Ambito "${error.ambito}" è noto`;
    return new Problem('not-found', both(it, error.message), { members: { known: error.known } });
  }
  if (error instanceof AmbiguousAlias) {
    const it = `"${error.ref}" indica ${error.candidates.length} alloggi: dire quale, con schema:valore o con l’id`;
    const en = `${error.message}; say which, by scheme:value or by id`;
    return new Problem('ambiguous-alias', both(it, en), { members: { candidates: error.candidates } });
  }
  if (error instanceof UnknownName) {
    const it = `"${error.text}" non è il nome di un ente noto`;
    const fault = queryFault('', 'knownName', it, error.message);
    return new Problem('invalid-fields', both(it, error.message), {
      faults: [fault],
      members: { nearest: error.nearest },
    });
  }
  if (error instanceof BadCoordinate) return invalidFields([badCoordinate(error)]);
  if (error instanceof UnknownRuleSet) {
    return invalidFields([queryFault('ruleSet', 'knownRuleSet', 'non è un insieme di regole noto', error.message)]);
  }
  if (error instanceof UnknownAddress) {
    const it = `${error.address} non è un numero del piano che si possa aprire`;
    return invalidFields([queryFault('cell', 'knownCell', it, error.message)]);
  }
  if (!(error instanceof BadCursor)) return undefined;
  return invalidFields([queryFault('cursor', 'cursor', 'cursor non è stato dato da questa ricerca', error.message)]);
}

function badCoordinate(error: BadCoordinate): FieldFault {
  const it = `${logSentenceInItalian(error.message)} (knownAt: un istante con il suo fuso, 2025-01-15T10:00:00+01:00, o una posizione)`;
  // In an address a bare + is a space: the most common way to spoil an instant.
  const hint = / \d\d:\d\d"/.test(error.message)
    ? both('; in un indirizzo il + si scrive %2B', '; in an address + is written %2B')
    : both('', '');
  return { in: 'query', field: 'knownAt', rule: 'knownAt', message: both(it + hint.it, error.message + hint.en) };
}

function queryFault(field: string, rule: string, it: string, en: string): FieldFault {
  return { in: 'query', field, rule, message: both(it, en) };
}

/** The log or the views are not there. */
function outage(error: unknown): Problem | undefined {
  if (error instanceof StoreUnavailable) {
    const { holder } = error;
    const extras = { headers: { 'Retry-After': RETRY.held }, ...(holder && { members: { holder } }) };
    // Where the log is, and why it cannot be reached, is for the server's own log.
    const detail = holder
      ? both(
          `il registro è tenuto da un altro processo (${holder.purpose})`,
          `the register is held by another process (${holder.purpose})`,
        )
      : both('il registro non è raggiungibile, o è in sola lettura', 'the register is out of reach, or read only');
    return new Problem('unavailable', detail, extras);
  }
  if (error instanceof ReadStoreNotReady || error instanceof PoisonEvent) {
    const it = 'le viste di ricerca non sono pronte';
    return new Problem('not-caught-up', both(it, error.message), { headers: { 'Retry-After': RETRY.held } });
  }
  if (!(error instanceof UnreadableEvent)) return undefined;
  const it = `l’evento alla posizione ${error.position} (${error.stream}) non si può leggere`;
  return new Problem(
    'unreadable-event',
    both(it, `event at position ${error.position} (${error.stream}) cannot be read`),
  );
}

/** What Nest itself throws before a handler is reached: a parameter that cannot be decoded. */
function ofNest(error: unknown): Problem | undefined {
  if (!(error instanceof HttpException) || error.getStatus() !== 400) return undefined;
  const it = 'l’indirizzo contiene caratteri codificati male (%…)';
  return new Problem('malformed-request', both(it, 'the address holds badly encoded characters (%…)'));
}

function internal(): Problem {
  const it = 'qualcosa non ha funzionato nel server; il registro degli accessi dice che cosa, con questa correlazione';
  return new Problem('internal', both(it, 'something failed in the server; its log says what, by this correlation id'));
}

import type { Wording } from '#wording';

/** Prefix of every problem's `type`: stable, compared as a string, never dereferenced. */
export const PROBLEM_URN = 'urn:registro-alloggi:problem:';

/** What can be wrong, with the status and the title that never change for it (RFC 9457). */
export const PROBLEM_KINDS = {
  'malformed-request': { status: 400, it: 'Richiesta malformata', en: 'Malformed request' },
  'malformed-json': { status: 400, it: 'JSON malformato', en: 'Malformed JSON' },
  'bad-header': { status: 400, it: 'Intestazione non valida', en: 'Bad header' },
  'missing-actor': { status: 400, it: 'Manca chi agisce', en: 'Actor missing' },
  'unknown-address': { status: 404, it: 'Indirizzo sconosciuto', en: 'Unknown address' },
  'not-found': { status: 404, it: 'Non trovato', en: 'Not found' },
  'method-not-allowed': { status: 405, it: 'Metodo non ammesso', en: 'Method not allowed' },
  'not-acceptable': { status: 406, it: 'Formato non disponibile', en: 'Not acceptable' },
  'request-timeout': { status: 408, it: 'Richiesta troppo lenta', en: 'Request too slow' },
  'command-rejected': { status: 409, it: 'Comando rifiutato', en: 'Command rejected' },
  'ambiguous-alias': { status: 409, it: 'Codice ambiguo', en: 'Ambiguous alias' },
  contended: { status: 409, it: 'Modifiche concorrenti', en: 'Contended' },
  'precondition-failed': { status: 412, it: 'Revisione superata', en: 'Precondition failed' },
  'body-too-large': { status: 413, it: 'Corpo troppo grande', en: 'Body too large' },
  'unsupported-media-type': { status: 415, it: 'Tipo di contenuto non ammesso', en: 'Unsupported media type' },
  misdirected: { status: 421, it: 'Richiesta per un altro server', en: 'Misdirected request' },
  'invalid-fields': { status: 422, it: 'Campi non validi', en: 'Invalid fields' },
  'idempotency-key-reused': { status: 422, it: 'Idempotency-Key già usata', en: 'Idempotency-Key reused' },
  'not-storable': { status: 422, it: 'Contenuto non registrabile', en: 'Content that cannot be recorded' },
  'too-many-requests': { status: 429, it: 'Troppe richieste', en: 'Too many requests' },
  'headers-too-large': { status: 431, it: 'Intestazioni troppo grandi', en: 'Headers too large' },
  internal: { status: 500, it: 'Errore interno', en: 'Internal error' },
  'unreadable-event': { status: 500, it: 'Evento illeggibile', en: 'Unreadable event' },
  unavailable: { status: 503, it: 'Registro non raggiungibile', en: 'Register unavailable' },
  'not-caught-up': { status: 503, it: 'Viste in ritardo', en: 'Views behind' },
  'timed-out': { status: 503, it: 'Tempo scaduto', en: 'Timed out' },
  closing: { status: 503, it: 'Server in chiusura', en: 'Server closing' },
} as const satisfies Record<string, { readonly status: number } & Wording>;

export type ProblemKind = keyof typeof PROBLEM_KINDS;

/** What is wrong with one field, header or parameter. */
export interface FieldFault {
  readonly in: 'body' | 'query' | 'path' | 'header';
  /** Path of the field, e.g. `facts.0.effectiveOn`; empty for the whole. */
  readonly field: string;
  /** Stable name of the rule, e.g. `isCivilDate`. */
  readonly rule: string;
  readonly message: Wording;
}

export interface ProblemExtras {
  /** Members beside those of RFC 9457. */
  readonly members?: Readonly<Record<string, unknown>>;
  readonly headers?: Readonly<Record<string, string>>;
  readonly faults?: readonly FieldFault[];
}

/** An answer that is a problem: what a request ends with when it cannot be served. */
export class Problem extends Error {
  override readonly name = 'Problem';
  constructor(
    readonly kind: ProblemKind,
    readonly detail: Wording,
    readonly extras: ProblemExtras = {},
  ) {
    super(detail.en);
  }

  get status(): number {
    return PROBLEM_KINDS[this.kind].status;
  }
}

/** The problem of one or more fields, whatever part of the request they are in. */
export function invalidFields(faults: readonly FieldFault[]): Problem {
  const said = (language: 'it' | 'en') => faults.map((f) => f.message[language]).join('; ');
  return new Problem('invalid-fields', { it: said('it'), en: said('en') }, { faults });
}

/** The problem of one header. */
export function badHeader(header: string, rule: string, message: Wording): Problem {
  return new Problem('bad-header', message, { faults: [{ in: 'header', field: header, rule, message }] });
}

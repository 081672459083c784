import type { EventRecord } from './event-record.js';

const WIDTH = 8;

/**
 * Records of events on their way to another thread, column by column: their numbers go in one piece, where every record by
 * itself would be copied part by part. Events by the million go this way.
 */
export interface RecordColumns {
  /** The numbers of one event after those of the other; NaN for what it has not. */
  readonly numbers: Float64Array;
  /** With line feeds between them. */
  readonly ids: string;
  readonly meant: readonly (string | null)[];
  /** Essences that have no number. */
  readonly essences: readonly (string | null)[];
}

export function columnsOf(records: readonly EventRecord[]): RecordColumns {
  const numbers = new Float64Array(records.length * WIDTH);
  const [ids, meants, essences]: [string[], (string | null)[], (string | null)[]] = [[], [], []];
  let at = 0;
  for (const [position, stream, revision, type, effective, known, actor, id, meant, essence] of records) {
    numbers[at++] = position;
    numbers[at++] = stream;
    numbers[at++] = revision;
    numbers[at++] = type;
    numbers[at++] = effective ?? NaN;
    numbers[at++] = known;
    numbers[at++] = actor;
    numbers[at++] = typeof essence === 'number' ? essence : NaN;
    ids.push(id);
    meants.push(meant);
    essences.push(typeof essence === 'string' ? essence : null);
  }
  return { numbers, ids: ids.join('\n'), meant: meants, essences };
}

export function recordsOf({ numbers, ids, meant, essences }: RecordColumns): readonly EventRecord[] {
  const idOf = ids.split('\n');
  return meant.map((meantId, nth) => {
    const at = nth * WIDTH;
    return [
      numbers[at]!,
      numbers[at + 1]!,
      numbers[at + 2]!,
      numbers[at + 3]!,
      orNull(numbers[at + 4]!),
      numbers[at + 5]!,
      numbers[at + 6]!,
      idOf[nth]!,
      meantId,
      essences[nth] ?? orNull(numbers[at + 7]!),
    ];
  });
}

function orNull(number: number): number | null {
  return Number.isNaN(number) ? null : number;
}

import type { Percentiles } from './measure.js';

/** A figure of the bench. Ratios of one run tell more than numbers across runs. */
export interface Result {
  readonly name: string;
  readonly unit: 'ms' | 'events/s' | 'commands/s' | 's' | 'bytes/event' | 'MB' | 'x';
  /** Of a question: its median. */
  readonly value: number;
  readonly percentiles?: Percentiles;
  /** What it is measured against in the same run. */
  readonly peer?: { readonly name: string; readonly value: number; readonly percentiles?: Percentiles };
  /** How many times better than the peer. */
  readonly ratio?: number;
  /** The target: value or, where there is one, ratio at least or at most this. */
  readonly least?: number;
  readonly most?: number;
  readonly note?: string;
}

/** Whether the target is reached; undefined when the result has none, or its peer was not there. */
export function reached({ value, ratio, least, most, peer }: Result): boolean | undefined {
  if (least === undefined && most === undefined) return undefined;
  const measured = peer === undefined ? value : ratio;
  if (measured === undefined) return undefined;
  return measured >= (least ?? -Infinity) && measured <= (most ?? Infinity);
}

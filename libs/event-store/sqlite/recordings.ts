import { instantText } from '../instants.js';
import type { EventMetadata, Position } from '../port.js';
import { bufferOf, uuidOfHex } from '../uuid.js';
import { recordedText } from './checksum.js';
import { parseMoreMetadata } from './more-metadata.js';
import type { NameLookup } from './name-lookup.js';
import { unpackId } from './packed-id.js';

/** What most recordings have nothing of: then it is null. */
export type RareColumns =
  | readonly [
      knownAt: number | null,
      sourceFile: number | null,
      sourceRow: number | null,
      sourceList: number | null,
      more: number | null,
    ]
  | null;

/** A recording that has something rare: the position of its first event, and its correlation when that is not its command. */
export type RareRecording = readonly [first: Position, correlation: string | null, ...rare: NonNullable<RareColumns>];

/** A recording's columns. Their types are what the table says, unless bytes have changed: then the checksums differ. */
export interface RecordingColumns {
  readonly recordedAt: number;
  readonly commandId: string;
  readonly correlationId: string;
  readonly commandDigest: string;
  readonly actor: number;
  readonly rare: RareColumns;
}

/** The recordings of a page, column by column. */
export interface RecordingLists {
  readonly firsts: Float64Array;
  /** Milliseconds since 1970. */
  readonly recordedAt: Float64Array;
  /** By number. */
  readonly actors: Float64Array;
  /** 16 bytes each, and 32. */
  readonly commands: Uint8Array;
  readonly digests: Uint8Array;
  readonly rare: readonly RareRecording[];
}

/** Who recorded a run of events, when and why. */
export interface Recording {
  readonly recordedAt: string;
  readonly metadata: EventMetadata;
}

/** The recordings of a page, one by one, and what is rare of them. */
export class RecordingsOfPage {
  readonly #rare = new Map<Position, RareRecording>();
  readonly #commands: Buffer;
  readonly #digests: Buffer;

  constructor(private readonly lists: RecordingLists) {
    this.#commands = bufferOf(lists.commands);
    this.#digests = bufferOf(lists.digests);
    for (const rare of lists.rare) this.#rare.set(rare[0], rare);
  }

  /** Whether all of it is in the columns that every recording has. */
  isPlain(i: number): boolean {
    return this.#rare.size === 0 || !this.#rare.has(this.lists.firsts[i]!);
  }

  /** Whether it has metadata without a column of their own. */
  saysMore(i: number): boolean {
    return this.#rare.size > 0 && this.#rare.get(this.lists.firsts[i]!)?.at(-1) != null;
  }

  /** @throws TypeError when an id is none */
  columns(i: number): RecordingColumns {
    const { firsts, recordedAt, actors } = this.lists;
    const commandId = uuidOfHex(this.#commands.toString('hex', 16 * i, 16 * i + 16));
    const [, correlation = null, ...rare] = this.#rare.get(firsts[i]!) ?? [];
    return {
      recordedAt: recordedAt[i]!,
      commandId,
      correlationId: correlation === null ? commandId : unpackId(correlation),
      commandDigest: this.#digests.toString('hex', 32 * i, 32 * i + 32),
      actor: actors[i]!,
      rare: rare.length === 0 ? null : rare,
    };
  }
}

/** @throws Error when it is not what was written */
export function recordingOf(columns: RecordingColumns, names: NameLookup): Recording {
  return { recordedAt: instantText(columns.recordedAt), metadata: Object.freeze(metadataOf(columns, names)) };
}

/** What the checksums of its events say of it. @throws Error when it is not what was written */
export function textOfRecording(columns: RecordingColumns, names: NameLookup): string {
  const { recordedAt, rare } = columns;
  const [knownAt = null, , , , more = null] = rare ?? [];
  const metadata = metadataOf(columns, names);
  return recordedText(recordedAt, knownAt ?? recordedAt, metadata, more === null ? null : names.text(more));
}

function metadataOf(columns: RecordingColumns, names: NameLookup): EventMetadata {
  const { commandId, correlationId, commandDigest, rare } = columns;
  const actor = names.text(columns.actor);
  if (rare === null) return { commandId, actor, correlationId, commandDigest };
  const [, file, line, list, more] = rare;
  const isFromSomewhere = file !== null || line !== null || list !== null;
  const source = {
    ...(file !== null && { file: names.text(file) }),
    ...(line !== null && { row: line }),
    ...(list !== null && { list: names.text(list) }),
  };
  return {
    ...{ commandId, actor, correlationId, commandDigest },
    ...(more !== null && parseMoreMetadata(names.text(more))),
    ...(isFromSomewhere && { source: Object.freeze(source) }),
  };
}

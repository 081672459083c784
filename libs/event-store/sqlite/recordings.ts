import { instantText } from '../instants.js';
import type { EventMetadata } from '../port.js';
import { recordedText } from './checksum.js';
import { parseMoreMetadata } from './more-metadata.js';
import type { NameLookup } from './name-lookup.js';

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

/** A recording's columns. Their types are what the table says, unless bytes have changed: then the checksums differ. */
export interface RecordingColumns {
  readonly recordedAt: number;
  readonly commandId: string;
  readonly correlationId: string;
  readonly commandDigest: string;
  readonly actor: number;
  readonly rare: RareColumns;
}

/** Who recorded a run of events, when and why. */
export interface Recording {
  readonly recordedAt: string;
  readonly metadata: EventMetadata;
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

import type { EventMetadata } from '../port.js';

/** The metadata that have no column of their own, as JSON; null when there are none. */
export function moreMetadata(metadata: EventMetadata): string | null {
  const { commandEvents, compensation } = metadata;
  return commandEvents === undefined && compensation === undefined
    ? null
    : JSON.stringify({ commandEvents, compensation });
}

/** @throws SyntaxError when it is not what `moreMetadata` gives */
export function parseMoreMetadata(json: string): Pick<EventMetadata, 'commandEvents' | 'compensation'> {
  return JSON.parse(json) as Pick<EventMetadata, 'commandEvents' | 'compensation'>;
}

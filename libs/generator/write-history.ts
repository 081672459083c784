import { open } from 'node:fs/promises';
import { generateHistory } from './generate-history.js';
import type { HistoryOptions } from './options.js';

/** Characters written at once. */
const CHUNK = 1 << 20;

export interface WrittenHistory {
  readonly events: number;
  readonly bytes: number;
}

/**
 * Writes a generated history as JSON lines, one event a line: what `import-history` reads. The file must not be there.
 * @param onProgress told how many events are written, now and then
 * @throws RangeError when an option is out of its bounds; Error of the file system
 */
export async function writeHistory(
  options: HistoryOptions,
  path: string,
  onProgress?: (events: number) => void,
): Promise<WrittenHistory> {
  const history = generateHistory(options);
  const file = await open(path, 'wx');
  try {
    let events = 0;
    let bytes = 0;
    let lines = '';
    for (const event of history) {
      // The event's fields stand in the order of a line: see `historyLine` of #event-store.
      lines += `${JSON.stringify(event)}\n`;
      events++;
      if (lines.length < CHUNK) continue;
      bytes += (await file.write(lines)).bytesWritten;
      lines = '';
      onProgress?.(events);
    }
    bytes += (await file.write(lines)).bytesWritten;
    return { events, bytes };
  } finally {
    await file.close();
  }
}

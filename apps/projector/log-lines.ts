/** Takes one line of the log: what happened, and what belongs to it. No event's content, no personal data. */
export type Say = (level: 'info' | 'warn' | 'error', outcome: string, more?: object) => void;

/** A log of JSON lines, in the form of the API's. */
export function jsonLines(write: (line: string) => void): Say {
  return (level, outcome, more = {}) =>
    write(JSON.stringify({ at: new Date().toISOString(), level, operation: 'project', outcome, ...more }));
}

import type { Shell } from './shell.js';
import type { Wording } from '#wording';

const FIRST_AFTER_MS = 1_000;
const AGAIN_EVERY_MS = 5_000;

/**
 * Does something and, when it takes longer than a second, says on stderr what is being done and for how long.
 * @param what what is being done; a function where that changes as the work goes on
 */
export async function withProgress<T>(
  shell: Shell,
  what: Wording | (() => Wording),
  work: () => Promise<T>,
): Promise<T> {
  const started = performance.now();
  const tell = () => {
    const seconds = Math.round((performance.now() - started) / 1_000);
    const doing = typeof what === 'function' ? what() : what;
    shell.err(`${doing[shell.language]}… (${seconds} s)\n`);
  };
  let repeated: NodeJS.Timeout | undefined;
  const first = setTimeout(() => {
    tell();
    repeated = setInterval(tell, AGAIN_EVERY_MS);
  }, FIRST_AFTER_MS);
  try {
    return await work();
  } finally {
    clearTimeout(first);
    clearInterval(repeated);
  }
}

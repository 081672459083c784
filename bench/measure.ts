/** Timings of one question, in milliseconds. */
export interface Percentiles {
  readonly p50: number;
  readonly p95: number;
  readonly p99: number;
  readonly mean: number;
  readonly n: number;
}

/** Percentiles of some timings (nearest rank). @throws RangeError when there are none */
export function percentiles(millis: readonly number[]): Percentiles {
  if (millis.length === 0) throw new RangeError('nothing was timed');
  const sorted = [...millis].sort((a, b) => a - b);
  const sum = sorted.reduce((total, value) => total + value, 0);
  const rank = (share: number) => sorted[Math.min(sorted.length, Math.ceil(share * sorted.length)) - 1]!;
  return { p50: rank(0.5), p95: rank(0.95), p99: rank(0.99), mean: sum / sorted.length, n: sorted.length };
}

export interface Repetition {
  readonly times: number;
  /** No more than this many milliseconds, once every parameter was asked twice. */
  readonly budget: number;
}

/** A question of some microseconds is asked more often than said, until so many milliseconds have passed. */
const LEAST = 250;

/**
 * Times a question, each parameter once: none is asked a second time, so that nothing helps but what was learnt of others.
 * @param unmeasured how many of the first are not counted
 */
export async function timedOnce<P>(
  parameters: readonly P[],
  ask: (parameter: P) => unknown,
  unmeasured: number,
): Promise<Percentiles> {
  const millis: number[] = [];
  for (const parameter of parameters) {
    const start = performance.now();
    await ask(parameter);
    millis.push(performance.now() - start);
  }
  return percentiles(millis.slice(unmeasured));
}

/** Times a question, its parameters in turn; the first round is not counted. */
export async function timed<P>(
  parameters: readonly P[],
  ask: (parameter: P) => unknown,
  { times, budget }: Repetition,
): Promise<Percentiles> {
  for (const parameter of parameters) await ask(parameter);
  const millis: number[] = [];
  const began = performance.now();
  for (let i = 0; ; i++) {
    const elapsed = performance.now() - began;
    if (i >= times && elapsed > LEAST) break;
    if (i >= parameters.length * 2 && elapsed > budget) break;
    const start = performance.now();
    await ask(parameters[i % parameters.length]!);
    millis.push(performance.now() - start);
  }
  return percentiles(millis);
}

/**
 * Times two who are asked the same, in turns of all parameters each, so that what else the machine does meets both alike;
 * the first turns are not counted.
 */
export async function timedInTurns<P>(
  parameters: readonly P[],
  ask: readonly [(parameter: P) => unknown, (parameter: P) => unknown],
  { times, budget }: Repetition,
): Promise<readonly [Percentiles, Percentiles]> {
  const millis: readonly [number[], number[]] = [[], []];
  const turn = async (side: 0 | 1) => {
    for (const parameter of parameters) {
      const start = performance.now();
      await ask[side](parameter);
      millis[side].push(performance.now() - start);
    }
  };
  const began = performance.now();
  for (let asked = 0; ; asked += parameters.length) {
    const elapsed = performance.now() - began;
    if (asked > times && elapsed > 2 * LEAST) break;
    if (asked >= parameters.length * 3 && elapsed > budget) break;
    await turn(0);
    await turn(1);
  }
  const [one, other] = millis;
  return [percentiles(one.slice(parameters.length)), percentiles(other.slice(parameters.length))];
}

import { parentPort } from 'node:worker_threads';
import { PoisonEvent } from '../port.js';

/** What a thread says to one task. */
export type Outcome<Answer> =
  | { readonly kind: 'done'; readonly answer: Answer }
  /** Classes do not pass from thread to thread: what made it is told instead. */
  | { readonly kind: 'poison'; readonly event: ConstructorParameters<typeof PoisonEvent> }
  | { readonly kind: 'failed'; readonly error: unknown };

/** In a thread: does the tasks that come, one after the other, and answers each. Elsewhere nothing comes. */
export function doTasks<Task, Answer>(perform: (task: Task) => Promise<Answer> | Answer): void {
  let previous = Promise.resolve();
  parentPort?.on('message', (task: Task) => {
    previous = previous.then(async () => parentPort?.postMessage(await outcomeOf(() => perform(task))));
  });
}

async function outcomeOf<Answer>(perform: () => Promise<Answer> | Answer): Promise<Outcome<Answer>> {
  try {
    return { kind: 'done', answer: await perform() };
  } catch (error) {
    if (!(error instanceof PoisonEvent)) return { kind: 'failed', error };
    const { position, stream, type, reason } = error;
    return { kind: 'poison', event: [position, stream, type, reason] };
  }
}

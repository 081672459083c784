import { describe, expect, it } from '@jest/globals';
import { BadHistory } from '../port.js';
import { RegisterFixture, sampleHistory } from './testing/register-fixture.js';

/** More than are written together, so that some go before the indexes and some after. */
const EVENTS = 1_500;

describe('a history of some size', () => {
  it('is in the log as it was, and the register is sound', async () => {
    await using fixture = new RegisterFixture();
    const store = await fixture.open();
    const history = sampleHistory(EVENTS);
    expect(await store.importHistory(history)).toMatchObject({ position: EVENTS });
    const stored = await Array.fromAsync(store.readAll(0));
    expect(stored.map(({ position, ...event }, i) => ({ event, inPlace: position === i + 1 }))).toEqual(
      history.map((event) => ({ event, inPlace: true })),
    );
    expect(await Array.fromAsync(store.inspect())).toEqual([]);
  });

  it.each([
    ['both before the indexes', 3, 700],
    ['one before and one after them', 3, EVENTS - 1],
    ['both after them', EVENTS - 2, EVENTS - 1],
  ])('names the event whose id stands twice: %s', async (_, first, second) => {
    await using fixture = new RegisterFixture();
    const store = await fixture.open();
    const history = sampleHistory(EVENTS);
    history[second] = { ...history[second]!, id: history[first]!.id };
    const twice = new BadHistory(second, `event id ${history[first]!.id} stands twice`);
    await expect(store.importHistory(history)).rejects.toThrow(twice);
    expect(await store.head()).toMatchObject({ events: 0 });
    expect(await store.importHistory(sampleHistory(EVENTS))).toMatchObject({ events: EVENTS });
  });
});

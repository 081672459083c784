import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { aliasStream, type Alias } from '#units/domain';
import { bytesWritten, readerOf } from '../saved-views/testing/index.js';
import { AliasBook } from './alias-book.js';
import { Log } from './testing/log.js';

const RUNS = Number(process.env['PROP_RUNS'] ?? 300);
const effectiveOn = '2024-12-31';

const alias = fc.record({
  scheme: fc.constantFrom('regional', 'aler/aler-1', 'municipal/019001'),
  value: fc.constantFrom('31', 'AB/12', 'à-4'),
});
const unit = fc.constantFrom('u1', 'u2', 'u3');
/** Nearly always the alias's own stream; a log from elsewhere may have named it otherwise, or after another alias. */
const stream = fc.option(fc.constantFrom('alias-regional-AB/12', 'alias-31', 'alias-%', 'alias-regional-31'), {
  freq: 5,
});
const events = fc.array(fc.record({ alias, unit, stream, isFreed: fc.boolean() }), { maxLength: 40 });

interface Held extends Alias {
  readonly unitId: string;
  readonly isHeld: boolean;
}

/** Who holds what, an alias and stream at a time, in the order in which they were first spoken of. */
class PlainBook {
  readonly held = new Map<string, Held>();
  readonly #last = new Map<string, string>();

  reserve(stream: string, { scheme, value }: Alias, unitId: string): void {
    const key = JSON.stringify([stream, scheme, value]);
    this.held.set(key, { scheme, value, unitId, isHeld: true });
    this.#last.set(stream, key);
  }

  free(stream: string, unitId: string): void {
    const key = this.#last.get(stream);
    const held = key === undefined ? undefined : this.held.get(key)!;
    if (held?.unitId === unitId) this.held.set(key!, { ...held, isHeld: false });
  }
}

describe('who holds an alias, whatever the log says of it', () => {
  it('is who a plain list of reservations says, also after the book was saved, and when it is told twice', async () => {
    await fc.assert(
      fc.asyncProperty(events, fc.nat(40), async (given, savedAfter) => {
        const log = new Log();
        const plain = new PlainBook();
        let book = new AliasBook();
        for (const [i, { alias, unit, stream, isFreed }] of given.entries()) {
          const name = stream ?? aliasStream(alias);
          if (isFreed) {
            log.append(name, { type: 'AliasFreed', data: { effectiveOn, unit } });
            plain.free(name, unit);
          } else {
            log.append(name, { type: 'AliasReserved', data: { effectiveOn, ...alias, unit } });
            plain.reserve(name, alias, unit);
          }
          book.apply(log.events.at(-1)!);
          book.apply(log.events.at(-1)!);
          if (i === savedAfter) book = await savedAndRestored(book);
        }
        expectSame(book, [...plain.held.values()]);
      }),
      { numRuns: RUNS },
    );
  });
});

async function savedAndRestored(book: AliasBook): Promise<AliasBook> {
  const restored = new AliasBook();
  restored.restore(readerOf(await bytesWritten(book.capture())));
  return restored;
}

function expectSame(book: AliasBook, all: readonly Held[]): void {
  for (const { scheme, value } of all) {
    const first = all.find((held) => held.scheme === scheme && held.value === value)!;
    const { unitId, isHeld } = first;
    expect(book.holderOf({ scheme, value })).toBe(isHeld ? unitId : null);
    expect(book.find({ scheme, value })).toEqual({ kind: 'found', unitId, former: !isHeld });
    expect(book.findValue(value)).toEqual(lookup(all.filter((held) => held.value === value)));
  }
  expect(book.findValue('never heard of')).toEqual({ kind: 'unknown' });
}

function lookup(all: readonly Held[]) {
  const holding = all.filter(({ isHeld }) => isHeld);
  const meant = holding.length > 0 ? holding : all;
  const [{ unitId, isHeld }] = meant as [Held];
  if (meant.every((held) => held.unitId === unitId)) return { kind: 'found', unitId, former: !isHeld };
  return { kind: 'ambiguous', holders: meant.map(({ unitId, isHeld: _, ...alias }) => ({ alias, unitId })) };
}

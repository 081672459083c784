import { definitionOf } from '#event-catalogue';
import { BadHistory, type HistoricalEvent } from '#event-store';
import { EVENT_ANNULLED } from '#temporal';

/** References from one event's data to others that a history must hold. */
interface References {
  readonly target?: string;
  readonly replaces?: string;
  readonly owner?: string;
  readonly to?: string;
  readonly body?: string;
  readonly programme?: string;
}

/** Event types whose `to` names a body. */
const TO_A_BODY: ReadonlySet<string> = new Set(['OwnershipTransferred', 'ManagementDelegated']);

/**
 * Passes a history on, page by page, after checking what the log cannot: that each event belongs in its stream, that
 * what it annuls or replaces stood there before it, and that the bodies and programmes it names are known by then.
 * A transition that today's guards would refuse is no fault: history is what happened.
 * @throws BadHistory naming the event, after those in front of it were passed on
 */
export async function* checkedHistory(
  pages: AsyncIterable<readonly HistoricalEvent[]>,
): AsyncGenerator<readonly HistoricalEvent[], void, void> {
  const check = new HistoryReferences();
  let before = 0;
  for await (const page of pages) {
    for (const [nth, event] of page.entries()) {
      const fault = check.fault(event);
      if (fault === undefined) continue;
      yield page.slice(0, nth);
      throw new BadHistory(before + nth, fault);
    }
    before += page.length;
    yield page;
  }
}

class HistoryReferences {
  /** The ids of each stream, by their first 32 bits: 5 million of them must fit in memory. */
  private readonly ids = new Map<string, number[]>();
  private readonly annulled = new Set<string>();

  /** What is wrong with the next event, or undefined. */
  fault(event: HistoricalEvent): string | undefined {
    const { stream, type, id } = event;
    if (!definitionOf(stream, type)) return `a stream such as ${stream} holds no event ${type}`;
    const ids = this.ids.get(stream);
    const fault = this.correctionFault(event, ids) ?? this.referenceFault(event);
    if (fault !== undefined) return fault;
    if (ids) ids.push(shortId(id));
    else this.ids.set(stream, [shortId(id)]);
    return undefined;
  }

  private correctionFault(
    { stream, type, data }: HistoricalEvent,
    ids: readonly number[] | undefined,
  ): string | undefined {
    const { target, replaces } = data as References;
    if (type === EVENT_ANNULLED && target !== undefined) {
      if (!ids?.includes(shortId(target))) return `it annuls ${target}, which is not in ${stream} before it`;
      if (this.annulled.has(target)) return `it annuls ${target}, which is annulled already`;
      this.annulled.add(target);
    }
    if (replaces !== undefined && !this.annulled.has(replaces)) return `it replaces ${replaces}, which is not annulled`;
    return undefined;
  }

  private referenceFault({ type, data }: HistoricalEvent): string | undefined {
    const { owner, body, to, programme } = data as References;
    return (
      this.unknownBody(owner) ??
      this.unknownBody(body) ??
      (TO_A_BODY.has(type) ? this.unknownBody(to) : undefined) ??
      (programme === undefined || this.ids.has(`programme-${programme}`)
        ? undefined
        : `it names programme ${programme}, which is not known by then`)
    );
  }

  private unknownBody(id: string | undefined): string | undefined {
    if (id === undefined || this.ids.has(`body-${id}`)) return undefined;
    return `it names body ${id}, which is not known by then`;
  }
}

/** An event's id is a digest: its first 32 bits tell the few events of one stream apart. */
function shortId(id: string): number {
  return Number.parseInt(id.slice(0, 8), 16) | 0;
}

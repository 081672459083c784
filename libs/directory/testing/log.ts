import type { StoredEvent } from '#event-store';
import type { AliasEvent } from '#units/domain';
import type { BodyEvent } from '#bodies/domain';
import type { ConferralEvent } from '#conferrals/domain';
import type { DeclarationEvent } from '#declarations/domain';
import type { NoticeEvent } from '#notices/domain';
import type { ProgrammeEvent } from '#programmes/domain';

export type Event =
  | AliasEvent
  | BodyEvent
  | ConferralEvent
  | DeclarationEvent
  | NoticeEvent
  | ProgrammeEvent
  | { readonly type: 'UnitReleased'; readonly data: { readonly effectiveOn: string } };

/** A log in the making: events get their ids (`e1`, `e2`, …), revisions and positions. */
export class Log {
  readonly events: StoredEvent[] = [];

  append(stream: string, ...events: readonly Event[]): this {
    for (const event of events) {
      const position = this.events.length + 1;
      this.events.push({
        ...event,
        id: `e${position}`,
        stream,
        position,
        revision: this.events.filter((other) => other.stream === stream).length,
        schemaVersion: 1,
        recordedAt: '2025-01-01T00:00:00.000Z',
        metadata: { commandId: 'c', actor: 'a', correlationId: 'c', commandDigest: 'd' },
      });
    }
    return this;
  }

  /** Feeds everything to a view. */
  into<V extends { apply(event: StoredEvent): void }>(view: V): V {
    for (const event of this.events) view.apply(event);
    return view;
  }
}

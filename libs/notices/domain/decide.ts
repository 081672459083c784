import {
  decideOnTimeline,
  type Aggregate,
  type Decided,
  type Rejected,
  type StreamOf,
  type TimelineCommand,
} from '#temporal';
import { evolve } from './evolve.js';
import { guard } from './guard.js';
import type { MaybeNotice, NoticeFact } from './state.js';

export type NoticeCommand = TimelineCommand<NoticeFact>;
export type NoticeStream = StreamOf<NoticeFact>;

export const notice: Aggregate<NoticeFact, MaybeNotice> = { initial: null, evolve, guard };

/** Decides on a public notice. Refusals: `NoticeRefusal` and those of `decideOnTimeline`. */
export function decide(command: NoticeCommand, stream: NoticeStream): Decided<NoticeFact, MaybeNotice> | Rejected {
  return decideOnTimeline(notice, command, stream);
}

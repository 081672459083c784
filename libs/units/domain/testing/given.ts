import { expect } from '@jest/globals';
import { isRejected, type Annulment, type CivilDate, type Rejection, type Stored } from '#temporal';
import type { UnitContext } from '../context.js';
import { decide, type UnitCommand, type UnitDecision, type UnitStream } from '../decide.js';
import type { UnitFact } from '../events.js';
import type { LifecycleState } from '../vocabulary.js';

export const UNIT = '00000000-0000-4000-8000-00000000aaaa';

type FactType = UnitFact['type'];
type DataOf<T extends FactType> = Omit<Extract<UnitFact, { type: T }>['data'], 'effectiveOn'>;
type NoData<T extends FactType> = object extends DataOf<T> ? [data?: DataOf<T>] : [data: DataOf<T>];

/** A fact of a unit on a day. */
export function on<T extends FactType>(effectiveOn: CivilDate, type: T, ...[data]: NoData<T>): UnitFact {
  return { type, data: { effectiveOn, ...data } } as UnitFact;
}

/** A unit of Annicco, in stock, SAP, with one alias. */
export function registered(
  effectiveOn: CivilDate,
  lifecycle: Exclude<LifecycleState, 'OUT_OF_STOCK'>,
  more: Partial<DataOf<'UnitRegistered'>> = {},
): UnitFact {
  return on(effectiveOn, 'UnitRegistered', {
    owner: '019001',
    municipality: '019001',
    ambito: 'cremonese',
    serviceClass: 'SAP',
    stock: 'IN_STOCK',
    lifecycle,
    aliases: [{ scheme: 'regional', value: '3161156' }],
    ...more,
  });
}

export function annulled(target: number, reason = 'recorded by mistake', effectiveOn = '2024-01-01'): Annulment {
  return { type: 'EventAnnulled', data: { effectiveOn, target: idOf(target), reason } };
}

/** Id of the event in that place of a given history, from 0. */
export function idOf(revision: number): string {
  return `00000000-0000-4000-8000-${String(revision).padStart(12, '0')}`;
}

export function streamOf(...events: readonly (UnitFact | Annulment)[]): UnitStream {
  return events.map((event, revision) => ({ ...event, id: idOf(revision), revision, position: revision + 1 }));
}

/** Everything is open, everybody belongs, no alias is taken, nothing is counted. */
export const PERMISSIVE: UnitContext = {
  lotOpen: () => true,
  noticeOpen: () => true,
  conventionOpen: () => true,
  ownerInAmbito: () => true,
  municipalityInAmbito: () => true,
  satCapYears: () => null,
  aliasHolder: () => null,
  countedUnits: () => 0,
};

/** given(...events).when(...facts).then(...): a decision told as a sentence. */
export function given(...events: readonly (UnitFact | Annulment)[]): Given {
  return new Given(streamOf(...events), PERMISSIVE);
}

class Given {
  constructor(
    private readonly stream: UnitStream,
    private readonly context: UnitContext,
  ) {}

  /** What is true outside the unit. */
  and(context: Partial<UnitContext>): Given {
    return new Given(this.stream, { ...this.context, ...context });
  }

  when(...facts: readonly UnitFact[]): Outcome {
    return this.whenAsked({ kind: 'record', facts });
  }

  /** Annuls the event in place `target`, with what stands in its stead. */
  whenCorrected(target: number, ...replacements: readonly UnitFact[]): Outcome {
    const corrections = [{ target: idOf(target), reason: 'recorded by mistake', replacements }];
    return this.whenAsked({ kind: 'correct', corrections });
  }

  whenAsked(command: UnitCommand): Outcome {
    return new Outcome(decide(UNIT, command, this.stream, this.context), this.stream);
  }
}

class Outcome {
  constructor(
    private readonly decision: ReturnType<typeof decide>,
    private readonly stream: UnitStream,
  ) {}

  /** The events, whole. */
  then(...events: readonly (UnitFact | Annulment)[]): UnitDecision {
    const decision = this.accepted();
    expect(decision.events).toEqual(events);
    return decision;
  }

  thenNothing(): void {
    this.then();
  }

  /** Accepted, and the unit is in that state once everything is folded. */
  thenIs(lifecycle: LifecycleState): UnitDecision {
    const decision = this.accepted();
    expect(decision.after?.lifecycle).toBe(lifecycle);
    return decision;
  }

  accepted(): UnitDecision {
    if (isRejected(this.decision)) throw new Error(`refused: ${this.decision.rejection.message}`);
    return this.decision;
  }

  /** Refused with a code, because of the given event in that place, or of none. */
  thenRefused(code: string, because?: number): Rejection {
    if (!isRejected(this.decision)) throw new Error(`accepted: ${JSON.stringify(this.decision.events)}`);
    const { rejection } = this.decision;
    const event: Stored<UnitFact | Annulment> | undefined = because === undefined ? undefined : this.stream[because];
    const conflict = event && { eventId: event.id, type: event.type, effectiveOn: event.data.effectiveOn };
    expect({ code: rejection.code, conflict: rejection.conflict }).toEqual({ code, conflict });
    return rejection;
  }
}

import type { DecidedEvent } from '#recording';
import { checkRequest, requestClass, type Act } from '#requests';
import type { UnitFact } from '#units/domain';
import type { Names } from '../session.js';
import { actOptions } from './act-options.js';
import { actData, requireGiven, type GivenValues } from './act-values.js';
import { withIds } from './named-fields.js';

/**
 * The event that an act asks for, from what its options were given, checked as anything that comes in from outside.
 * @param without fields that nobody gives
 * @throws BadCall InvalidRequest UnknownName UnitNotFound AmbiguousAlias
 */
export function factOf(act: Act, given: GivenValues, names: Names, without?: readonly string[]): DecidedEvent {
  const options = actOptions(act.schema, without);
  requireGiven(options, given);
  const data = withIds(act.type, actData(options, given), names);
  return { type: act.type, data: checkRequest(requestClass(act.type, act.schema, without), data) };
}

/** As a fact of a unit: its data have been checked against the schema of its type. */
export function asUnitFact(fact: DecidedEvent): UnitFact {
  return fact as UnitFact;
}

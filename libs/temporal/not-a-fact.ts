/**
 * The end of a switch over an aggregate's facts: the compiler proves that it is never reached.
 * @throws TypeError when it is all the same, by data that no codec checked
 */
export function notAFact(aggregate: string, fact: never): never {
  throw new TypeError(`not a fact of a ${aggregate}: ${JSON.stringify(fact)}`);
}

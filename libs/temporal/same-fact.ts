interface Body {
  readonly type: string;
  readonly data: object;
}

/** True when two events state the same fact: type and data are equal, whatever event they stand in for. */
export function sameFact(a: Body, b: Body): boolean {
  return a.type === b.type && sameJson({ ...a.data, replaces: undefined }, { ...b.data, replaces: undefined });
}

/** Equality of JSON values; a field that is undefined is one that is not there, and the order of fields says nothing. */
function sameJson(a: unknown, b: unknown): boolean {
  if (Object.is(a, b)) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  if (Array.isArray(a) || Array.isArray(b)) {
    return (
      Array.isArray(a) && Array.isArray(b) && a.length === b.length && a.every((value, i) => sameJson(value, b[i]))
    );
  }
  const left = new Map(Object.entries(a));
  const right = new Map(Object.entries(b));
  return [...new Set([...left.keys(), ...right.keys()])].every((key) => sameJson(left.get(key), right.get(key)));
}

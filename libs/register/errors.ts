/** No Ambito of that name is known as of the question's coordinate. */
export class UnknownAmbito extends Error {
  override readonly name = 'UnknownAmbito';
  constructor(
    readonly ambito: string,
    readonly known: readonly string[],
  ) {
    super(`no Ambito "${ambito}" is known${known.length > 0 ? ` (known: ${known.join(', ')})` : ''}`);
  }
}

/** No unit has that id or alias. */
export class UnitNotFound extends Error {
  override readonly name = 'UnitNotFound';
  constructor(readonly ref: string) {
    super(`no unit "${ref}"`);
  }
}

/** Several units have, or had, that alias: the caller must say which. */
export class AmbiguousAlias extends Error {
  override readonly name = 'AmbiguousAlias';
  constructor(
    readonly ref: string,
    readonly candidates: readonly { readonly unitId: string; readonly alias: string }[],
  ) {
    super(`"${ref}" names ${candidates.length} units: ${candidates.map((c) => c.alias).join(', ')}`);
  }
}

/** No body of that name; the nearest names are suggested, never taken. */
export class UnknownName extends Error {
  override readonly name = 'UnknownName';
  constructor(
    readonly text: string,
    readonly nearest: readonly string[],
  ) {
    super(`"${text}" names no body${nearest.length > 0 ? ` (near: ${nearest.join(', ')})` : ''}`);
  }
}

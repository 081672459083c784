import type { Names } from '../session.js';

type Resolver = 'body' | 'municipality' | 'unit';

/** Fields by which people name a body, a municipality or a unit; by event where the name says different things. */
const namedFields: Readonly<Record<string, Resolver>> = {
  owner: 'body',
  municipality: 'municipality',
  'OwnershipTransferred.to': 'body',
  'ManagementDelegated.to': 'body',
  'MunicipalityMerged.into': 'municipality',
  'ConventionOpened.body': 'body',
  'UnitAssigned.swapWith': 'unit',
  'sameUnits.units': 'unit',
};

/**
 * The fields of an event with names, spellings and aliases turned into ids.
 * @throws UnknownName UnitNotFound AmbiguousAlias
 */
export function withIds(type: string, data: Readonly<Record<string, unknown>>, names: Names): Record<string, unknown> {
  const resolved = (path: string, value: unknown): unknown => {
    const resolver = namedFields[`${type}.${path}`] ?? namedFields[path];
    if (resolver !== undefined) return resolve(resolver, value, names);
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
    return Object.fromEntries(
      Object.entries(value).map(([field, inner]) => [field, resolved(`${path}.${field}`, inner)]),
    );
  };
  return Object.fromEntries(Object.entries(data).map(([field, value]) => [field, resolved(field, value)]));
}

function resolve(resolver: Resolver, value: unknown, names: Names): unknown {
  if (Array.isArray(value)) return value.map((item) => resolve(resolver, item, names));
  if (typeof value !== 'string') return value;
  switch (resolver) {
    case 'body':
      return names.bodyId(value);
    case 'municipality':
      return names.municipalityId(value);
    case 'unit':
      return names.unitId(value);
    default:
      return never(resolver);
  }
}

function never(resolver: never): never {
  throw new TypeError(`not a resolver: ${String(resolver)}`);
}

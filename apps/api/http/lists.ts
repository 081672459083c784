import type { Request } from 'express';
import { both } from '#wording';
import { invalidFields } from '../problems/problem.js';

/** A list as the Italian guidelines write it. */
export interface ItemList<T> {
  readonly items: readonly T[];
  readonly _links: { readonly next?: { readonly href: string } };
}

/** A list that is whole. */
export function listOf<T>(items: readonly T[]): ItemList<T> {
  return { items, _links: {} };
}

/** A page, with the address of the next where there is one: the same question, another cursor. */
export function pageOf<T>(request: Request, items: readonly T[], next: string | undefined): ItemList<T> {
  if (next === undefined) return listOf(items);
  const query = new URLSearchParams(request.originalUrl.split('?')[1] ?? '');
  query.set('cursor', next);
  return { items, _links: { next: { href: `${request.path}?${query.toString()}` } } };
}

/**
 * Leaves each item the fields asked for.
 * @param fields comma-separated names; absent: all
 * @param known every name that an item has
 * @throws Problem invalid-fields a name that no item has
 */
export function onlyFields<T extends object>(
  items: readonly T[],
  fields: string | undefined,
  known: readonly string[],
): readonly Partial<T>[] {
  if (fields === undefined) return items;
  const wanted = fields.split(',').map((name) => name.trim());
  const unknown = wanted.filter((name) => !known.includes(name));
  if (unknown.length > 0) {
    const it = `fields: ${unknown.join(', ')} non esiste (esistono: ${known.join(', ')})`;
    const en = `fields: no such field ${unknown.join(', ')} (there are: ${known.join(', ')})`;
    throw invalidFields([{ in: 'query', field: 'fields', rule: 'isIn', message: both(it, en) }]);
  }
  return items.map(
    (item) => Object.fromEntries(Object.entries(item).filter(([name]) => wanted.includes(name))) as Partial<T>,
  );
}

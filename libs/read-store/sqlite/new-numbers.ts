import type { Numbers } from './event-record.js';

/** A name with the number it was given. */
export type NumberedName = readonly [id: number, name: string];

/** Numbers names of which none has a number yet, from 1. All are in memory: half a million streams take some 60 MB. */
export class NewNumbers implements Numbers {
  readonly #ids = new Map<string, number>();
  #news: NumberedName[] = [];

  id(name: string): number {
    const known = this.#ids.get(name);
    if (known !== undefined) return known;
    const id = this.#ids.size + 1;
    this.#ids.set(name, id);
    this.#news.push([id, name]);
    return id;
  }

  /** The names numbered since this was asked last. */
  news(): readonly NumberedName[] {
    const news = this.#news;
    this.#news = [];
    return news;
  }
}

/** A sentence for people: Italian, with English available. */
export interface Said {
  readonly it: string;
  readonly en: string;
}

import { bodyEvents } from '#bodies/domain';
import { conferralEvents } from '#conferrals/domain';
import { declarationEvents } from '#declarations/domain';
import { noticeEvents } from '#notices/domain';
import { programmeEvents } from '#programmes/domain';
import { unitEvents } from '#units/domain';

/** What a stream is about, by its name. `other`: streams that feed no view (alias reservations): only their events are listed. */
export type Subject =
  | { readonly kind: 'unit'; readonly id: string }
  | { readonly kind: 'body' | 'programme' | 'conferral' | 'notice'; readonly id: string }
  | { readonly kind: 'declaration'; readonly ambito: string; readonly year: number; readonly owner: string }
  | { readonly kind: 'other' };

export type DirectorySubject = Exclude<Subject, { kind: 'unit' | 'other' }>;
export type DirectoryKind = DirectorySubject['kind'];

const NAMED = /^(unit|body|programme|conferral|notice)-(.+)$/;
/** The year is the first of the name's parts that can be one: no Ambito's id may hold such a part. */
const DECLARATION = /^declaration-(.+?)-(\d{4})-(.+)$/;

export function subjectOf(stream: string): Subject {
  const named = NAMED.exec(stream);
  if (named) return { kind: named[1] as 'unit', id: named[2]! };
  const declaration = DECLARATION.exec(stream);
  if (declaration) {
    return { kind: 'declaration', ambito: declaration[1]!, year: Number(declaration[2]), owner: declaration[3]! };
  }
  return { kind: 'other' };
}

const KNOWN_TYPES: Readonly<Record<Exclude<Subject['kind'], 'other'>, ReadonlySet<string>>> = {
  unit: new Set(Object.keys(unitEvents)),
  body: new Set(Object.keys(bodyEvents)),
  programme: new Set(Object.keys(programmeEvents)),
  conferral: new Set(Object.keys(conferralEvents)),
  notice: new Set(Object.keys(noticeEvents)),
  declaration: new Set(Object.keys(declarationEvents)),
};

/** False for a type that no event of such a subject has: passing over it would make views of half a history. */
export function isKnownType(kind: Subject['kind'], type: string): boolean {
  return kind === 'other' || KNOWN_TYPES[kind].has(type);
}

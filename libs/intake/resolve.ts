import type { BodyKind } from '#bodies/domain';
import type { Manifest } from './manifest.js';
import { comparableName, nearestNames } from './names.js';
import type { NamedBody } from './register-port.js';
import type { Place, RowReports } from './row-report.js';

/** A body that a name stands for. */
export interface Body {
  readonly id: string;
  readonly kind: BodyKind;
  /** The name that people know it by. */
  readonly name: string;
}

const COMUNE = comparableName('COMUNE');
const COMUNE_DI = `${COMUNE} DI `;

/**
 * Resolves names as documents print them: through the register's names, the folder's own members and the manifest's
 * table of spellings, which comes first. A name that none of them knows is an error row, never a guess.
 */
export class Resolver {
  private readonly byId = new Map<string, Body>();
  private readonly byName = new Map<string, Set<string>>();
  private readonly bySpelling = new Map<string, string>();
  private readonly ownerWide: ReadonlySet<string>;
  private readonly printable: string[] = [];

  constructor(
    known: readonly NamedBody[],
    manifest: Pick<Manifest, 'spellings' | 'ownerWideLabels'>,
    private readonly reports: RowReports,
  ) {
    for (const { id, kind, names } of known) {
      this.byId.set(id, { id, kind, name: names[0] ?? id });
      this.printable.push(...names);
      for (const name of names) {
        const ids = this.byName.get(comparableName(name)) ?? new Set();
        this.byName.set(comparableName(name), ids.add(id));
      }
    }
    for (const { spelling, body } of manifest.spellings) this.bySpelling.set(comparableName(spelling), body);
    this.ownerWide = new Set(manifest.ownerWideLabels.map(comparableName));
  }

  body(id: string): Body | undefined {
    return this.byId.get(id);
  }

  /** The Comune that a cell names; null when it has been reported as unknown. */
  comune(text: string, at: Place): Body | null {
    const body = this.find(text, at);
    if (!body || body.kind === 'COMUNE') return body;
    this.reports.error('NOT_A_MUNICIPALITY', at, {
      it: `«${text}» è ${body.name}, che non è un Comune.`,
      en: `"${text}" is ${body.name}, which is no municipality.`,
    });
    return null;
  }

  /** The owner that one cell names: a body, or `COMUNE DI` one. */
  owner(text: string, at: Place): Body | null {
    const name = comparableName(text);
    if (!this.idsOf(name).size && name.startsWith(COMUNE_DI))
      return this.comune(text.trim().slice(COMUNE_DI.length), at);
    return this.find(text, at);
  }

  /** The owner of a row with the owner's type, or name, and a municipality: `COMUNE` is the Comune that the row names. */
  ownerOf(type: string, typeAt: Place, municipality: string, municipalityAt: Place): Body | null {
    return comparableName(type) === COMUNE ? this.comune(municipality, municipalityAt) : this.owner(type, typeAt);
  }

  /** True for a label that stands for the whole owner in place of a municipality. */
  isOwnerWide(label: string): boolean {
    return this.ownerWide.has(comparableName(label));
  }

  private idsOf(name: string): ReadonlySet<string> {
    const spelled = this.bySpelling.get(name);
    return spelled === undefined ? (this.byName.get(name) ?? new Set()) : new Set([spelled]);
  }

  private find(text: string, at: Place): Body | null {
    const bodies = [...this.idsOf(comparableName(text))]
      .map((id) => this.byId.get(id))
      .filter((body) => body !== undefined);
    if (bodies.length === 1) return bodies[0]!;
    if (bodies.length > 1) {
      const names = bodies.map(({ id, name }) => `${name} (${id})`).join(', ');
      this.reports.error('AMBIGUOUS_NAME', at, {
        it: `«${text}» può essere ${names}: dirlo nella tabella delle grafie del manifesto.`,
        en: `"${text}" can be ${names}: say which in the manifest’s table of spellings.`,
      });
      return null;
    }
    const nearest = nearestNames(text, this.printable)
      .map((name) => `«${name}»`)
      .join(', ');
    this.reports.error('UNKNOWN_NAME', at, {
      it: `«${text}» non è un nome conosciuto. I più vicini: ${nearest || 'nessuno'}. Se è uno di questi, aggiungerlo alla tabella delle grafie del manifesto.`,
      en: `"${text}" is no known name. The nearest: ${nearest || 'none'}. If it is one of them, add it to the manifest’s table of spellings.`,
    });
    return null;
  }
}

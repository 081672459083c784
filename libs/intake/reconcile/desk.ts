import type { StoredEvent } from '#event-store';
import { factsAsOf } from '#temporal';
import { Changes, listOf } from '../changes.js';
import { ROLES, type Role } from '../dialects/cremona-annual-plan.js';
import type { Manifest } from '../manifest.js';
import type { HeldUnit, RegisterPort } from '../register-port.js';
import type { RowReports } from '../row-report.js';
import type { Submission } from '../submission/index.js';

/** Where a folder's rows are held against what the register has. */
export class Desk {
  readonly changes: Changes;
  private readonly streams = new Map<string, Promise<readonly StoredEvent[]>>();
  private readonly held = new Map<string, Promise<readonly HeldUnit[]>>();
  private readonly mark: string;

  constructor(
    readonly manifest: Manifest,
    readonly submission: Submission,
    readonly register: RegisterPort,
    readonly reports: RowReports,
  ) {
    this.changes = new Changes(this.ambito, this.year);
    this.mark = listOf(this.ambito, this.year, 'manifest').slice(0, -'manifest'.length);
  }

  get ambito(): string {
    return this.manifest.ambito.id;
  }

  get year(): number {
    return this.manifest.year;
  }

  get censusOn(): string {
    return this.manifest.censusOn;
  }

  events(stream: string): Promise<readonly StoredEvent[]> {
    return memo(this.streams, stream, () => this.register.events(stream));
  }

  unitsOf(owner: string): Promise<readonly HeldUnit[]> {
    return memo(this.held, owner, () => this.register.unitsOf(owner, this.ambito, this.censusOn));
  }

  /** Stated by an import of this Ambito and year. */
  isOwn(event: StoredEvent): boolean {
    return event.metadata.source?.list?.startsWith(this.mark) ?? false;
  }

  /** The table from which an import of this Ambito and year stated it; undefined for any other event. */
  roleOf(event: StoredEvent): Role | undefined {
    const role = this.isOwn(event) ? event.metadata.source!.list!.slice(this.mark.length) : '';
    return ROLES.find((known) => known === role);
  }

  /** Stated by an import of this Ambito, of whatever year. */
  isOfImport(event: StoredEvent): boolean {
    const list = event.metadata.source?.list ?? '';
    return list.startsWith(`${this.ambito}-`) && /^\d{4}\//.test(list.slice(this.ambito.length + 1));
  }
}

/** Events that are known and not annulled, of every date, in effective order. */
export function standing(events: readonly StoredEvent[]): readonly StoredEvent[] {
  return factsAsOf(events as readonly (StoredEvent & { data: { effectiveOn: string } })[]);
}

/** An event's fields; the log's codec has checked them against its schema. */
export function dataOf<T>(event: StoredEvent): T {
  return event.data as T;
}

function memo<T>(cache: Map<string, Promise<T>>, key: string, read: () => Promise<T>): Promise<T> {
  const known = cache.get(key);
  if (known) return known;
  const reading = read();
  cache.set(key, reading);
  return reading;
}

import { timed, type Percentiles, type Repetition } from '../measure.js';
import { canonical, type Codes, type Question } from '../question.js';
import type { IntervalTables } from '../interval-tables.js';
import type { Setting } from '../setting.js';
import { PostgresClient } from './client.js';
import { INDEXES, inDesign, TABLES, type Design } from './designs.js';
import { USER, type PostgresServer } from './server.js';

/** One design of the interval tables in PostgreSQL, loaded and analysed. */
export class PostgresPeer {
  private constructor(
    readonly design: Design,
    private readonly client: PostgresClient,
    private readonly codes: Codes,
  ) {}

  static async load(server: PostgresServer, design: Design, tables: IntervalTables): Promise<PostgresPeer> {
    const client = await PostgresClient.connect(server.port, USER);
    await client.run(`drop table if exists state, moves; ${TABLES}`);
    const columns = 'unit, ambito, owner, municipality, class, lifecycle, vf, vt, kf, kt';
    await client.copy(`copy state(${columns}) from stdin`, tables.states);
    await client.copy('copy moves from stdin', tables.movements);
    for (const index of INDEXES[design]) await client.run(index);
    for (const table of ['state', 'moves']) await client.run(`vacuum analyze ${table}`);
    return new PostgresPeer(design, client, tables.codes);
  }

  /**
   * Times a question after comparing every answer with the register's.
   * @throws Error when an answer differs
   */
  async time(question: Question, setting: Setting, repetition: Repetition): Promise<Percentiles> {
    const asked = question.asked(setting);
    const sql = inDesign(question.sql, this.design);
    const ask = async (values: readonly (string | number)[]) => {
      const rows = await this.client.ask(question.name, sql, values);
      return rows.map((row) => question.decode(row, this.codes));
    };
    for (const { rows, values } of asked) {
      const [ours, theirs] = [canonical(rows()), canonical(await ask(values(this.codes)))];
      if (ours !== theirs) throw new Error(`${question.name} (${this.design}): ${firstDifference(ours, theirs)}`);
    }
    return timed(asked, ({ values }) => ask(values(this.codes)), repetition);
  }

  close(): void {
    this.client.close();
  }
}

function firstDifference(ours: string, theirs: string): string {
  const known = new Set(theirs.split('\n'));
  const mine = new Set(ours.split('\n'));
  const only = [...mine].filter((line) => !known.has(line));
  const missing = [...known].filter((line) => !mine.has(line));
  return `${only.length} rows only in the register's answer (${only[0] ?? ''}), ${missing.length} only in the database's (${missing[0] ?? ''})`;
}

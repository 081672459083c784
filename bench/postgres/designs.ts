/**
 * How a bitemporal interval table is indexed. Both answer the same SQL; of each question the faster counts. `btree`:
 * covering b-trees, partial ones for what is known now. `mixed`: those, and one GiST over both ranges for what was
 * known at a position.
 */
export const DESIGNS = ['btree', 'mixed'] as const;
export type Design = (typeof DESIGNS)[number];

/** Nothing ends after these: "for ever" and "still known". */
export const FOREVER_DAY = 2_147_483_647;
export const STILL_KNOWN = 2_147_483_647;

export const TABLES = `
  create table state(unit int not null, ambito smallint not null, owner smallint not null, municipality smallint not null,
    class smallint not null, lifecycle smallint not null, vf int not null, vt int not null, kf int not null, kt int not null,
    valid int4range generated always as (int4range(vf, vt)) stored,
    known int4range generated always as (int4range(kf, kt)) stored);
  create table moves(ambito smallint not null, owner smallint not null, municipality smallint not null, class smallint not null,
    movement smallint not null, by smallint not null, day int not null, kf int not null, kt int not null)`;

const CURRENT = `where kt = ${STILL_KNOWN}`;
const COUNTED = 'owner, municipality, class, lifecycle';

const OF_NOW = [
  `create index cur_plan on state (vf, vt) include (${COUNTED}) ${CURRENT}`,
  `create index cur_plan_to on state (vt, vf) include (${COUNTED}) ${CURRENT}`,
  `create index cur_ambito on state (ambito, vf, vt) include (${COUNTED}) ${CURRENT}`,
  `create index cur_unit on state (unit, vf) include (vt, ${COUNTED}) ${CURRENT}`,
  `create index cur_move on moves (day) include (ambito, owner, municipality, class, movement, by) ${CURRENT}`,
];

export const INDEXES: Readonly<Record<Design, readonly string[]>> = {
  btree: [
    ...OF_NOW,
    `create index all_plan on state (vf, vt, kf, kt) include (${COUNTED})`,
    `create index all_plan_to on state (vt, vf, kf, kt) include (${COUNTED})`,
  ],
  mixed: [...OF_NOW, `create index all_plan on state using gist (valid, known) include (${COUNTED})`],
};

/** SQL of what was known at a position: the GiST is asked by ranges. */
export function inDesign(sql: string, design: Design): string {
  return design === 'mixed' ? sql.replace(AS_KNOWN, AS_KNOWN_BY_RANGES) : sql;
}

export const AS_KNOWN = 'vf <= $1::int and vt > $1::int and kf <= $2::int and kt > $2::int';
const AS_KNOWN_BY_RANGES = 'valid @> $1::int and known @> $2::int';

import type { TSchema } from 'typebox';
import { EVENTS_BY_AGGREGATE, type AggregatePrefix } from './catalogue.js';

interface Field extends TSchema {
  readonly type?: string;
  readonly description?: string;
  readonly enum?: readonly string[];
  readonly anyOf?: readonly Field[];
  readonly items?: Field;
  readonly format?: string;
  readonly pattern?: string;
  readonly properties?: Readonly<Record<string, Field>>;
  readonly required?: readonly string[];
  readonly minimum?: number;
  readonly maximum?: number;
  readonly maxLength?: number;
}

const STREAMS: Readonly<Record<AggregatePrefix, string>> = {
  unit: '`unit-{uuid}`: a housing unit',
  alias: '`alias-{scheme}-{value}`: who holds an alias',
  body: '`body-{id}`: a Comune (its id is the ISTAT code), an ALER, an accredited operator',
  declaration: '`declaration-{ambito}-{year}-{owner}`: what an owner answers to the yearly survey',
  programme: '`programme-{id}`: a programme of works and its lots',
  conferral: '`conferral-{id}`: a convention by which a private owner confers units',
  notice: '`notice-{id}`: a public notice',
};

/** docs/events.md: every event's fields, from the schemas by which they are checked. */
export function eventsDocument(): string {
  const parts = Object.entries(EVENTS_BY_AGGREGATE).map(([prefix, definitions]) => {
    const events = Object.entries(definitions).map(
      ([type, { version, summary, data }]) =>
        `### ${type}\n\n${summary} Schema version ${version}.\n\n${tableOf(data as Field)}`,
    );
    return `## ${STREAMS[prefix as AggregatePrefix]}\n\n${events.join('\n')}`;
  });
  return `${INTRODUCTION}\n${parts.join('\n')}`;
}

/** JSON Schema of every event's data, by aggregate and type. */
export function eventSchemas(): object {
  const definitions = Object.fromEntries(
    Object.entries(EVENTS_BY_AGGREGATE).map(([prefix, events]) => [
      prefix,
      Object.fromEntries(Object.entries(events).map(([type, { data }]) => [type, plain(data)])),
    ]),
  );
  return { $schema: 'https://json-schema.org/draft/2020-12/schema', $defs: definitions };
}

const INTRODUCTION = `# Events

Made from the code by \`UPDATE_DOCS=1 npm test -- events-document\`; a test fails when it is not up to date. The JSON Schemas
are in [events.schema.json](events.schema.json).

A line of an exported history (\`registro export-history\`) is one event, JSON, with these fields:

| field | |
|---|---|
| \`id\` | UUID, unique in the log: UUIDv5 of the command's id and the event's ordinal in it |
| \`stream\`, \`revision\` | the stream's name; from 0, without gaps |
| \`type\`, \`schemaVersion\` | below |
| \`recordedAt\` | instant at which the register learned it: UTC, milliseconds, never decreasing |
| \`data\` | below: at least \`effectiveOn\` |
| \`metadata\` | \`commandId\`, \`actor\`, \`correlationId\`, \`commandDigest\`; \`commandEvents\` where a command spans several streams; \`compensation\` on what undoes half of one; \`source\` (\`file\`, \`row\`, \`list\`) |
`;

function tableOf(data: Field): string {
  const rows = Object.entries(data.properties ?? {}).map(([name, field]) => {
    const needed = data.required?.includes(name) ? 'yes' : '';
    return `| \`${name}\` | ${kindOf(field)} | ${needed} | ${field.description ?? inner(field)?.description ?? ''} |`;
  });
  return `| field | kind | required | |\n|---|---|---|---|\n${rows.join('\n')}\n`;
}

function kindOf(field: Field): string {
  const option = inner(field);
  if (option) return `${kindOf(option)} or null`;
  if (field.enum) return field.enum.map((value) => `\`${value}\``).join(', ');
  if (field.type === 'array') return `list of ${kindOf(field.items ?? {})}`;
  if (field.type === 'object') return `{ ${Object.keys(field.properties ?? {}).join(', ')} }`;
  if (field.format === 'date') return 'date';
  if (field.format === 'uuid') return 'UUID';
  return `${field.type === 'string' ? 'text' : (field.type ?? '')}${limits(field)}`;
}

function limits({ pattern, minimum, maximum, maxLength }: Field): string {
  if (pattern !== undefined) return ` \`${pattern}\``;
  if (minimum !== undefined && maximum !== undefined) return ` ${minimum}–${maximum}`;
  return maxLength === undefined ? '' : `, up to ${maxLength}`;
}

/** The schema of a field that can also be null. */
function inner(field: Field): Field | undefined {
  return field.anyOf?.find((option) => option.type !== 'null');
}

/** Without what the schema library keeps for itself. */
function plain(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value));
}

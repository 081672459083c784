import { readFileSync, writeFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { format } from 'prettier';
import { eventSchemas, eventsDocument } from '../../libs/event-catalogue/document.js';

const DOCUMENT = new URL('../../docs/events.md', import.meta.url);
const SCHEMAS = new URL('../../docs/events.schema.json', import.meta.url);

describe('docs/events.md and its JSON Schemas', () => {
  it('are what the code says', async () => {
    const style = { printWidth: 120, singleQuote: true, trailingComma: 'all' } as const;
    const document = await format(eventsDocument(), { ...style, parser: 'markdown' });
    const schemas = await format(JSON.stringify(eventSchemas()), { ...style, parser: 'json' });
    if (process.env.UPDATE_DOCS === '1') {
      writeFileSync(DOCUMENT, document);
      writeFileSync(SCHEMAS, schemas);
    }
    expect(readFileSync(DOCUMENT, 'utf8')).toBe(document);
    expect(readFileSync(SCHEMAS, 'utf8')).toBe(schemas);
  });

  it('are valid JSON Schema by which events are checked', () => {
    const ajv = new Ajv2020({ strict: false, validateFormats: false });
    const { $defs } = eventSchemas() as { $defs: Record<string, Record<string, object>> };
    const released = ajv.compile($defs.unit!.UnitReleased!);
    expect(released({ effectiveOn: '2024-12-05' })).toBe(true);
    expect(released({ effectiveOn: '2024-12-05', tenant: 'x' })).toBe(false);
    for (const events of Object.values($defs)) for (const schema of Object.values(events)) ajv.compile(schema);
  });
});

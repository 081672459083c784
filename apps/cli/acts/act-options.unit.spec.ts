import { describe, expect, it } from '@jest/globals';
import { Command } from 'commander';
import { actsOf, unitActs, type Act, type AggregateName } from '#requests/acts';
import { bodyEvents } from '#bodies/domain';
import { declarationEvents } from '#declarations/domain';
import { programmeEvents } from '#programmes/domain';
import { unitEvents } from '#units/domain';
import { BadCall } from '../shell.js';
import { addActOptions } from './act-command.js';
import { actOptions } from './act-options.js';
import { actData, requireGiven } from './act-values.js';
import { optionsInItalian } from './option-words.js';

const everyAct: readonly Act[] = (Object.keys(actsOf) as AggregateName[]).flatMap((name) => actsOf[name]);
const given = (schema: Act['schema'], argv: string[]) => {
  const command = addActOptions(new Command('x'), actOptions(schema), 'it').exitOverride();
  return command.parse(argv, { from: 'user' }).opts<Record<string, unknown>>();
};
const dataOf = (schema: Act['schema'], ...argv: string[]) => actData(actOptions(schema), given(schema, argv));

describe('the options of an act', () => {
  it('are made for every act from the fields of its event', () => {
    for (const { schema, type } of everyAct) {
      const paths = actOptions(schema).map(({ path }) => path[0]);
      const fields = Object.keys(schema.properties).filter((field) => field !== 'replaces');
      expect([type, [...new Set(paths)]]).toEqual([type, fields]);
    }
  });

  it('are all said in Italian', () => {
    const schemas = [...everyAct.map(({ schema }) => schema), unitEvents.UnitRegistered.data];
    const paths = schemas.flatMap((schema) => actOptions(schema)).map(({ path }) => path.join('.'));
    expect(paths.filter((path) => optionsInItalian[path] === undefined)).toEqual([]);
  });

  it('take kebab-case names, flags, and dates as they are written', () => {
    const assign = unitActs.find(({ verb }) => verb === 'assign')!;
    expect(dataOf(assign.schema, '--effective-on', '2024-12-16', '--channel', 'public-notice', '--as-is')).toEqual({
      effectiveOn: '2024-12-16',
      channel: 'public-notice',
      asIs: true,
    });
  });

  it('take an alias as SCHEME:VALUE, split at the first colon', () => {
    const { data } = unitEvents.UnitIdentified;
    const argv = ['--effective-on', '2024-01-01', '--alias', 'aler/X:BS1:2', '--alias', 'regional:31'];
    expect(dataOf(data, ...argv)).toMatchObject({
      aliases: [
        { scheme: 'aler/X', value: 'BS1:2' },
        { scheme: 'regional', value: '31' },
      ],
    });
    expect(() => dataOf(data, '--alias', 'no-scheme')).toThrow(BadCall);
  });

  it('take numbers, nested fields, and none for null', () => {
    const { data } = declarationEvents.FigureDeclared;
    const argv = ['--letter', 'c', '--municipality', 'none', '--basis', 'count', '--units', '3'];
    expect(dataOf(data, ...argv, '--same-units-letter', 'e1', '--same-units-units', 'u1')).toMatchObject({
      letter: 'c',
      municipality: null,
      units: 3,
      sameUnits: { letter: 'e1', units: ['u1'] },
    });
    expect(() => dataOf(data, '--units', 'three')).toThrow('--units: "three" is not a whole number');
  });

  it('take a list that is not given as an empty one', () => {
    expect(dataOf(bodyEvents.BodyRegistered.data, '--name', 'Volongo')).toMatchObject({ ambiti: [] });
  });

  it('tell all that is missing at once', () => {
    const options = actOptions(programmeEvents.LotOpened.data);
    expect(() => requireGiven(options, { lot: 'A' })).toThrow('--effective-on, --name, --kind are missing.');
  });
});

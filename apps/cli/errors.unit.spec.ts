import { describe, expect, it } from '@jest/globals';
import { LogNotEmpty, StoreUnavailable } from '#event-store';
import { CommandIdReused, CommandRejected, Contended, PreconditionFailed } from '#recording';
import { AmbiguousAlias, BadCoordinate, UnitNotFound, UnknownAmbito, UnknownName } from '#register';
import { InvalidRequest } from '#requests';
import { both } from '#wording';
import { readConfiguration } from '../../config/configuration.js';
import { tellError } from './errors.js';
import { BadCall } from './shell.js';

const conflict = { eventId: 'e1', type: 'UnitAssigned', effectiveOn: '2024-12-16' };
const refused = { refused: 'UnitInspected', refusedOn: '2024-12-20' };

describe('an error told to a person', () => {
  it('ends with 1 when the data say no', () => {
    const errors = [new CommandRejected('NOT_VACANT', 'no'), new PreconditionFailed(3, 4), new Contended('unit-1')];
    expect(errors.map((error) => tellError(error, 'it', false).exitCode)).toEqual([1, 1, 1]);
  });

  it('ends with 2 when the call was wrong, or the register is held or out of reach', () => {
    const errors = [
      new BadCall(both('no', 'no')),
      new InvalidRequest([{ field: 'channel', rule: 'isIn', message: 'x' }]),
      new BadCoordinate('x'),
      new UnknownAmbito('x', ['cremonese']),
      new UnitNotFound('x'),
      new AmbiguousAlias('x', []),
      new UnknownName('Cremna', ['Cremona']),
      new CommandIdReused('x'),
      new StoreUnavailable('x'),
      new LogNotEmpty('x'),
      new RangeError('nobody foresaw it'),
    ];
    expect(errors.map((error) => tellError(error, 'en', false).exitCode)).toEqual(errors.map(() => 2));
  });

  // «bk.db c’è già» began with a capital, and named a file that was not there.
  it.each([
    ['bk.db', '«bk.db» c’è già: non viene sovrascritto.', 'bk.db is there already: it is not overwritten.'],
    [
      'copie/ieri',
      '«copie/ieri» c’è già: non viene sovrascritto.',
      'copie/ieri is there already: it is not overwritten.',
    ],
  ])('names the file %s as it was given', (file, it, en) => {
    const error = new StoreUnavailable(`${file} is there already: it is not overwritten`);
    expect([tellError(error, 'it', false).text, tellError(error, 'en', false).text]).toEqual([it, en]);
  });

  it('names what was refused, why, and the event that stands against it', () => {
    const error = new CommandRejected('NOT_VACANT', 'in English', conflict, refused);
    expect(tellError(error, 'it', false).text).toBe(
      'Rifiutato (NOT_VACANT): sopralluogo del 2024-12-20: l’alloggio non è vuoto. Vedi assegnazione del 2024-12-16 (evento e1).',
    );
    expect(tellError(error, 'en', false).text).toContain('the unit is not vacant. See assignment of 2024-12-16');
  });

  it('names who holds the register', () => {
    const holder = { pid: 42, host: 'comune', since: '2025-01-01T10:00:00.000Z', purpose: 'serve' };
    expect(tellError(new StoreUnavailable('held', holder), 'it', false).text).toContain('serve, processo 42 su comune');
    // A command that is being recorded takes no others: only a server does.
    const told = (purpose: string) => tellError(new StoreUnavailable('held', { ...holder, purpose }), 'it', false).text;
    expect([told('serve').includes('--server'), told('unit assign').includes('--server')]).toEqual([true, false]);
  });

  it('suggests the nearest names', () => {
    expect(tellError(new UnknownName('Cremna', ['Cremona']), 'it', false).text).toContain('Simili: Cremona.');
  });

  it('says of an option what is wrong with it, by its own name', () => {
    const error = new InvalidRequest([
      { field: 'effectiveOn', rule: 'isCivilDate', message: 'x' },
      { field: 'outcome', rule: 'isIn', message: 'outcome must be one of the following values: lettable, as-is' },
      { field: 'sameUnits.letter', rule: 'isString', message: 'x' },
    ]);
    expect(tellError(error, 'it', false).text).toBe(
      'Richiesta non valida: --effective-on non è una data che esiste (AAAA-MM-GG); --outcome è uno fra: lettable, as-is; manca --same-units-letter.',
    );
  });

  it('says in Italian what the store says in English', () => {
    const told = tellError(new StoreUnavailable('there is no register at /dati/registro.db'), 'it', false);
    expect(told.text).toBe('Non c’è un registro in /dati: si crea con «registro init --data /dati».');
  });

  it.each([
    ['REGISTRO_DTA', 'x', /^Configurazione: REGISTRO_DTA non è una chiave di configurazione \(sono: REGISTRO_DATA, /],
    ['REGISTRO_PORT', '99999', /^Configurazione: REGISTRO_PORT deve essere un intero da 0 a 65535\.$/],
    ['REGISTRO_LANG', 'fr', /^Configurazione: REGISTRO_LANG è uno fra: it, en\.$/],
  ])('says in Italian what is wrong with %s=%s in the environment', (key, value, told) => {
    expect(() => readConfiguration({ [key]: value })).toThrow(key);
    try {
      readConfiguration({ [key]: value });
    } catch (error) {
      expect(tellError(error, 'it', false).text).toMatch(told);
    }
  });

  it('says of a file that is not there that it is not there', () => {
    const error = Object.assign(new Error('ENOENT: no such file'), { code: 'ENOENT', path: '/nope.csv' });
    expect(tellError(error, 'it', false)).toEqual({ text: 'Non esiste: /nope.csv.', exitCode: 2 });
  });

  it('of an error nobody foresaw says that it is a defect, in one line, and shows the stack only when asked to', () => {
    const error = new TypeError('x is not a function\nat somewhere');
    const { text } = tellError(error, 'it', false);
    expect(text).toContain('REGISTRO_DEBUG=1');
    expect(text).not.toMatch(/\n|at somewhere/);
    expect(tellError(error, 'it', true).text).toContain('errors.unit.spec');
  });
});

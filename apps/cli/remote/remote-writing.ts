import { comparable, editDistance, type KnownBody } from '#directory';
import { UnknownName } from '#register';
import type { Globals } from '../globals.js';
import type { Names, Writing } from '../session.js';
import type { Shell } from '../shell.js';
import { RegistroServer } from './registro-server.js';
import { remoteRequest } from './remote-request.js';

/** Writing through a running server: names are those it knows, units are found by it. */
export async function remoteWriting(shell: Shell, globals: Globals, url: string): Promise<Writing> {
  const server = new RegistroServer(url, shell.language);
  const names = namesOf(await server.list<KnownBody>('bodies'));
  return {
    shell,
    globals,
    language: shell.language,
    names,
    commands: { execute: (command) => server.execute(remoteRequest(command), command.context) },
  };
}

/** By the names and spellings that the server gives, and by them only. */
function namesOf(bodies: readonly KnownBody[]): Names {
  const find = (text: string, among: readonly KnownBody[]): string => {
    if (among.some(({ id }) => id === text)) return text;
    const wanted = comparable(text);
    const found = among.filter(({ name, spellings }) => [name, ...spellings].some((one) => comparable(one) === wanted));
    if (found.length === 1) return found[0]!.id;
    throw new UnknownName(text, found.length > 0 ? found.map(({ name }) => name) : nearest(wanted, among));
  };
  return {
    bodyId: (text) => find(text, bodies),
    municipalityId: (text) =>
      find(
        text,
        bodies.filter(({ kind }) => kind === 'COMUNE'),
      ),
    unitId: (ref) => ref,
    nameOf: (id) => (id === null ? '—' : (bodies.find((body) => body.id === id)?.name ?? id)),
  };
}

/** Names that resemble it, nearest first: suggested, never taken. */
function nearest(wanted: string, among: readonly KnownBody[]): readonly string[] {
  return among
    .map(({ name }) => ({ name, distance: editDistance(wanted, comparable(name)) }))
    .filter(({ distance }) => distance <= Math.max(2, wanted.length >> 1))
    .sort((a, b) => a.distance - b.distance)
    .slice(0, 3)
    .map(({ name }) => name);
}

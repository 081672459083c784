import type { NextFunction, Request, Response } from 'express';
import { both } from '#wording';
import { Problem } from '../problems/problem.js';

/** Most bytes of a request's body: 1 MiB. */
export const MAX_BODY_BYTES = 1_048_576;
/** Deepest nesting of a body; no request needs a tenth of it, and what is deeper is an attack on recursion. */
export const MAX_DEPTH = 64;

/** Reads the body of a command: JSON in UTF-8, whole, at most {@link MAX_BODY_BYTES}. Other methods have none. */
export function readJsonBody(request: Request, _response: Response, next: NextFunction): void {
  if (request.method !== 'POST') return next();
  jsonOf(request).then((body) => {
    request.body = body;
    next();
  }, next);
}

async function jsonOf(request: Request): Promise<unknown> {
  refuseOtherTypes(request);
  const bytes = await bytesOf(request);
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new Problem('malformed-json', both('il corpo non è UTF-8', 'the body is not UTF-8'));
  }
  if (text.trim() === '') throw new Problem('malformed-json', both('il corpo è vuoto', 'the body is empty'));
  if (depthOf(text) > MAX_DEPTH) {
    throw new Problem('malformed-json', both('il JSON è annidato troppo a fondo', 'the JSON is nested too deeply'));
  }
  return parsed(text);
}

function refuseOtherTypes(request: Request): void {
  const type = request.headers['content-type'] ?? '';
  if (!/^application\/json *(; *charset *= *"?utf-8"? *)?$/i.test(type)) {
    const it = `il corpo deve essere application/json in UTF-8${type === '' ? ' (manca Content-Type)' : ''}`;
    const en = `the body must be application/json in UTF-8${type === '' ? ' (Content-Type is missing)' : ''}`;
    throw new Problem('unsupported-media-type', both(it, en), { headers: { 'Accept-Post': 'application/json' } });
  }
  const encoding = request.headers['content-encoding'] ?? 'identity';
  if (encoding.toLowerCase() !== 'identity') {
    const headers = { 'Accept-Encoding': 'identity' };
    throw new Problem('unsupported-media-type', both('il corpo non va compresso', 'the body must not be compressed'), {
      headers,
    });
  }
}

function bytesOf(request: Request): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let size = 0;
    const refuse = (problem: Problem) => {
      // What still comes is thrown away unread, so that the caller gets to read the answer.
      request.removeAllListeners('data').resume();
      reject(problem);
    };
    if (Number(request.headers['content-length'] ?? 0) > MAX_BODY_BYTES) return refuse(tooLarge());
    request.on('data', (chunk: Buffer) => {
      size += chunk.length;
      if (size > MAX_BODY_BYTES) refuse(tooLarge());
      else chunks.push(chunk);
    });
    request.on('end', () => resolve(Buffer.concat(chunks)));
    request.on('error', () => reject(interrupted()));
    request.on('close', () => {
      if (!request.complete) reject(interrupted());
    });
  });
}

function tooLarge(): Problem {
  return new Problem(
    'body-too-large',
    both('il corpo supera 1 MiB (1.048.576 byte)', 'the body is over 1 MiB (1,048,576 bytes)'),
  );
}

function interrupted(): Problem {
  return new Problem('malformed-request', both('il corpo si interrompe', 'the body breaks off'));
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch (error) {
    const at = error instanceof SyntaxError ? /at position (\d+)/.exec(error.message)?.[1] : undefined;
    const it = `il corpo non è JSON${at === undefined ? '' : ` (dal carattere ${at})`}`;
    throw new Problem(
      'malformed-json',
      both(it, `the body is not JSON${at === undefined ? '' : ` (at character ${at})`}`),
    );
  }
}

/** How deeply brackets are nested outside strings, without recursion. */
function depthOf(text: string): number {
  let [depth, deepest, inString] = [0, 0, false];
  for (let i = 0; i < text.length; i++) {
    const char = text[i];
    if (inString) {
      if (char === '\\') i++;
      else if (char === '"') inString = false;
    } else if (char === '"') inString = true;
    else if (char === '{' || char === '[') deepest = Math.max(deepest, ++depth);
    else if (char === '}' || char === ']') depth--;
  }
  return deepest;
}

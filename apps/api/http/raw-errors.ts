import type { Server } from 'node:http';
import type { Socket } from 'node:net';
import { both, type Language } from '#wording';
import { PROBLEM_KINDS, Problem, type ProblemKind } from '../problems/problem.js';
import { problemDocument } from '../problems/problem-document.js';

const KINDS: Readonly<Record<string, ProblemKind>> = {
  HPE_HEADER_OVERFLOW: 'headers-too-large',
  ERR_HTTP_REQUEST_TIMEOUT: 'request-timeout',
};
const DETAILS = {
  'headers-too-large': both('le intestazioni superano 16 KiB', 'the headers are over 16 KiB'),
  'request-timeout': both('la richiesta non è arrivata in tempo', 'the request did not arrive in time'),
  'malformed-request': both('questa non è una richiesta HTTP', 'this is no HTTP request'),
} as const;

/** What is no HTTP request gets a problem too, before Nest ever sees it. */
export function answerRawErrors(server: Server, language: Language): void {
  server.on('clientError', (error: NodeJS.ErrnoException, socket: Socket) => {
    if (error.code === 'ECONNRESET' || !socket.writable) return void socket.destroy();
    const kind = (KINDS[error.code ?? ''] ?? 'malformed-request') as keyof typeof DETAILS;
    const body = JSON.stringify(problemDocument(new Problem(kind, DETAILS[kind]), language, '/'));
    const { status, en } = PROBLEM_KINDS[kind];
    const headers = [
      `HTTP/1.1 ${status} ${en}`,
      'Content-Type: application/problem+json; charset=utf-8',
      `Content-Length: ${Buffer.byteLength(body)}`,
      'Cache-Control: no-store',
      'Connection: close',
    ];
    socket.end(`${headers.join('\r\n')}\r\n\r\n${body}`);
  });
}

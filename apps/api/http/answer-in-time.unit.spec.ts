import type { ExecutionContext } from '@nestjs/common';
import { describe, expect, it } from '@jest/globals';
import { firstValueFrom, NEVER, of, throwError } from 'rxjs';
import { AnswerInTime } from './answer-in-time.js';

const asked = (method: string) =>
  ({ switchToHttp: () => ({ getRequest: () => ({ method }) }) }) as unknown as ExecutionContext;

describe('an answer that takes too long', () => {
  const inTime = new AnswerInTime(1);

  it('is a problem that says when to ask again', async () => {
    const answer = firstValueFrom(inTime.intercept(asked('GET'), { handle: () => NEVER }));
    await expect(answer).rejects.toMatchObject({
      kind: 'timed-out',
      status: 503,
      extras: { headers: { 'Retry-After': '5' } },
    });
  });

  it('of a command says how to find out whether it was recorded', async () => {
    const answer = firstValueFrom(inTime.intercept(asked('POST'), { handle: () => NEVER }));
    await expect(answer).rejects.toMatchObject({ detail: { en: expect.stringContaining('same Idempotency-Key') } });
  });

  it('is not what comes in time, be it an answer or an error', async () => {
    expect(await firstValueFrom(inTime.intercept(asked('GET'), { handle: () => of(1) }))).toBe(1);
    const failing = firstValueFrom(
      inTime.intercept(asked('GET'), { handle: () => throwError(() => new RangeError('x')) }),
    );
    await expect(failing).rejects.toThrow(RangeError);
  });
});

import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { generateHistory } from '#generator';
import { Register } from '../register.js';

/** A register in a folder of its own that holds a generated history; both go away with it. */
export interface GeneratedRegister extends AsyncDisposable {
  readonly folder: string;
  readonly register: Register;
}

/** Makes one of twelve years up to 2025. */
export async function generatedRegister(options: {
  readonly units: number;
  readonly seed: number;
  readonly ambiti: number;
}): Promise<GeneratedRegister> {
  const folder = await mkdtemp(join(tmpdir(), 'registro-generated-'));
  await Register.create(folder);
  const clock = () => new Date('2025-06-01T08:00:00Z');
  const register = await Register.open({ data: folder, mode: 'write', clock, purpose: 'test' });
  async function* lines(): AsyncGenerator<Buffer> {
    for (const event of generateHistory({ ...options, years: 12 })) yield Buffer.from(`${JSON.stringify(event)}\n`);
  }
  await register.importHistory(lines());
  return {
    folder,
    register,
    [Symbol.asyncDispose]: async () => {
      await register.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

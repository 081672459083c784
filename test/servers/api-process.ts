import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Program, type Listening } from '../processes/program.js';
import { serverUrl } from './server.js';

/** `registro serve` as a process that can be killed and started again, its log on the server, its views in its own folder. */
export class ApiProcess implements AsyncDisposable {
  #running: Listening | undefined;

  private constructor(
    readonly register: string,
    readonly folder: string,
  ) {}

  static async start(register: string): Promise<ApiProcess> {
    const api = new ApiProcess(register, await mkdtemp(join(tmpdir(), 'registro-api-')));
    await api.restart();
    return api;
  }

  /** Where it answers, or did when it was last there. */
  get url(): string {
    return this.#running?.url ?? '';
  }

  /** Resolves when it answers. @throws when it ended instead */
  async restart(): Promise<void> {
    this.#running = await Program.start('serve', {
      REGISTRO_DATA: this.folder,
      REGISTRO_EVENT_STORE: serverUrl(),
      REGISTRO_EVENT_STORE_REGISTER: this.register,
    });
  }

  /** As by a power cut. */
  async kill(): Promise<void> {
    await this.#running?.kill();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#running?.program.end();
    await rm(this.folder, { recursive: true, force: true });
  }
}

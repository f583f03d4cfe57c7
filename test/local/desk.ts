import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Local, startLocal } from '#local/runtime.ts';
import type { LocalOptions } from '#local/settings.ts';

/** The small assembly the local runtime is tested with. */
export const SMALL = join(import.meta.dirname, 'fixtures', 'assembly');

/** A running desk with its folder, and shorthands to talk to it. */
export interface TestDesk extends Local {
  readonly folder: string;
  get(path: string, headers?: Record<string, string>): Promise<Response>;
  post(path: string, body: unknown, headers?: Record<string, string>): Promise<Response>;
  /** Stops it and deletes its folder. */
  end(): Promise<void>;
}

/** Starts a desk in this process, on free ports and a folder of its own. */
export async function startDesk(options: LocalOptions = {}): Promise<TestDesk> {
  const folder = options.folder ?? mkdtempSync(join(tmpdir(), 'switchboard-'));
  const local = await startLocal({ assembly: SMALL, httpPort: 0, smtpPort: 0, ...options, folder });
  return {
    ...local,
    folder,
    get: (path, headers = {}) => fetch(local.http + path, { headers }),
    post: (path, body, headers = {}) =>
      fetch(local.http + path, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...headers },
        body: typeof body === 'string' ? body : JSON.stringify(body),
      }),
    end: async () => {
      await local.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

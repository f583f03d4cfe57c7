import { setTimeout as pause } from 'node:timers/promises';
import type { Counters } from '#local/counters.ts';
import type { Mail } from '#local/mail/mailbox.ts';
import { deleteFolder, type SpawnedDesk, spawnDesk } from '#test/local/spawn-desk.ts';
import type { Snapshot } from './snapshot.ts';

/** A desk in a process of its own, as the bench talks to it. */
export interface BenchDesk extends SpawnedDesk {
  get<T>(path: string): Promise<T>;
  token(sub: string, ...groups: string[]): Promise<string>;
  mails(to: string): Promise<readonly Mail[]>;
  ledger(): Promise<readonly Readonly<{ messageId: string; class: string; caseId: string }>[]>;
  /** Waits until nothing moves, and counts. */
  rest(): Promise<Snapshot>;
  counters(): Promise<Counters>;
  /** Stops it and deletes its folder. */
  end(): Promise<void>;
}

/** Starts a desk on free ports and a folder of its own. */
export async function startBenchDesk(
  environment: Record<string, string>,
  folder?: string,
): Promise<BenchDesk> {
  const desk = await spawnDesk({ environment, ...(folder !== undefined && { folder }) });
  const get = async <T>(path: string) => (await (await fetch(desk.http + path)).json()) as T;
  const counters = () => get<Counters>('/local/counters');
  return {
    ...desk,
    get,
    counters,
    token: async (sub, ...groups) =>
      (await get<{ token: string }>(`/local/token?sub=${sub}&groups=${groups.join(',')}`)).token,
    mails: (to) => get(`/local/mailbox?to=${encodeURIComponent(to)}`),
    ledger: () => get('/local/ledger'),
    rest: async () => {
      while (!(await get<{ idle: boolean }>('/local/idle')).idle) await pause(50);
      const { functions, operations = [] } = await counters();
      return { functions, operations };
    },
    end: async () => {
      await desk.stop();
      deleteFolder(desk.folder);
    },
  };
}

import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { assemblyFolder } from '#local/assembly/synth.ts';
import type { Mail } from '#local/mail/mailbox.ts';
import { deleteFolder, newFolder, type SpawnedDesk, spawnDesk } from '#test/local/spawn-desk.ts';
import { type Api, type Reply, talkTo } from './api.ts';
import { type Letter, post } from './letters.ts';
import { type System, startSystem } from './system.ts';
import { waitFor } from './wait.ts';

/** One row of the books, as a stranger reads it. */
export type LedgerRow = Readonly<{
  at: string;
  messageId: string | null;
  class: string;
  cause: string | null;
  caseId: string | null;
}>;

/** A desk that runs in a process of its own, with a system for every department that has one, driven from outside. */
export interface Desk {
  /** The process as it runs now; another one after a restart. */
  running(): SpawnedDesk;
  readonly systems: Readonly<Record<'it' | 'hr' | 'facilities', System>>;
  /** The ids of the mails the door has taken so far. */
  readonly taken: string[];
  /** Sends a mail and answers with its Message-ID. */
  send(letter: Letter): Promise<string>;
  /** Sends a mail and waits for what it became. */
  becomes(letter: Letter): Promise<LedgerRow>;
  mailbox(to: string): Promise<readonly Mail[]>;
  /** Waits for the mail at this place of those to an address that speak of something. */
  mailTo(to: string, about: string, place?: number): Promise<Mail>;
  ledger(): Promise<readonly LedgerRow[]>;
  deadLetters(): Promise<readonly object[]>;
  /** Moves the desk's clock. */
  advance(
    time: Readonly<{ days?: number; hours?: number; minutes?: number; seconds?: number }>,
  ): Promise<string>;
  now(): Promise<Date>;
  atRest(): Promise<void>;
  get(path: string): Promise<Reply>;
  /** Posts something without a token. */
  put(path: string, body: unknown): Promise<Reply>;
  /** The API as somebody with these groups sees it. */
  as(sub: string, ...groups: string[]): Api;
  kill(): Promise<void>;
  restart(): Promise<void>;
  end(): Promise<void>;
}

/** Starts a desk on a folder of its own. The stacks are synthesized once for all desks, and each runs its own copy. */
export async function startDesk(
  more: Readonly<Record<string, string>> = {},
  prepare: (assembly: string) => void = () => {},
): Promise<Desk> {
  const folder = newFolder();
  const assembly = join(folder, 'assembly');
  const [it, hr, facilities] = await Promise.all([startSystem(), startSystem(), startSystem()]);
  const systems = { it, hr, facilities };
  const given = Object.entries(systems).flatMap(([department, { url, secret }]) => [
    [`DESK_ENDPOINT_${department.toUpperCase()}`, url],
    [`DESK_SECRET_${department.toUpperCase()}`, secret],
  ]);
  const environment: Record<string, string> = { ...Object.fromEntries(given), ...more };
  cpSync(await assemblyFolder(undefined), assembly, { recursive: true });
  prepare(assembly);
  const spawned = (doors: Record<string, string> = {}) =>
    spawnDesk({ folder, assembly, environment: { ...environment, ...doors } });
  let desk = await spawned();
  // Links in mails name the door, so a desk that is started again has the doors it had.
  const [http, smtp] = [desk.http, desk.smtp].map((url) => new URL(url).port);
  const doors = { DESK_HTTP_PORT: String(http), DESK_SMTP_PORT: String(smtp) };
  const taken: string[] = [];

  const { get, put, as } = talkTo(() => desk.http);
  const read = async <T>(path: string) => (await get(path)).body as T;
  const ledger = () => read<readonly LedgerRow[]>('/local/ledger');
  const mailbox = (to: string) => read<readonly Mail[]>(`/local/mailbox?to=${encodeURIComponent(to)}`);
  const send = async (letter: Letter) => {
    const id = await post(desk.smtp, letter);
    taken.push(id);
    return id;
  };

  return {
    running: () => desk,
    systems,
    taken,
    send,
    becomes: async (letter) => {
      const id = await send(letter);
      return waitFor(`ledger row of ${id}`, async () =>
        (await ledger()).find(({ messageId }) => messageId?.replace(/[<>]/g, '') === id),
      );
    },
    mailbox,
    mailTo: (to, about, place = 1) =>
      waitFor(`mail ${place} to ${to} about ${about}`, async () => {
        const mails = (await mailbox(to)).filter(({ subject, text }) =>
          `${subject}\n${text}`.includes(about),
        );
        return mails[place - 1];
      }),
    ledger,
    deadLetters: () => read('/local/dead-letters'),
    advance: async ({ days = 0, hours = 0, minutes = 0, seconds = 0 }) => {
      const advanceSeconds = ((days * 24 + hours) * 60 + minutes) * 60 + seconds;
      const { status, body } = await put('/local/clock', { advanceSeconds });
      if (status !== 200) throw new Error(`the clock was not moved: ${JSON.stringify(body)}`);
      return String((body as { now: string }).now);
    },
    now: async () => new Date((await read<{ now: string }>('/local/clock')).now),
    atRest: async () => {
      await waitFor('rest', async () => (await read<{ idle: boolean }>('/local/idle')).idle);
    },
    get,
    put,
    as,
    kill: () => desk.kill(),
    restart: async () => {
      desk = await spawned(doors);
    },
    end: async () => {
      await desk.kill();
      await Promise.all(Object.values(systems).map((system) => system.close()));
      deleteFolder(folder);
    },
  };
}

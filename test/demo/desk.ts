import { Temporal } from 'temporal-polyfill';
import type { Mail } from '#local/mail/mailbox.ts';
import { type Api, talkTo } from '#test/journeys/driver/api.ts';
import type { LedgerRow } from '#test/journeys/driver/desk.ts';
import { waitFor } from '#test/journeys/driver/wait.ts';

/** Where the people of the demonstration live. */
const ZONE = 'Europe/Berlin';

/** The running desk, as somebody from outside talks to it. */
export interface DemoDesk {
  readonly http: string;
  readonly smtp: string;
  as(sub: string, ...groups: string[]): Api;
  mailbox(to: string): Promise<readonly Mail[]>;
  /** Waits for a mail to somebody that speaks of all of this. */
  mailTo(to: string, ...about: readonly string[]): Promise<Mail>;
  /** Waits for the row of a mail in the books, the first or a later one. */
  booked(messageId: string, place?: number): Promise<LedgerRow>;
  /** Points a department at a system. */
  pointAt(department: string, system: Readonly<{ url: string; secret: string }>): Promise<void>;
  /** The desk's own time. */
  now(): Date;
  /** Moves the desk's clock to the next such moment in the zone of the company. */
  moveTo(weekday: number, time: string): Promise<void>;
  stop(): void;
}

/** A system that is down is tried again after five and after thirty seconds. */
const LIMIT = 150_000;

const bare = (messageId: string | null) => messageId?.replace(/[<>]/g, '');

/** The books are read by one reader for all who wait, because every reading runs a function. */
function openBooks(read: () => Promise<readonly LedgerRow[]>) {
  let rows: readonly LedgerRow[] = [];
  let wanted = 0;
  const timer = setInterval(async () => {
    if (wanted > 0) rows = await read().catch(() => rows);
  }, 400);
  return {
    booked: async (messageId: string, place = 1) => {
      wanted += 1;
      try {
        return await waitFor(`row ${place} of ${messageId} in the books`, async () =>
          rows.filter((row) => bare(row.messageId) === messageId).at(place - 1),
        );
      } finally {
        wanted -= 1;
      }
    },
    stop: () => clearInterval(timer),
  };
}

/** Finds the running desk; without one, says how to start it. */
export async function findDesk(environment: NodeJS.ProcessEnv): Promise<DemoDesk | string> {
  const http = environment.DESK_HTTP ?? `http://127.0.0.1:${environment.DESK_HTTP_PORT ?? 8080}`;
  const smtp = environment.DESK_SMTP ?? `smtp://127.0.0.1:${environment.DESK_SMTP_PORT ?? 2525}`;
  const { get, put, as } = talkTo(() => http);
  const clock = async () =>
    Number(((await get('/local/clock')).body as { offsetSeconds: number }).offsetSeconds) * 1000;
  let offset: number;
  try {
    offset = await clock();
    if (Number.isNaN(offset)) throw new Error('something else answers there');
  } catch {
    return `no desk answers at ${http}: start one with \`npm start\` in another terminal, or say where it is with DESK_HTTP and DESK_SMTP`;
  }
  const read = async <T>(path: string) => (await get(path)).body as T;
  const mailbox = (to: string) => read<readonly Mail[]>(`/local/mailbox?to=${encodeURIComponent(to)}`);
  const books = openBooks(() => read<readonly LedgerRow[]>('/local/ledger'));
  const now = () => new Date(Date.now() + offset);

  return {
    http,
    smtp,
    as,
    mailbox,
    booked: books.booked,
    mailTo: (to, ...about) =>
      waitFor(
        `a mail to ${to} about ${about.join(', ')}`,
        async () =>
          (await mailbox(to)).find(({ subject, text }) =>
            about.every((words) => `${subject}\n${text}`.includes(words)),
          ),
        LIMIT,
      ),
    pointAt: async (department, { url, secret }) => {
      const { status } = await put('/local/endpoints', { department, url, secret });
      if (status !== 200) throw new Error(`${department} could not be pointed at its system: ${status}`);
    },
    now,
    moveTo: async (weekday, time) => {
      const start = Temporal.Instant.fromEpochMilliseconds(now().getTime()).toZonedDateTimeISO(ZONE);
      let then = start.withPlainTime(time);
      while (then.dayOfWeek !== weekday || Temporal.ZonedDateTime.compare(then, start) <= 0)
        then = then.add({ days: 1 });
      const advanceSeconds = Math.ceil(start.until(then).total('seconds'));
      const { status, body } = await put('/local/clock', { advanceSeconds });
      if (status !== 200) throw new Error(`the clock was not moved: ${JSON.stringify(body)}`);
      offset = await clock();
    },
    stop: books.stop,
  };
}

import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { createTransport } from 'nodemailer';
import type { Counters } from '#local/counters.ts';
import { FRONT_DOOR } from '#test/journeys/driver/letters.ts';
import { type BenchDesk, startBenchDesk } from './desk.ts';
import type { Row } from './table.ts';

const CONCURRENCIES = [1, 4, 8];
const WARM_UP = 10;

const PROBLEMS = [
  ['VPN', 'The VPN connection drops all the time.'],
  ['Heating', 'The heating in my office is not working.'],
  ['Payslip', 'My salary is wrong this month, overtime is missing on my payslip.'],
  ['Printer', 'The printer on the second floor prints blank pages.'],
] as const;

/** Sends so many mails from as many people, some at a time, each sender on a connection that stays open. */
async function sendAll(smtp: string, mails: number, concurrency: number): Promise<string[]> {
  const { hostname: host, port } = new URL(smtp);
  const ids = Array.from({ length: mails }, () => `${randomUUID()}@corp.example`);
  const waiting = [...ids];
  const sender = async () => {
    const transport = createTransport({
      host,
      port: Number(port),
      ignoreTLS: true,
      pool: true,
      maxConnections: 1,
    });
    for (let id = waiting.pop(); id !== undefined; id = waiting.pop()) {
      const [subject, text] = PROBLEMS[waiting.length % PROBLEMS.length] ?? PROBLEMS[0];
      const from = `p${id.slice(0, 13)}@corp.example`;
      await transport.sendMail({ from, to: FRONT_DOOR, subject, text, messageId: `<${id}>` });
    }
    transport.close();
  };
  await Promise.all(Array.from({ length: concurrency }, () => sender()));
  return ids;
}

/** Waits until no mail lies before the desk's door any more; asking is cheap and says nothing to the desk itself. */
async function takenIn(desk: BenchDesk): Promise<void> {
  for (;;) {
    const { queues } = await desk.counters();
    const intake = Object.entries(queues).find(([name]) => name.endsWith('-intake'))?.[1];
    if (intake === undefined) throw new Error('the desk has no intake queue');
    if (intake.ready + intake.inFlight === 0) return;
    await pause(20);
  }
}

async function opened(desk: BenchDesk, ids: readonly string[]): Promise<void> {
  const rows = new Map((await desk.ledger()).map((row) => [row.messageId, row.class]));
  const missing = ids.filter((id) => rows.get(id) !== 'opened');
  if (missing.length > 0) throw new Error(`${missing.length} of ${ids.length} mails opened no case`);
}

const spent = (before: Counters, after: Counters, part: 'desk' | 'engines' | 'dynamodb') =>
  (after.processor[part] ?? 0) - (before.processor[part] ?? 0);

async function measure(desk: BenchDesk, mails: number, concurrency: number): Promise<Row> {
  await desk.rest();
  const before = await desk.counters();
  const start = performance.now();
  const ids = await sendAll(desk.smtp, mails, concurrency);
  const sent = performance.now() - start;
  await takenIn(desk);
  const taken = performance.now() - start;
  await desk.rest();
  const rested = performance.now() - start;
  const after = await desk.counters();
  await opened(desk, ids);
  const perSecond = (milliseconds: number) => Math.round((mails / milliseconds) * 10_000) / 10;
  const each = (part: 'desk' | 'engines' | 'dynamodb') =>
    Math.round((spent(before, after, part) / mails) * 10) / 10;
  return {
    'senders at once': concurrency,
    mails,
    'accepted/s': perSecond(sent),
    'opened/s': perSecond(taken),
    'answered and asked/s': perSecond(rested),
    'desk ms/mail': each('desk'),
    'queues and processes ms/mail': each('engines'),
    'DynamoDB ms/mail': each('dynamodb'),
  };
}

/** How many mails this machine takes in, and what each costs its processor. A figure of the machine, never a verdict. */
export async function measureThroughput(mails: number): Promise<Row[]> {
  const desk = await startBenchDesk({});
  try {
    await measure(desk, WARM_UP, 1);
    const rows: Row[] = [];
    for (const concurrency of CONCURRENCIES) rows.push(await measure(desk, mails, concurrency));
    return rows;
  } finally {
    await desk.end();
  }
}

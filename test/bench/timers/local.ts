import { randomUUID } from 'node:crypto';
import { createTransport } from 'nodemailer';
import type { Counters } from '#local/counters.ts';
import { FRONT_DOOR } from '#test/journeys/driver/letters.ts';
import { type BenchDesk, startBenchDesk } from '../desk.ts';

const SENDERS = 8;

/** As many mails as cases, some at a time; each is an incident with three promises. */
async function open(desk: BenchDesk, cases: number): Promise<void> {
  const { hostname: host, port } = new URL(desk.smtp);
  let left = cases;
  const sender = async () => {
    const transport = createTransport({
      host,
      port: Number(port),
      ignoreTLS: true,
      pool: true,
      maxConnections: 1,
    });
    while (left-- > 0) {
      const id = randomUUID();
      const from = `p${id.slice(0, 13)}@corp.example`;
      const text = 'The VPN connection drops all the time.';
      await transport.sendMail({
        from,
        to: FRONT_DOOR,
        subject: 'VPN',
        text,
        messageId: `<${id}@corp.example>`,
      });
    }
    transport.close();
  };
  await Promise.all(Array.from({ length: SENDERS }, sender));
}

/** How often a function ran; its deployed name ends with its own. */
const callsOf = ({ functions }: Counters, name: string): number =>
  Object.entries(functions).find(([each]) => each.endsWith(`-${name}`))?.[1].invocations ?? 0;

/** How long the desk's clock goes on: until every promise of an incident has broken. */
const HOURS = 48;

/** Lets an hour go by at a time: one request for all of it would be given up by its own client. */
async function pass(desk: BenchDesk, advanceSeconds: number): Promise<void> {
  const answer = await fetch(`${desk.http}/local/clock`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ advanceSeconds }),
  });
  if (!answer.ok) throw new Error(`the clock does not go on: ${answer.status} ${await answer.text()}`);
}

const seconds = (since: number) => `${((performance.now() - since) / 1000).toFixed(0)} s`;

/**
 * The same on the local runtime: real mails, real cases, real tables and queues; then the desk's clock goes on for two days
 * and every promise of every case breaks. What it takes is a figure of the machine; that each is told once is not.
 */
export async function runLocally(cases: number, tell: (line: string) => void): Promise<string> {
  const desk = await startBenchDesk({});
  try {
    const begun = performance.now();
    await open(desk, cases);
    await desk.rest();
    const opening = seconds(begun);
    tell(`${cases} cases are open after ${opening}`);
    const before = callsOf(await desk.counters(), 'check-clock');
    const waited = performance.now();
    for (let hour = 0; hour < HOURS; hour++) await pass(desk, 3600);
    await desk.rest();
    const after = await desk.counters();
    const told = await desk.mails('it-support@corp.example');
    const warned = told.filter(({ subject }) => subject.includes('of the time is used up')).length;
    const broken = told.filter(({ subject }) => subject.includes('was not kept')).length;
    const looks = callsOf(after, 'check-clock') - before;
    const rows: readonly (readonly [string, string | number])[] = [
      ['cases', cases],
      ['opening them', opening],
      ['two days of their promises', seconds(waited)],
      ['warnings told (two promises a case)', warned],
      ['breaches told (two promises a case)', broken],
      ['calls of check-clock', looks],
      ['sweeps', callsOf(after, 'sweep')],
    ];
    return [
      '| local runtime | |',
      '| --- | --- |',
      ...rows.map(([name, value]) => `| ${name} | ${value} |`),
    ].join('\n');
  } finally {
    await desk.end();
  }
}

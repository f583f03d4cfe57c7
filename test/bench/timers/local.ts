import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { deskOn } from '#functions/desk.ts';
import type { Counters } from '#local/counters.ts';
import { type BenchDesk, startBenchDesk } from '../desk.ts';
import { BREAKS_AFTER, openCases, spreadOf, tableOf, whatHappened } from './local-cases.ts';
import { folderInMemory, mostMemory } from './machine.ts';

/** DynamoDB on one machine takes no more at once: more lanes only wait longer. */
const LANES = 8;

/** How often a function ran; its deployed name ends with its own. */
const callsOf = ({ functions }: Counters, name: string): number =>
  Object.entries(functions).find(([each]) => each.endsWith(`-${name}`))?.[1].invocations ?? 0;

/** Lets the desk's clock go on. */
async function pass(desk: BenchDesk, advanceSeconds: number): Promise<number> {
  const answer = await fetch(`${desk.http}/local/clock`, {
    method: 'POST',
    // A connection of its own: one that was kept may be closed by the desk while it is being used again.
    headers: { 'content-type': 'application/json', connection: 'close' },
    body: JSON.stringify({ advanceSeconds }),
  });
  if (!answer.ok) throw new Error(`the clock does not go on: ${answer.status} ${await answer.text()}`);
  return Date.parse(((await answer.json()) as { now: string }).now);
}

/** What the sweep's own log says it sent. */
function sentBySweep(folder: string): number {
  const logs = join(folder, 'logs');
  const [name] = readdirSync(logs).filter((each) => each.endsWith('-sweep.log'));
  const text = name === undefined ? '' : readFileSync(join(logs, name), 'utf8');
  return [...text.matchAll(/"WakeUpsSent":\s*(\d+)/g)].reduce((sum, [, sent]) => sum + Number(sent), 0);
}

const since = (begun: number) => `${((performance.now() - begun) / 1000).toFixed(0)} s`;

/** The moment before which so many cases are surely open, in a table on this machine. */
const openBy = (now: number, cases: number) => now + 600_000 + cases * 40;

/**
 * The same on the local runtime: cases in a real table, written by the desk's own commit; then the desk's clock goes on
 * until each was warned of and broke, and the real sweep, queue and look announce both. Nobody's process runs: a jump
 * waits for rest at every moment at which anything falls due, so mails, reminders and processes of 1,500 cases over two
 * days were some hundred thousand moments. Where the system keeps files in memory, the desk's data lie there. What it
 * takes is a figure of the machine; that each is told once, and when by the desk's clock, is not.
 */
export async function runLocally(cases: number, tell: (line: string) => void): Promise<string> {
  const begun = performance.now();
  const folder = folderInMemory();
  const desk = await startBenchDesk({}, folder);
  try {
    const table = tableOf(await desk.get('/local/engines'));
    const opens = performance.now();
    const from = openBy(Date.now(), cases);
    const settings = { frontDoor: 'help@desk.example', companyDomains: ['corp.example'], publicUrl: '' };
    await openCases(deskOn(table, settings), cases, from, LANES);
    const opening = since(opens);
    tell(`${cases} cases are open after ${opening}`);
    if (Date.now() > from - 240_000) throw new Error('opening took longer than was thought');

    const waited = performance.now();
    let now = await pass(desk, Math.floor((from - 240_000 - Date.now()) / 1000));
    const end = from + (spreadOf(cases) + BREAKS_AFTER + 300) * 1000;
    while (now < end) {
      now = await pass(desk, 60);
      tell(`${((now - from) / 60_000).toFixed(0)} minutes, ${since(waited)}`);
    }
    await desk.rest();
    const took = since(waited);
    const counters = await desk.counters();
    const { announced, effects } = await whatHappened(table);
    const times = new Map<string, number>();
    for (const { name } of announced) times.set(name, (times.get(name) ?? 0) + 1);
    const late = Float64Array.from(announced, (each) => each.late / 1000).sort();
    const share = (of: number) =>
      (late[Math.min(late.length - 1, Math.floor(late.length * of))] ?? 0).toFixed(1);
    const sent = sentBySweep(desk.folder);
    const memory = mostMemory(desk);
    const rows: readonly (readonly [string, string | number])[] = [
      ['open cases, three promises each', cases],
      ['data of the desk', folder === undefined ? 'on disk' : 'in memory'],
      ['opening them', opening],
      [`${Math.round((end - from) / 60_000)} minutes of the desk’s clock`, took],
      ['thresholds due · announced', `${cases * 2} · ${announced.length}`],
      ['announced twice', [...times.values()].filter((each) => each > 1).length],
      ['late in desk time: p50 · p99 · max', `${share(0.5)} s · ${share(0.99)} s · ${share(1)} s`],
      ['sweeps', callsOf(counters, 'sweep')],
      ['wake-ups sent by the sweep, per case', `${sent} · ${(sent / cases).toFixed(3)}`],
      ['wake-ups sent with a commit', effects.filter((kind) => kind === 'wake').length],
      ['calls of check-clock (up to ten looks each)', callsOf(counters, 'check-clock')],
      [
        'mails promised · dead letters',
        `${effects.filter((kind) => kind === 'mail').length} · ${dead(counters)}`,
      ],
      [
        'memory: runtime, engines and DynamoDB, at most',
        memory === undefined ? '–' : `${(memory / 1e6).toFixed(0)} MB`,
      ],
      ['wall time', since(begun)],
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

const dead = ({ deadLetters }: Counters) => Object.values(deadLetters).reduce((sum, each) => sum + each, 0);

import { resolveCase } from '#desk/case/resolve-case.ts';
import { sendMessage } from '#desk/case/send-message.ts';
import { isRefusal } from '#desk/errors.ts';
import { DEFAULT_CAPS } from '#desk/intake/caps.ts';
import { AGENT, PROCESS } from '../memory/stories.ts';
import { written } from './answerers.ts';
import type { Scenario } from './scenarios.ts';
import {
  type Automatic,
  BEGIN,
  chances,
  type DeskAt,
  letLeave,
  type Mutant,
  post,
  step,
  type World,
} from './world.ts';

/** More arrivals than any quiet world has: what is not at rest by then is a loop. */
const ENDLESS = 400;
const HOUR = 3_600_000;

/** What became of one run, and the first thing that was wrong with it. */
export type Outcome = Readonly<{
  mails: number;
  cases: number;
  automatic: number;
  alarms: number;
  hours: number;
  broken: string | undefined;
}>;

/** The most of these that lie within one sliding window. */
function most(times: readonly number[], window: number): number {
  const sorted = times.toSorted((a, b) => a - b);
  return sorted.reduce((found, at, i) => {
    const inside = sorted.slice(0, i + 1).filter((other) => at - other < window).length;
    return Math.max(found, inside);
  }, 0);
}

const busiest = (mails: readonly Automatic[], by: (mail: Automatic) => string, window: number) => {
  const groups = new Map<string, number[]>();
  for (const mail of mails) groups.set(by(mail), [...(groups.get(by(mail)) ?? []), mail.at]);
  return Math.max(0, ...[...groups.values()].map((times) => most(times, window)));
};

const COUNTED = new Set(['ack', 'resolved', 'told']);
const counted = ({ sent }: DeskAt) => sent.filter(({ name }) => COUNTED.has(name));
const alarms = ({ sent }: DeskAt) => sent.filter(({ name }) => name === 'stopped').length;
const reopenings = ({ desk }: DeskAt) =>
  [...desk.rows.commits.values()].map((commits) =>
    commits
      .flatMap(({ events }) => events)
      .flatMap(({ type, at }) => (type === 'CaseReopened' ? [Date.parse(at)] : [])),
  );

/** Cases begun by an address within the hour after automatic mail to it was stopped. */
const begunAfterwards = ({ desk }: DeskAt) =>
  [...desk.rows.automatic].flatMap(([address, mails]) => {
    const stops = mails.filter(({ stopped }) => stopped).map(({ at }) => Date.parse(at));
    return [...desk.rows.heads.values()].filter(({ requester, openedAt }) => {
      const since = stops.map((at) => Date.parse(openedAt) - at);
      return requester.address === address && since.some((after) => after > 0 && after < HOUR);
    });
  });

/** The first rule that a desk broke, in words. */
function brokenBy(at: DeskAt, { cases, reopens }: Scenario): string | undefined {
  const mails = counted(at);
  const rows = [...at.desk.rows.ledger.values()];
  const opened = reopenings(at);
  const rules: readonly (readonly [string, boolean])[] = [
    [`${at.desk.rows.heads.size} cases`, at.desk.rows.heads.size > cases],
    [
      'automatic mails to one address about one case',
      busiest(mails, ({ to, caseId }) => to + caseId, HOUR) > DEFAULT_CAPS.perRecipientAndCaseAnHour,
    ],
    [
      'automatic mails to one address in an hour',
      busiest(mails, ({ to }) => to, HOUR) > DEFAULT_CAPS.perRecipientAnHour,
    ],
    [
      'automatic mails to one address in a day',
      busiest(mails, ({ to }) => to, 24 * HOUR) > DEFAULT_CAPS.perRecipientADay,
    ],
    [`${alarms(at)} alarms`, alarms(at) > 1],
    ['a case begun by whom automatic mail was stopped to', begunAfterwards(at).length > 0],
    ['opened again too often', opened.some((times) => most(times, HOUR) > 3)],
    ['opened again by a machine that says it is one', !reopens && opened.flat().length > 0],
    [
      'a mail without its row, or with two',
      new Set(rows.map(({ raw }) => raw)).size !== at.received.length || rows.length !== at.received.length,
    ],
  ];
  return rules.find(([, broken]) => broken)?.[0];
}

/** People and processes of a desk do now and then what makes it write by itself. */
async function work(world: World, at: DeskAt): Promise<void> {
  const open = [...at.desk.rows.heads.keys()];
  const id = open[Math.floor(world.chance() * open.length)];
  if (id === undefined) return;
  try {
    if (world.chance() < 0.6) await resolveCase(at.ports, id, PROCESS, { outcome: 'solved' });
    else
      await sendMessage(at.ports, id, AGENT, {
        body: 'b',
        visibility: 'public',
        waitForReply: world.chance() < 0.5,
      });
  } catch (error) {
    if (!isRefusal(error)) throw error;
  }
  await letLeave(world, at);
}

/** One run of a scenario: a person writes once, machines do the rest, until no mail is on its way any more. */
export async function simulate(scenario: Scenario, seed: number, mutant: Mutant = {}): Promise<Outcome> {
  const chance = chances(seed);
  const world: World = {
    now: BEGIN,
    chance,
    desks: scenario.desks(mutant),
    answerers: scenario.answerers(chance),
    wire: scenario.wire ?? ((mail) => mail),
    waiting: [],
    delivered: 0,
    numbers: 0,
  };
  const [first] = world.desks;
  if (first === undefined) throw new Error('a scenario without a desk');
  for (const { ports } of world.desks) await ports.bodies.put('b', { text: 'Is it done now?' });
  post(
    world,
    written(world, {
      from: scenario.from,
      to: first.frontDoor,
      subject: 'The printer is broken',
      text: 'It does not print.',
    }),
  );
  let acts = scenario.acts ?? 3 + Math.floor(chance() * 5);
  for (;;) {
    const moved = await step(world, mutant);
    if (world.delivered > ENDLESS) break;
    // Someone works on it now and then, and a little after everything came to rest.
    if (acts > 0 && (!moved || chance() < 0.3)) {
      acts -= 1;
      world.now += Math.floor((chance() ** 2 * 12 * HOUR) / (scenario.acts ?? 4));
      for (const { desk } of world.desks) desk.rows.now = new Date(world.now).toISOString();
      for (const at of world.desks) await work(world, at);
    } else if (!moved) break;
  }
  const broken =
    world.delivered > ENDLESS
      ? `no rest after ${ENDLESS} mails`
      : world.desks.map((at) => brokenBy(at, scenario)).find((found) => found !== undefined);
  const sum = (of: (at: DeskAt) => number) => world.desks.reduce((total, at) => total + of(at), 0);
  return {
    mails: world.delivered,
    cases: Math.max(...world.desks.map(({ desk }) => desk.rows.heads.size)),
    automatic: sum((at) => counted(at).length),
    alarms: sum(alarms),
    hours: (world.now - BEGIN) / HOUR,
    broken,
  };
}

import { DEPARTMENTS } from '#statemachines/index.ts';
import { linkIn, post } from '#test/journeys/driver/letters.ts';
import { press } from '#test/journeys/driver/page.ts';
import { type System, startSystem } from '#test/journeys/driver/system.ts';
import { waitFor } from '#test/journeys/driver/wait.ts';
import { type BenchDesk, startBenchDesk } from './desk.ts';
import type { OrdinaryPath, Step } from './ordinary-paths.ts';
import { counting, openedBy, type PlayedCase } from './played-case.ts';

/** The departments whose systems take part. */
const SYSTEMS = ['it', 'hr', 'facilities'];

type Systems = ReadonlyMap<string, System>;

async function api(desk: BenchDesk, method: 'GET' | 'PUT', path: string, body?: object): Promise<unknown> {
  const groups = [...DEPARTMENTS.map(({ id }) => id), 'desk', 'platform'];
  const authorization = `Bearer ${await desk.token('look@corp.example', ...groups)}`;
  const headers = { authorization, 'content-type': 'application/json' };
  const answer = await fetch(desk.http + path, {
    method,
    headers,
    ...(body && { body: JSON.stringify(body) }),
  });
  if (!answer.ok) throw new Error(`${method} ${path} was answered ${answer.status}`);
  return answer.json();
}

/** The mails that were answered: of several questions to one group, each is answered once. */
const answeredMails = new Set<string>();

/** The last mail to somebody that asks something new; the desk is at rest, so there is no later one. */
async function askedOf(desk: BenchDesk, who: string, path: '/answers/' | '/surveys/', words = '') {
  const mail = await waitFor(`a mail to ${who}`, async () =>
    (await desk.mails(who)).findLast(({ text }) => text.includes(path) && !answeredMails.has(text)),
  );
  answeredMails.add(mail.text);
  return linkIn(mail, path, words);
}

/** Lets hours go by at the desk. */
async function passes(desk: BenchDesk, hours: number): Promise<void> {
  const body = JSON.stringify({ advanceSeconds: hours * 3600 });
  const headers = { 'content-type': 'application/json' };
  const { status } = await fetch(`${desk.http}/local/clock`, { method: 'POST', headers, body });
  if (status !== 200) throw new Error(`the clock was answered ${status}`);
}

/** A step of the case, with its name. */
async function stepOf(desk: BenchDesk, system: System | undefined, from: string, step: Step, nth: number) {
  if ('hours' in step) return [`${step.hours} hours later`, () => passes(desk, step.hours)] as const;
  if ('who' in step) {
    const link = await askedOf(desk, step.who, '/answers/');
    const act = async () => {
      const { status } = await press(link, step.answers, step.fields);
      if (status !== 200) throw new Error(`'${step.answers}' was answered ${status}`);
    };
    return [step.answers, act] as const;
  }
  if (system === undefined) throw new Error('this department has no system');
  const { body } = await system.next(from, nth);
  const act = async () => {
    const { status } = await system.call(body.callbackUrl, step);
    if (status !== 202) throw new Error(`the callback was answered ${status}`);
  };
  return ['callback', act] as const;
}

async function play(desk: BenchDesk, systems: Systems, path: OrdinaryPath): Promise<PlayedCase> {
  const { process, subject, text, manager, endsQuietly, steps } = path;
  const system = systems.get(process.split('/')[0] ?? '');
  const from = `${process.replaceAll('/', '-')}@corp.example`;
  if (manager !== undefined) await api(desk, 'PUT', `/people/${encodeURIComponent(from)}`, { manager });
  const { phase, played } = counting(desk);
  let messageId = '';
  await phase('intake', async () => {
    messageId = await post(desk.smtp, { from, subject, text });
    await waitFor('the case', async () =>
      (await desk.ledger()).some((row) => row.messageId.includes(messageId)),
    );
  });
  const caseId = await openedBy(desk, messageId);
  let calls = 0;
  for (const step of steps) {
    if ('outcome' in step) calls += 1;
    const [name, act] = await stepOf(desk, system, from, step, calls);
    await phase(name, act);
  }
  if (endsQuietly === undefined) {
    const survey = await askedOf(desk, from, '/surveys/', 'helped=yes');
    await phase('survey', () => press(survey, 'yes'));
  }
  const shown = (await api(desk, 'GET', `/cases/${caseId}`)) as {
    status: string;
    department: string;
    process?: { name: string };
  };
  const took = `${shown.department}/${shown.process?.name}`;
  if (took !== process || !['resolved', 'closed'].includes(shown.status)) {
    throw new Error(`the case of ${process} took ${took} and is ${shown.status}`);
  }
  return played(caseId);
}

/** Plays each way on one desk, one after the other, and counts it. */
export async function playOrdinaryCases(
  paths: readonly OrdinaryPath[],
): Promise<ReadonlyMap<string, PlayedCase>> {
  const systems: Systems = new Map(
    await Promise.all(SYSTEMS.map(async (department) => [department, await startSystem()] as const)),
  );
  const variables = [...systems].flatMap(([department, { url, secret }]) => [
    [`DESK_ENDPOINT_${department.toUpperCase()}`, url],
    [`DESK_SECRET_${department.toUpperCase()}`, secret],
  ]);
  const desk = await startBenchDesk({ DESK_COUNT: '1', ...Object.fromEntries(variables) });
  try {
    const all = new Map<string, PlayedCase>();
    for (const path of paths) all.set(path.process, await play(desk, systems, path));
    return all;
  } finally {
    await desk.end();
    await Promise.all([...systems.values()].map((system) => system.close()));
  }
}

import fc from 'fast-check';
import { expect } from 'vitest';
import { answerSurvey } from '#desk/case/answer-survey.ts';
import type { Case } from '#desk/case/case.ts';
import { change } from '#desk/case/commit.ts';
import { happened } from '#desk/case/events.ts';
import { evolveAll } from '#desk/case/evolve.ts';
import { resolveCase } from '#desk/case/resolve-case.ts';
import { sendMessage } from '#desk/case/send-message.ts';
import { DeskError, isRefusal } from '#desk/errors.ts';
import type { Ports } from '#desk/ports.ts';
import { lookAtCase } from '#desk/sla/look-at-case.ts';
import { ask } from '#desk/task/ask.ts';
import { arrive } from '../memory/mail.ts';
import { AGENT, opens, PROCESS, question } from '../memory/stories.ts';
import { type Memory, memory } from '../memory.ts';
import { interleaved } from './interleaved.ts';

/** How a case is changed; a mutant replaces a part of it. */
export type Changing = Readonly<{ change: typeof change; ports(desk: Memory): Ports }>;

/** The desk's own. */
export const CHANGING: Changing = { change, ports: ({ ports }) => ports };

/** Writers that raise one counter at once; tells which of them were told that it worked. */
async function raise({ change, ports }: Changing, scheduler: fc.Scheduler, writers: number) {
  const desk = memory();
  const { id } = await opens(desk);
  const wrapped = interleaved(ports(desk), scheduler);
  const one = (name: number) =>
    change(wrapped, id, (found) => {
      const value = String(Number(found.facts.count ?? 0) + 1);
      const facts = [
        { type: 'FactRecorded', name: 'count', value } as const,
        { type: 'NoteAdded', text: `${name}` } as const,
      ];
      return { events: happened(desk.rows.now, AGENT, ...facts), effects: [] };
    });
  const outcomes = await scheduler.waitFor(
    Promise.allSettled(Array.from({ length: writers }, (_, i) => one(i))),
  );
  return {
    desk,
    id,
    succeeded: outcomes.flatMap(({ status }, name) => (status === 'fulfilled' ? [`${name}`] : [])),
  };
}

/** V1, V3: of writers at once nobody's word is lost and nobody's counts twice, and versions grow by one (O1). */
export const noLostUpdate = (rules: Changing) =>
  fc.asyncProperty(fc.scheduler(), fc.integer({ min: 2, max: 6 }), async (scheduler, writers) => {
    const { desk, id, succeeded } = await raise(rules, scheduler, writers);
    const rows = desk.rows.commits.get(id) ?? [];
    const notes = rows
      .flatMap(({ events }) => events)
      .flatMap((event) => (event.type === 'NoteAdded' ? [event.text] : []));
    expect(desk.rows.heads.get(id)?.facts.count, 'V1: decided anew').toBe(String(notes.length));
    expect(notes.toSorted(), 'V3: everyone who was told so is in the history').toEqual(succeeded.toSorted());
    expect(
      rows.map(({ version }) => version),
      'O1: by one',
    ).toEqual(rows.map((_, at) => at + 1));
  });

/** V2: a race that is always lost is given up after a few times, and the caller is told. */
export const boundedRetries = (rules: Changing) =>
  fc.asyncProperty(fc.integer({ min: 1, max: 40 }), async (losses) => {
    const desk = memory();
    const { id } = await opens(desk);
    let tries = 0;
    const append: Ports['cases']['append'] = async (before, after, commit) => {
      tries += 1;
      if (tries <= losses) throw new DeskError('stale-version', 'somebody else wrote first');
      await desk.ports.cases.append(before, after, commit);
    };
    const ports = { ...desk.ports, cases: { ...desk.ports.cases, append } };
    const note = happened(desk.rows.now, AGENT, { type: 'NoteAdded', text: 'x' });
    const outcome = await rules
      .change(ports, id, () => ({ events: note, effects: [] }))
      .then(
        () => 'done',
        (error) => (isRefusal(error) ? error.code : expect.fail(String(error))),
      );
    expect(tries, 'V2: bounded').toBeLessThanOrEqual(6);
    expect(outcome, 'V2: and told').toBe(losses < 6 ? 'done' : 'stale-version');
  });

type Verb = (ports: Ports, desk: Memory, of: Case, at: number) => Promise<unknown>;
const VERBS: Readonly<Record<string, Verb>> = {
  reply: (ports, _desk, _of, at) =>
    arrive(ports, { id: `r${at}@x`, inReplyTo: 'first@corp.example', text: 'Still broken.' }),
  note: (ports, _desk, { id }) =>
    sendMessage(ports, id, AGENT, { body: 'b', visibility: 'internal', waitForReply: false }),
  answer: (ports, _desk, { id }) =>
    sendMessage(ports, id, AGENT, { body: 'b', visibility: 'public', waitForReply: false }),
  question: (ports, _desk, { id }) =>
    sendMessage(ports, id, AGENT, { body: 'b', visibility: 'public', waitForReply: true }),
  resolve: (ports, _desk, { id }) => resolveCase(ports, id, PROCESS, { outcome: 'solved' }),
  end: (ports, _desk, { id }) => resolveCase(ports, id, AGENT, { outcome: 'done' }),
  no: (ports, _desk, { id }) => answerSurvey(ports, id, false),
  yes: (ports, _desk, { id }) => answerSurvey(ports, id, true),
  ask: (ports, _desk, of, at) => ask(ports, question(of, { state: `Ask ${at % 3}` })),
  look: (ports, desk, { id }) => {
    desk.pass(300);
    return lookAtCase(ports, id);
  },
};

/** V3, S1: whatever is done at once, the head is what its history says, and what is over is in no queue. */
export const headIsHistory = (rules: Changing) =>
  fc.asyncProperty(
    fc.scheduler(),
    fc.array(fc.constantFrom(...Object.keys(VERBS)), { maxLength: 9 }),
    async (scheduler, names) => {
      const desk = memory();
      const opened = await opens(desk);
      const ports = interleaved(rules.ports(desk), scheduler);
      const work = names.map(async (name, at) => {
        await scheduler.schedule(Promise.resolve(), name);
        await VERBS[name]?.(ports, desk, opened, at).catch((error) => {
          if (!isRefusal(error)) throw error;
        });
      });
      await scheduler.waitFor(Promise.all(work));
      const rows = desk.rows.commits.get(opened.id) ?? [];
      const told = rows.reduce<Case | undefined>(
        (before, { events }) => evolveAll(before, events),
        undefined,
      );
      const {
        wakeAt: _w,
        dueAt: _d,
        ...head
      } = (await desk.ports.cases.find(opened.id)) ?? expect.fail('V3: gone');
      expect(head, 'V3: the head is what its history says').toEqual(told && JSON.parse(JSON.stringify(told)));
      expect(
        rows.map(({ version }) => version),
        'S3: no gap',
      ).toEqual(rows.map((_, at) => at + 1));
      const listed = (await desk.ports.cases.listQueue('it', 10)).items.filter(
        ({ caseId }) => caseId === opened.id,
      );
      expect(listed.length, 'S1: listed while it is open').toBe(
        head.status === 'open' || head.status === 'waiting' ? 1 : 0,
      );
    },
  );

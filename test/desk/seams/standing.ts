import fc from 'fast-check';
import { expect } from 'vitest';
import { answerSurvey } from '#desk/case/answer-survey.ts';
import { cancelCase } from '#desk/case/cancel-case.ts';
import type { Case } from '#desk/case/case.ts';
import { change, trueWake } from '#desk/case/commit.ts';
import { escalateCase } from '#desk/case/escalate-case.ts';
import { type Actor, happened } from '#desk/case/events.ts';
import { expediteCase } from '#desk/case/expedite-case.ts';
import { holdCase, resumeCase } from '#desk/case/hold-case.ts';
import { mergeCases } from '#desk/case/merge-cases.ts';
import { resolveCase } from '#desk/case/resolve-case.ts';
import { restartProcess } from '#desk/case/restart-process.ts';
import { sendMessage } from '#desk/case/send-message.ts';
import { splitCase } from '#desk/case/split-case.ts';
import { unmergeCase } from '#desk/case/unmerge-case.ts';
import { isRefusal } from '#desk/errors.ts';
import { replyAddress } from '#desk/intake/tokens.ts';
import type { Ports } from '#desk/ports.ts';
import { lookAtCase } from '#desk/sla/look-at-case.ts';
import { answerTask } from '#desk/task/answer.ts';
import { ask } from '#desk/task/ask.ts';
import { askRequester } from '#desk/task/ask-requester.ts';
import { openChild } from '#desk/task/open-child.ts';
import { settle } from '#desk/task/settle.ts';
import { arrive, BOB } from '../memory/mail.ts';
import { memoryOfParts, partOf } from '../memory/parts.ts';
import { AGENT, caughtUp, opens, question } from '../memory/stories.ts';
import { FRONT_DOOR, KEY, type Memory } from '../memory.ts';

/** One thing that is done to one case, perhaps with another. */
type Did = Readonly<{ nth: number; of: Case; with: Case; from: string }>;
export type Verb = (ports: Ports, did: Did) => Promise<unknown>;

const LEAD: Actor = { kind: 'agent', id: 'lee@corp.example' };
const UNTIL = '2026-03-09T08:00:00.000Z';

/** Whoever was asked answers, the newest question first. */
const answers =
  (outcome: string): Verb =>
  async (ports, { of }) => {
    const { ref } = Object.values(of.asked).at(-1) ?? { ref: '' };
    const answer = { outcome, by: LEAD.id ?? '', at: ports.now() };
    await answerTask(ports, ref, LEAD, answer, () => true);
  };

const visit = (nth: number) => ({ entered: `visit ${nth}`, token: `token ${nth}` });
const asks =
  (more: Parameters<typeof question>[1]): Verb =>
  (ports, { nth, of }) =>
    ask(ports, question(of, { state: `Ask ${nth}`, ...visit(nth), ...more }));

/** What can happen to any case, whatever happened to it before. */
export const VERBS: Readonly<Record<string, Verb>> = {
  writes: (ports, { nth, of }) =>
    sendMessage(ports, of.id, AGENT, { body: `m${nth}`, visibility: 'public', waitForReply: nth % 3 > 0 }),
  replies: (ports, { nth, of, from }) =>
    arrive(ports, {
      from,
      id: `r${nth}@x`,
      to: [replyAddress(FRONT_DOOR, of.id, KEY)],
      text: `Reply ${nth}.`,
    }),
  withdraws: (ports, { nth, of, from }) =>
    arrive(ports, {
      from,
      id: `w${nth}@x`,
      to: [replyAddress(FRONT_DOOR, of.id, KEY)],
      text: 'Cancel, please.',
    }),
  merges: (ports, { of, with: into }) =>
    mergeCases(ports, of.id, into.id, AGENT, { differentRequesters: true }),
  unmerges: (ports, { of }) => unmergeCase(ports, of.id, AGENT),
  splits: async (ports, { of }) => {
    const events = (await ports.cases.history(of.id)).flatMap((row) => row.events);
    const messages = events.flatMap((event) => (event.type === 'MessageReceived' ? [event.body] : []));
    await splitCase(ports, of.id, AGENT, { messages: messages.slice(-1), subject: 'A part' });
  },
  rests: (ports, { of, nth }) =>
    holdCase(ports, of.id, AGENT, {
      reason: 'r',
      until: UNTIL,
      cause: nth % 2 === 0 ? 'on-hold' : 'scheduled-start',
    }),
  resumes: (ports, { of }) => resumeCase(ports, of.id, AGENT),
  resolves: (ports, { of }) => resolveCase(ports, of.id, AGENT, { outcome: 'solved' }),
  declines: (ports, { of }) => resolveCase(ports, of.id, AGENT, { outcome: 'declined' }),
  surveys: (ports, { of, nth }) => answerSurvey(ports, of.id, nth % 2 === 0),
  cancels: (ports, { of }) => cancelCase(ports, of.id, AGENT, 'No more.'),
  wishes: (ports, { of }) => expediteCase(ports, of.id, AGENT, { priority: 1, reason: 'Now.' }),
  escalates: (ports, { of, nth }) =>
    escalateCase(ports, of.id, AGENT, {
      escalation: 'functional',
      to: ['lead', 'facilities/building-work', 'it/workplace-incident'][nth % 3] ?? '',
      reason: 'r',
    }),
  restarts: (ports, { of }) => restartProcess(ports, of.id, AGENT, { execution: of.execution ?? '' }),
  'asks a system': asks({ of: { system: true } }),
  'asks a manager': asks({}),
  'asks for approval': asks({
    of: { approval: { stages: [{ name: 'all', seats: [{ group: 'lead' }], rule: 'all' }] } },
    openHours: 8,
  }),
  completes: (ports, { of, nth }) =>
    askRequester(ports, {
      caseId: of.id,
      execution: of.execution ?? '',
      state: `Complete ${nth}`,
      version: 'v1',
      question: 'A few details.',
      hours: 120,
      ...visit(nth),
    }),
  'hands on': (ports, { of, nth }) => openChild(ports, partOf(of, { state: `Part ${nth}`, ...visit(nth) })),
  approves: answers('approve'),
  rejects: answers('reject'),
  'says nothing': async (ports, { of }) => {
    await settle(ports, of.id, Object.keys(of.asked).at(-1) ?? '');
  },
};

/** What leads to the rarest of states is done more often than what ends a case. */
const OFTEN = ['rests', 'resumes', 'merges', 'unmerges', 'writes', 'replies', 'completes', 'restarts'];

/** Every wait that a paused promise may have as its cause, as the case is now. */
const waitsOf = ({ status, hold, asked }: Case) =>
  new Set([
    ...(status === 'waiting' ? ['waiting-requester'] : []),
    ...(hold === undefined ? [] : [hold.cause]),
    ...Object.values(asked).flatMap(({ waits }) => waits ?? []),
  ]);

/** What must hold of every case at every moment. */
async function stands(desk: Memory, rule: string) {
  const { departments } = desk.ports.catalogue;
  const queues = await Promise.all(departments.map(({ id }) => desk.ports.cases.listQueue(id, 100)));
  const listed = queues.flatMap(({ items }) => items.map(({ caseId }) => caseId));
  for (const kept of desk.rows.heads.values()) {
    const isOpen = kept.status === 'open' || kept.status === 'waiting';
    expect(listed.filter((id) => id === kept.id).length, `${rule}: S1 in one queue`).toBe(isOpen ? 1 : 0);
    const due = trueWake(kept, desk.ports);
    if (due !== undefined)
      expect(Date.parse(kept.wakeAt ?? '9999'), `${rule}: I3 woken in time`).toBeLessThanOrEqual(
        Date.parse(due),
      );
    if (kept.status === 'closed')
      expect([kept.wakeAt, kept.asked], `${rule}: O3 closed is over`).toEqual([undefined, {}]);
    if (!isOpen) continue;
    const found = await caughtUp(desk, kept.id);
    const causes = waitsOf(found);
    const idle = Object.entries(found.clocks).filter(
      ([, { state, cause }]) => state === 'paused' && !causes.has(cause ?? ''),
    );
    expect(
      idle.map(([clock, { cause }]) => `${clock} ${cause}`),
      `${rule}: L2 pauses for something`,
    ).toEqual([]);
    const tasks = await Promise.all(Object.values(found.asked).map(({ ref }) => desk.ports.tasks.find(ref)));
    const owed = Object.entries(found.clocks).filter(
      ([clock, { state }]) =>
        /^(?:ola|uc):/.test(clock) &&
        state === 'running' &&
        !Object.values(found.asked).some(({ keeps }) => keeps === clock),
    );
    expect(
      owed.map(([clock]) => clock),
      `${rule}: L1 a part is owed while it is asked`,
    ).toEqual([]);
    expect(new Set(tasks.map((task) => task?.state)), `${rule}: K1 asked is asked`).toEqual(
      new Set(tasks.length > 0 ? ['asked'] : []),
    );
  }
  for (const task of desk.rows.tasks.values()) {
    if (task.state !== 'asked') continue;
    const found = await caughtUp(desk, task.caseId);
    expect(
      Object.values(found.asked).some(({ ref }) => ref === task.ref),
      `${rule}: K2 no question is forgotten`,
    ).toBe(true);
  }
}

/** A mail that leaves out what its service needs to know. */
const LEAVING = { subject: 'Somebody leaves us', text: 'Please end the employment of our colleague.' };

/** Three cases of two people, to which anything happens in any order, each look as the clock would come. */
export const standing = (rule: string, verbs: Readonly<Record<string, Verb>> = VERBS) =>
  fc.asyncProperty(
    fc.array(
      fc.record({
        verb: fc.constantFrom(...Object.keys(VERBS), ...OFTEN, ...OFTEN),
        of: fc.constantFrom(0, 0, 0, 0, 1, 2),
        with: fc.constantFrom(1, 1, 1, 0, 2),
        minutes: fc.oneof(fc.constant(0), fc.nat(60 * 24 * 4)),
      }),
      { minLength: 6, maxLength: 16 },
    ),
    async (steps) => {
      const desk = memoryOfParts((each) => ({ ...each, pauses: { 'waiting-approval': ['resolution'] } }));
      await opens(desk);
      await opens(desk, { from: BOB, id: 'second@x' });
      await opens(desk, { ...LEAVING, id: 'third@x' });
      const done: string[] = [];
      for (const [nth, step] of steps.entries()) {
        const all = [...desk.rows.heads.values()];
        const [of, other] = [all[step.of % all.length], all[step.with % all.length]];
        if (of === undefined || other === undefined) continue;
        done.push(step.verb);
        try {
          await verbs[step.verb]?.(desk.ports, { nth, of, with: other, from: of.requester.address });
        } catch (error) {
          if (!isRefusal(error)) throw error;
        }
        await stands(desk, `${rule}: after ${done.join(', ')}`);
        desk.pass(step.minutes);
        for (const { id, wakeAt } of [...desk.rows.heads.values()])
          if (wakeAt !== undefined && wakeAt <= desk.rows.now) await lookAtCase(desk.ports, id);
        for (const { effect } of desk.rows.outbox.splice(0))
          if (effect.kind === 'wake') await lookAtCase(desk.ports, effect.child ?? effect.id.slice(0, 26));
        await stands(desk, `${rule}: some time after ${done.join(', ')}`);
      }
    },
  );

/** A rest that ends, and whatever it kept from counting does not count on. */
export const forgetsClocks: Verb = (ports, { of }) =>
  change(ports, of.id, ({ hold }) =>
    hold === undefined
      ? undefined
      : { events: happened(ports.now(), AGENT, { type: 'CaseContinued', cause: 'person' }), effects: [] },
  );

/** A process that begins anew and leaves the rows of its questions as they are. */
export const forgetsRows: Verb = (ports, { of }) =>
  restartProcess(
    {
      ...ports,
      cases: {
        ...ports.cases,
        append: (before, after, { tasks: _rows, ...commit }) => ports.cases.append(before, after, commit),
      },
    },
    of.id,
    AGENT,
    { execution: of.execution ?? '' },
  );

import fc from 'fast-check';
import { expect } from 'vitest';
import type { Case } from '#desk/case/case.ts';
import { holdCase, resumeCase } from '#desk/case/hold-case.ts';
import { linkCases } from '#desk/case/link-cases.ts';
import { mergeCases } from '#desk/case/merge-cases.ts';
import { resolveCase } from '#desk/case/resolve-case.ts';
import { sendMessage } from '#desk/case/send-message.ts';
import { splitCase } from '#desk/case/split-case.ts';
import { survivorOf } from '#desk/case/survivor.ts';
import { unmergeCase } from '#desk/case/unmerge-case.ts';
import { isRefusal } from '#desk/errors.ts';
import { replyAddress } from '#desk/intake/tokens.ts';
import type { Ports } from '#desk/ports.ts';
import { lookAtCase } from '#desk/sla/look-at-case.ts';
import { ask } from '#desk/task/ask.ts';
import { showCase } from '#functions/api/show-case.ts';
import { ANNA, arrive, BOB } from '../memory/mail.ts';
import { opened, outside } from '../memory/outside.ts';
import { AGENT, opens, question } from '../memory/stories.ts';
import { FRONT_DOOR, KEY, type Memory, memory } from '../memory.ts';
import { Crash, crashing, interleaved, redelivered } from './interleaved.ts';

/** What people do with several cases; a mutant replaces a part of it. */
export type Conversing = Readonly<{
  ports(desk: Memory): Ports;
  sendMessage: typeof sendMessage;
  mergeCases: typeof mergeCases;
}>;

/** The desk's own. */
export const CONVERSING: Conversing = { ports: ({ ports }) => ports, sendMessage, mergeCases };

const ASKERS = [ANNA, BOB, ANNA, 'cleo@corp.example'];

/** Four cases of three people; the last two are of one and the same department as the first. */
async function several(): Promise<{ desk: Memory; cases: Case[] }> {
  const desk = memory();
  const cases: Case[] = [];
  for (const [nth, from] of ASKERS.entries()) cases.push(await opens(desk, { from, id: `first${nth}@x` }));
  return { desk, cases };
}

type Did = Readonly<{ nth: number; of: Case; with: Case; from: string }>;
type Verb = (ports: Ports, rules: Conversing, did: Did) => Promise<unknown>;

const SECRET = 'INTERNAL';
const different = { differentRequesters: true };

/** A note is written; its words lie where every message's words lie. */
async function notes(ports: Ports, rules: Conversing, { nth, of }: Did) {
  const body = `messages/note${nth}`;
  await ports.bodies.put(body, { text: `${SECRET} note ${nth}` });
  await rules.sendMessage(ports, of.id, AGENT, { body, visibility: 'internal', waitForReply: false });
}

async function writes(ports: Ports, rules: Conversing, { nth, of }: Did) {
  const body = `messages/public${nth}`;
  await ports.bodies.put(body, { text: `Words ${nth}` });
  await rules.sendMessage(ports, of.id, AGENT, { body, visibility: 'public', waitForReply: nth % 2 === 0 });
}

/** Splits off whatever the history says are messages of somebody. */
async function splits(ports: Ports, _rules: Conversing, { of }: Did) {
  const events = (await ports.cases.history(of.id)).flatMap((row) => row.events);
  const messages = events.flatMap((event) => (event.type === 'MessageReceived' ? [event.body] : []));
  await splitCase(ports, of.id, AGENT, { messages: messages.slice(-1), subject: 'A part' });
}

const VERBS: Readonly<Record<string, Verb>> = {
  notes,
  writes,
  splits,
  replies: (ports, _rules, { nth, of, from }) =>
    arrive(ports, {
      from,
      id: `r${nth}@x`,
      to: [replyAddress(FRONT_DOOR, of.id, KEY)],
      text: `Reply ${nth}.`,
    }),
  merges: (ports, rules, { of, with: into }) => rules.mergeCases(ports, of.id, into.id, AGENT, different),
  unmerges: (ports, _rules, { of }) => unmergeCase(ports, of.id, AGENT),
  links: (ports, _rules, { of, with: to }) => linkCases(ports, of.id, to.id, 'related', AGENT),
  rests: (ports, _rules, { nth, of }) =>
    holdCase(ports, of.id, AGENT, { reason: `${SECRET} reason ${nth}`, until: '2026-03-09T08:00:00.000Z' }),
  resumes: (ports, _rules, { of }) => resumeCase(ports, of.id, AGENT),
  resolves: (ports, _rules, { of }) => resolveCase(ports, of.id, AGENT, { outcome: 'solved' }),
  asks: (ports, _rules, { nth, of }) =>
    ask(ports, question(of, { state: `Ask ${nth}`, of: { system: true } })),
};

const doing = (names: readonly string[]) =>
  fc.array(
    fc.record({
      verb: fc.constantFrom(...names),
      of: fc.nat(3),
      with: fc.nat(3),
      from: fc.nat(3),
      minutes: fc.nat(60 * 24 * 3),
    }),
    { minLength: 4, maxLength: 16 },
  );

/** Everything that leaves the desk or that a requester reads: mails as opened, webhooks, and the API's answers. */
async function outspoken({ desk, cases }: Awaited<ReturnType<typeof several>>, ports: Ports) {
  const world = outside();
  for (const out of desk.rows.outbox) await world.deliver(desk.ports, out);
  const mails = await Promise.all(world.mails.map(opened));
  const shown = await Promise.all(
    [...desk.rows.heads.values()].flatMap((found) =>
      [...new Set([...ASKERS, ...cases.map(({ requester }) => requester.address)])].map((sub) =>
        showCase(ports, found, 'requester', { sub, groups: [] }),
      ),
    ),
  );
  return JSON.stringify([
    mails.map(({ text, html, subject }) => [text, html, subject]),
    world.mails.map(({ raw }) => raw),
    world.calls,
    shown,
  ]);
}

/** Internal notes never leak: whatever is done with cases, no word of a note is sent to anybody or shown to a requester. */
export const notesStay = (rules: Conversing) =>
  fc.asyncProperty(doing(Object.keys(VERBS)), async (steps) => {
    const all = await several();
    const { desk, cases } = all;
    const ports = rules.ports(desk);
    for (const [nth, { verb, of, with: other, from, minutes }] of steps.entries()) {
      const [one, two] = [cases[of], cases[other]];
      if (one === undefined || two === undefined) continue;
      try {
        await VERBS[verb]?.(ports, rules, { nth, of: one, with: two, from: ASKERS[from] ?? ANNA });
      } catch (error) {
        if (!isRefusal(error)) throw error;
      }
      desk.pass(minutes);
      await lookAtCase(ports, one.id);
    }
    expect((await outspoken(all, ports)).includes(SECRET), 'notes: stay inside').toBe(false);
  });

/** Where each message stands: as words that came, not as a part of a case that shares them. */
const placesOf = ({ rows }: Memory, id: string) =>
  [...rows.commits].flatMap(([caseId, commits]) =>
    commits
      .flatMap(({ events }) => events)
      .flatMap((event) => (event.type === 'MessageReceived' && event.messageId === id ? [caseId] : [])),
  );

const at = fc.record({
  verb: fc.constantFrom('merges', 'merges', 'unmerges', 'replies'),
  of: fc.nat(3),
  with: fc.nat(3),
});
const crashes = fc.array(fc.constantFrom('none', 'none', 'none', 'before', 'after'), { maxLength: 10 });

/** P15: each case goes on in one other at most, which knows of it, and no merges make a circle. */
async function agree(desk: Memory) {
  const heads = [...desk.rows.heads.values()];
  for (const found of heads) {
    const holders = heads.filter(({ absorbed = [] }) =>
      absorbed.some(({ id, hops }) => id === found.id && hops === 1),
    );
    const into = found.merged === undefined ? [] : [found.merged.into];
    expect(
      holders.map(({ id }) => id),
      'P15: the two agree',
    ).toEqual(into);
    const end = await survivorOf(desk.ports, found);
    expect(end.merged, 'P15: no circle').toBeUndefined();
    for (const { id } of found.absorbed ?? []) {
      const one = await desk.ports.cases.find(id);
      expect(one && (await survivorOf(desk.ports, one)).id, 'P15: all go on in one').toBe(end.id);
    }
  }
}

/** P15, C3, C5: merges, undos and replies at once, with crashes: no reply is lost or stands twice, and both sides agree. */
export const oneHome = (rules: Conversing) =>
  fc.asyncProperty(
    fc.scheduler(),
    fc.array(fc.record({ step: at, crashes }), { minLength: 2, maxLength: 7 }),
    async (scheduler, steps) => {
      const { desk, cases } = await several();
      const racing = interleaved(rules.ports(desk), scheduler);
      const run = ({ step, crashes }: (typeof steps)[number], nth: number) => {
        const [one, two] = [cases[step.of], cases[step.with]];
        if (one === undefined || two === undefined) return Promise.resolve();
        const ports = crashing(racing, crashes);
        const act = () =>
          VERBS[step.verb]?.(ports, rules, { nth, of: one, with: two, from: ASKERS[step.of] ?? ANNA });
        return redelivered(12, async () => {
          try {
            await act();
          } catch (error) {
            // A person who is refused lets it be; a mail is delivered again until it is taken in.
            if (error instanceof Crash || !isRefusal(error) || step.verb === 'replies') throw error;
          }
        });
      };
      await scheduler.waitFor(Promise.all(steps.map(run)));
      await agree(desk);
      for (const [nth, { step }] of steps.entries())
        if (step.verb === 'replies')
          expect(placesOf(desk, `r${nth}@x`), 'C5: in one case, once').toHaveLength(1);
    },
  );

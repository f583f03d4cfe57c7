import fc from 'fast-check';
import { expect } from 'vitest';
import { change } from '#desk/case/commit.ts';
import { receive } from '#desk/case/receive.ts';
import { resolveCase } from '#desk/case/resolve-case.ts';
import { sendMessage } from '#desk/case/send-message.ts';
import { deadLetter } from '#desk/intake/dead-letter.ts';
import type { LedgerEntry } from '#desk/intake/ledger-entry.ts';
import { takeIn } from '#desk/intake/take-in.ts';
import { replyAddress } from '#desk/intake/tokens.ts';
import type { Ports } from '#desk/ports.ts';
import { rawMail, type Written } from '../memory/mail.ts';
import { AGENT, newest, now, opens, PROCESS } from '../memory/stories.ts';
import { FRONT_DOOR, KEY, type Memory, memory } from '../memory.ts';
import { Crash, crashing, interleaved, redelivered } from './interleaved.ts';

/** What takes mail in; a mutant replaces a part of it. */
export type Intake = Readonly<{
  takeIn: (...of: Parameters<typeof takeIn>) => Promise<unknown>;
  deadLetter: typeof deadLetter;
  receive: typeof receive;
  ports(desk: Memory): Ports;
}>;

/** The desk's own. */
export const INTAKE: Intake = { takeIn, deadLetter, receive, ports: ({ ports }) => ports };

const acks = ({ rows }: Memory) =>
  rows.outbox.filter(({ effect }) => effect.kind === 'mail' && effect.template === 'acknowledgement');
/** Every place where a message stands in a history, by its id. */
const placesOf = ({ rows }: Memory, id: string) =>
  [...rows.commits].flatMap(([caseId, commits]) =>
    commits
      .flatMap(({ events }) => events)
      .filter(
        (event) =>
          (event.type === 'CaseOpened' || event.type === 'MessageReceived') && event.messageId === id,
      )
      .map(() => caseId),
  );

const deliveries = fc.array(fc.record({ mail: fc.nat(2), copy: fc.nat(1) }), { minLength: 1, maxLength: 6 });

/** C1: the same mails delivered any number of times, at once and in any order: one case and one acknowledgement each. */
export const oneCaseEach = (intake: Intake) =>
  fc.asyncProperty(fc.scheduler(), deliveries, async (scheduler, events) => {
    const desk = memory();
    const ports = interleaved(intake.ports(desk), scheduler);
    const deliver = ({ mail, copy }: { mail: number; copy: number }) =>
      redelivered(9, () =>
        intake.takeIn(ports, { raw: rawMail({ id: `${mail}@x` }), key: `raw/${mail}/${copy}` }),
      );
    await scheduler.waitFor(Promise.all(events.map(deliver)));
    const distinct = new Set(events.map(({ mail }) => mail)).size;
    expect(desk.rows.heads.size, 'C1: one case for each mail').toBe(distinct);
    expect(acks(desk), 'C1: one acknowledgement for each').toHaveLength(distinct);
  });

const KINDS: Readonly<Record<string, Written>> = {
  words: {},
  odd: { subject: 'x', text: 'fnord', id: null },
  spam: { spam: 'FAIL' },
  virus: { virus: 'FAIL' },
  machine: { headers: ['Auto-Submitted: auto-generated'] },
  own: { headers: ['X-Desk-Loop: desk.example'] },
  forged: { dmarc: 'fail' },
  reply: { inReplyTo: '0@x', text: 'One more thing.' },
  large: { text: 'http://example.com/x '.repeat(5100) },
};
const stream = fc.array(
  fc.record({
    kind: fc.constantFrom(...Object.keys(KINDS), 'unreadable', 'poison'),
    id: fc.nat(4),
    again: fc.boolean(),
    crashes: fc.array(fc.constantFrom('none', 'none', 'none', 'before', 'after'), { maxLength: 12 }),
  }),
  { maxLength: 10 },
);

const isOf = (at: number) => (entry: LedgerEntry) => entry.raw === `raw/${at}`;

/** C3: every object received has its row, a dead letter too, also when it is sent again; the books balance whatever crashed. */
export const balanced = (intake: Intake) =>
  fc.asyncProperty(stream, async (mails) => {
    const desk = memory();
    const keys = mails.map((_, at) => `raw/${at}`);
    for (const [at, { kind, id, again, crashes }] of mails.entries()) {
      const raw = kind === 'unreadable' ? Buffer.from('no mail') : rawMail({ id: `${id}@x`, ...KINDS[kind] });
      const ports = crashing(intake.ports(desk), crashes);
      const put: Ports['bodies']['put'] = () => Promise.reject(new Crash('poison'));
      const poisoned = kind === 'poison' ? { ...ports, bodies: { ...ports.bodies, put } } : ports;
      const end = await redelivered(14, () => intake.takeIn(poisoned, { raw, key: `raw/${at}` }));
      if (end === 'put aside')
        await intake.deadLetter(intake.ports(desk), { raw, key: `raw/${at}` }, new Crash('poison'));
      if (again) {
        await intake.takeIn(intake.ports(desk), { raw, key: `raw/${at}` });
        expect([...desk.rows.ledger.values()].find(isOf(at))?.class, 'C3: sent again and taken in').not.toBe(
          'dead-lettered',
        );
      }
    }
    const entries = [...desk.rows.ledger.values()];
    expect(entries.length, 'C3: received = booked').toBe(keys.length);
    expect(new Set(entries.map(({ raw }) => raw)).size, 'C3: one row for each').toBe(entries.length);
    for (const entry of entries) {
      if (entry.class === 'opened' || entry.class === 'appended')
        expect(desk.rows.heads.has(entry.caseId ?? ''), 'C3: a row that names a case has one').toBe(true);
      else if (entry.class !== 'duplicate') expect(entry.cause, 'C3: a row names its cause').toBeTruthy();
    }
    const opened = entries.filter((entry) => entry.class === 'opened').length;
    expect(opened, 'C3: as many opened as there are cases').toBe(desk.rows.heads.size);
    expect(acks(desk), 'C3: each case is acknowledged').toHaveLength(desk.rows.heads.size);
  });

const replies = fc.array(fc.record({ id: fc.nat(3), to: fc.nat(1), copy: fc.nat(1) }), {
  minLength: 1,
  maxLength: 6,
});

/** C5: a reply with our token stands in exactly one case, the one it names, however it was delivered. */
export const oneThread = (intake: Intake) =>
  fc.asyncProperty(fc.scheduler(), replies, async (scheduler, events) => {
    const desk = memory();
    const cases = [await opens(desk, { id: 'a@x' }), await opens(desk, { id: 'b@x' })];
    const ports = interleaved(intake.ports(desk), scheduler);
    const deliver = ({ id, to, copy }: (typeof events)[number]) => {
      const written = {
        id: `r${id}-${to}@x`,
        to: [replyAddress(FRONT_DOOR, cases[to]?.id ?? '', KEY)],
        text: 'More.',
      };
      const mail = { raw: rawMail(written), key: `raw/${id}/${to}/${copy}` };
      return redelivered(9, () => intake.takeIn(ports, mail));
    };
    await scheduler.waitFor(Promise.all(events.map(deliver)));
    for (const { id, to } of events)
      expect(placesOf(desk, `r${id}-${to}@x`), 'C5: in its case, once').toEqual([cases[to]?.id]);
  });

const CLASSES = ['auto-reply', 'ooo', 'bounce-hard', 'bounce-soft', 'bulk', 'own-domain'] as const;
const states = fc.constantFrom('open', 'answered', 'waiting', 'resolved');

/** C6: automated mail on a case of any kind changes nothing of it and lets nothing leave. */
export const powerless = (intake: Intake) =>
  fc.asyncProperty(
    states,
    fc.constantFrom(...CLASSES),
    fc.boolean(),
    fc.nat(5000),
    async (state, automatic, verified, minutes) => {
      const desk = memory();
      const { id, requester } = await opens(desk);
      const written = { body: 'b', visibility: 'public', waitForReply: state === 'waiting' } as const;
      if (state === 'answered' || state === 'waiting') await sendMessage(desk.ports, id, AGENT, written);
      if (state === 'resolved') await resolveCase(desk.ports, id, PROCESS, { outcome: 'solved' });
      desk.pass(minutes);
      const { version: _v, ...before } = await now(desk, id);
      const arrived = {
        from: requester.address,
        body: 'b',
        messageId: 'auto@x',
        verified,
        byToken: true,
        automatic,
        gratitude: false,
      };
      const ledger = { key: 'k', at: desk.rows.now };
      await change(desk.ports, id, (found) => intake.receive(desk.ports, found, { ...arrived, ledger }));
      const { version: _w, ...after } = await now(desk, id);
      expect(after, 'C6: nothing changes').toEqual(before);
      expect(
        newest(desk, id).effects.filter(({ kind }) => kind !== 'wake'),
        'C6: nothing leaves',
      ).toEqual([]);
    },
  );

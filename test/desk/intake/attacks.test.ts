import { beforeEach, describe, expect, test } from 'vitest';
import type { Case } from '#desk/case/case.ts';
import { sendMessage } from '#desk/case/send-message.ts';
import { takeIn } from '#desk/intake/take-in.ts';
import { messageIdFor, replyAddress, subjectTag } from '#desk/intake/tokens.ts';
import { ANNA, arrive, BOB, rawMail, type Written } from '../memory/mail.ts';
import { AGENT, eventsOf, now } from '../memory/stories.ts';
import { FRONT_DOOR, KEY, type Memory, memory } from '../memory.ts';

const EVE = 'eve@evil.example';
const VENDOR = 'ticket@vendor.example';

let desk: Memory;
let annas: Case;
let bobs: Case;

beforeEach(async () => {
  desk = memory();
  await arrive(desk.ports, { id: 'annas@corp.example' });
  await arrive(desk.ports, { from: BOB, id: 'bobs@corp.example', subject: 'My monitor' });
  const [first, second] = [...desk.rows.heads.values()];
  if (first === undefined || second === undefined) throw new Error('two cases are expected');
  [annas, bobs] = [first, second];
});

/** What a sender may have got hold of, of Anna's case unless said otherwise. */
const address = (of = annas) => replyAddress(FRONT_DOOR, of.id, KEY);
const ours = (of = annas) => messageIdFor(of.id, '1-ack', 'desk.example', KEY);
const tag = (of = annas) => subjectTag(of.reference, KEY);

/** Where the newest mail went, in the words of the table. */
async function outcome(from: string): Promise<string> {
  const row = [...desk.rows.ledger.values()].at(-1);
  if (row === undefined) return 'nothing';
  if (row.class === 'suspended' || row.class === 'suppressed') return `${row.class} ${row.cause}`;
  const of = await now(desk, row.caseId ?? '');
  if (row.class === 'opened') {
    const related = of.facts.maybeRelated === undefined ? '' : ', related';
    return `a case of their own${related}`;
  }
  const whose = of.id === annas.id ? 'Anna’s case' : 'Bob’s case';
  const said = eventsOf(desk, of.id).findLast(({ type }) => type === 'MessageReceived');
  if (said?.type !== 'MessageReceived') return 'no message';
  if (said.automatic !== undefined) return `a note on ${whose}`;
  const takesPart = from === of.requester.address || of.participants.includes(from);
  const words = [said.by.kind, said.verified ? 'verified' : 'unverified', takesPart && 'takes part'];
  return `joins ${whose}: ${words.filter(Boolean).join(', ')}`;
}

type Attack = readonly [string, () => Written & { change?: (raw: string) => string }, string];

const ATTACKS: readonly Attack[] = [
  [
    'a stranger guesses a number',
    () => ({ from: EVE, subject: `Re: [${annas.reference}]` }),
    'a case of their own',
  ],
  [
    'a stranger guesses its check characters too',
    () => ({ from: EVE, subject: `Re: ${tag()}` }),
    'a case of their own, related',
  ],
  [
    'a stranger was sent our mail, and answers it',
    () => ({ from: EVE, references: [ours()] }),
    'joins Anna’s case: participant, verified',
  ],
  [
    'the same, and nobody authenticated them',
    () => ({ from: EVE, dmarc: 'none', references: [ours()] }),
    'joins Anna’s case: participant, unverified',
  ],
  [
    'a stranger names the Message-ID of Anna’s mail',
    () => ({ from: EVE, inReplyTo: 'annas@corp.example' }),
    'a case of their own, related',
  ],
  [
    'a stranger writes to the address of the case',
    () => ({ from: EVE, to: [address()] }),
    'joins Anna’s case: participant, verified',
  ],
  [
    'somebody says to be Anna, with her token, and is not',
    () => ({ dmarc: 'fail', to: [address()] }),
    'suspended spoof',
  ],
  [
    'somebody says to be Anna, and nobody looked',
    () => ({ dmarc: 'none', subject: `Re: ${tag()}` }),
    'suspended spoof',
  ],
  [
    'a participant passes the thread on to us',
    () => ({ subject: `WG: ${tag()}`, references: [ours()] }),
    'a case of their own, related',
  ],
  [
    'a participant passes something on to the address of the case',
    () => ({ subject: 'Fwd: Invoice', to: [address()] }),
    'joins Anna’s case: requester, verified, takes part',
  ],
  [
    'a colleague we never saw replies to all',
    () => ({ from: 'carl@corp.example', to: [FRONT_DOOR, ANNA], inReplyTo: ours() }),
    'joins Anna’s case: participant, verified, takes part',
  ],
  [
    'a colleague we never saw has only the subject',
    () => ({ from: 'carl@corp.example', subject: `Re: ${tag()}` }),
    'a case of their own, related',
  ],
  [
    'Anna replies to her own mail, before our answer',
    () => ({ inReplyTo: 'annas@corp.example' }),
    'joins Anna’s case: requester, verified, takes part',
  ],
  [
    'Anna writes from a program that keeps only the subject',
    () => ({ subject: `RE: ${tag()} My laptop` }),
    'joins Anna’s case: requester, verified, takes part',
  ],
  [
    'a ticket system that was written to strips every header',
    () => ({ from: VENDOR, subject: `[VND-17] RE: ${tag()}` }),
    'a case of their own, related',
  ],
  ['a program cuts the tag', () => ({ subject: `Re: ${tag().slice(0, -3)}...` }), 'a case of their own'],
  ['a program cuts the address', () => ({ to: [address().replace(/...@/, '@')] }), 'a case of their own'],
  [
    'a program wraps a token in its middle',
    () => ({ headers: [`References: <${ours().slice(0, 40)}\r\n ${ours().slice(40)}>`] }),
    'joins Anna’s case: requester, verified, takes part',
  ],
  [
    'a program writes the token in capitals',
    () => ({ to: [address().toUpperCase()] }),
    'joins Anna’s case: requester, verified, takes part',
  ],
  [
    'only the envelope names the address of the case',
    () => ({ headers: [`Delivered-To: ${address()}`] }),
    'joins Anna’s case: requester, verified, takes part',
  ],
  [
    'Thread-Index and Thread-Topic alone',
    () => ({ headers: ['Thread-Index: AQHabcDEFghijklmnop==', 'Thread-Topic: My laptop'] }),
    'a case of their own',
  ],
  ['an equal subject alone', () => ({ subject: 'Re: My laptop' }), 'a case of their own'],
  [
    'a token in the words of a mail',
    () => ({ text: `See ${address(bobs)} and ${tag(bobs)}.` }),
    'a case of their own',
  ],
  [
    'the token of another case in the words of a reply',
    () => ({ to: [address()], text: `See ${address(bobs)}, ${tag(bobs)}.` }),
    'joins Anna’s case: requester, verified, takes part',
  ],
  [
    'the token of one case and the tag of another',
    () => ({ to: [address()], subject: `Re: ${tag(bobs)}` }),
    'joins Anna’s case: requester, verified, takes part',
  ],
  [
    'a token with the id of another case',
    () => ({ to: [address().replace(annas.id, bobs.id)] }),
    'a case of their own',
  ],
  [
    'Anna’s token, replayed by Bob from his own address',
    () => ({ from: BOB, to: [address()] }),
    'joins Anna’s case: participant, verified, takes part',
  ],
  [
    'a domain that looks like ours',
    () => ({ from: 'anna@xn--orp-hdd.example', subject: `Re: ${tag()}` }),
    'a case of their own, related',
  ],
  [
    'a domain below ours',
    () => ({ from: 'anna@corp.example.evil.example', subject: `Re: ${tag()}` }),
    'a case of their own, related',
  ],
  [
    'a display name that is Anna’s address',
    () => ({
      from: EVE,
      subject: `Re: ${tag()}`,
      change: (raw) => raw.replace(`From: <${EVE}>`, `From: "${ANNA}" <${EVE}>`),
    }),
    'a case of their own, related',
  ],
  [
    'two authors, one of whom is Anna',
    () => ({
      from: EVE,
      subject: `Re: ${tag()}`,
      change: (raw) => raw.replace(`From: <${EVE}>`, `From: <${EVE}>, <${ANNA}>`),
    }),
    'suspended no-sender',
  ],
  [
    'a Reply-To that is Anna’s',
    () => ({ from: EVE, subject: `Re: ${tag()}`, headers: [`Reply-To: <${ANNA}>`] }),
    'a case of their own, related',
  ],
  [
    'an absence note to our mail',
    () => ({ references: [ours()], headers: ['Auto-Submitted: auto-replied'] }),
    'a note on Anna’s case',
  ],
  [
    'an absence note with a guessed tag',
    () => ({ from: EVE, subject: `Re: ${tag()}`, headers: ['Auto-Submitted: auto-replied'] }),
    'suspended auto',
  ],
  [
    'our own mail, come back',
    () => ({ references: [ours()], headers: ['X-Desk-Loop: desk.example'] }),
    'suppressed own-loop',
  ],
];

describe('who gets into which case by what (E8, P4)', () => {
  test.each(ATTACKS)('E8 %s', async (_, attack, expected) => {
    const { change = (raw: string) => raw, ...written } = attack();
    const raw = change(rawMail({ id: 'attack@x', text: 'One more thing.', ...written }).toString());
    const { version } = annas;
    await takeIn(desk.ports, { raw: Buffer.from(raw), key: 'raw/attack' });
    expect(await outcome(written.from ?? ANNA)).toBe(expected);
    if (!expected.includes('Anna’s case')) expect((await now(desk, annas.id)).version).toBe(version);
    expect((await now(desk, bobs.id)).version).toBe(bobs.version);
  });

  test('P4 a stranger who joined is written nothing, however often they write', async () => {
    for (const id of ['1@x', '2@x'])
      await arrive(desk.ports, { from: EVE, to: [address()], id, text: 'And?' });
    const left = desk.rows.outbox.length;
    const body = { body: 'b', visibility: 'public', waitForReply: false } as const;
    await sendMessage(desk.ports, annas.id, AGENT, body);
    const told = desk.rows.outbox
      .slice(left)
      .flatMap(({ effect }) => (effect.kind === 'mail' ? effect.to : []));
    expect(told).toEqual([ANNA]);
    expect(desk.rows.outbox.flatMap(({ effect }) => (effect.kind === 'mail' ? effect.to : []))).not.toContain(
      EVE,
    );
  });

  test('E8 6 a number of another system joins what the same sender asked for under the same subject, and nobody else’s', async () => {
    const subject = '[VND-17] Delivery of the monitors';
    await arrive(desk.ports, { from: VENDOR, id: 'v1@x', subject });
    const theirs = [...desk.rows.heads.values()].at(-1);
    await arrive(desk.ports, { from: VENDOR, id: 'v2@x', subject: `RE: ${subject}`, text: 'Tomorrow.' });
    expect((await now(desk, theirs?.id ?? '')).version).toBe(2);
    await arrive(desk.ports, {
      from: VENDOR,
      id: 'v3@x',
      subject: 'RE: [VND-18] Delivery of the monitors',
      text: 'x',
    });
    await arrive(desk.ports, { from: EVE, id: 'v4@x', subject: `RE: ${subject}`, text: 'Me too.' });
    await arrive(desk.ports, {
      from: VENDOR,
      dmarc: 'none',
      id: 'v5@x',
      subject: `RE: ${subject}`,
      text: 'x',
    });
    expect((await now(desk, theirs?.id ?? '')).version).toBe(2);
    expect(desk.rows.heads.size).toBe(6);
  });
});

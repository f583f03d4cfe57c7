import { beforeEach, describe, expect, test } from 'vitest';
import type { Case } from '#desk/case/case.ts';
import type { Effect } from '#desk/delivery/effect.ts';
import { messageIdFor, replyAddress, taskAddress } from '#desk/intake/tokens.ts';
import { showCase } from '#functions/api/show-case.ts';
import { ANNA, arrive } from '../memory/mail.ts';
import { asks, newest, now, opens, question } from '../memory/stories.ts';
import { FRONT_DOOR, KEY, type Memory, memory } from '../memory.ts';

const MIA = 'mia@corp.example';
const DOUBT = 'Between us: she is to leave in May.';
let desk: Memory;
beforeEach(() => {
  desk = memory();
});

const questionMail = (found: Case): Effect =>
  newest(desk, found.id).effects.find((effect) => effect.kind === 'mail') ?? expect.fail('no mail');

/** Whoever was asked replies to the mail they were asked by, as a mail program does. */
const replies = (found: Case, to: string) =>
  arrive(desk.ports, {
    from: MIA,
    id: 'doubt@x',
    to: [to],
    inReplyTo: messageIdFor(found.id, questionMail(found).id.slice(found.id.length + 1), 'desk.example', KEY),
    text: DOUBT,
  });

/** What the requester reads of their case. */
const read = async ({ id }: Case) =>
  JSON.stringify(await showCase(desk.ports, await now(desk, id), 'requester', { sub: ANNA, groups: [] }));
const readByStaff = async ({ id, department }: Case) =>
  JSON.stringify(
    await showCase(desk.ports, await now(desk, id), 'agent', { sub: 'kim', groups: [department] }),
  );

describe('what somebody who was asked writes back (E15)', () => {
  test('instead of a decision is read by those who work on the case, and not by whoever asked for it', async () => {
    await desk.ports.directory.keep({ address: ANNA, manager: MIA });
    const found = await opens(desk);
    const { ref } = await asks(desk.ports, question(found));
    await replies(found, taskAddress(FRONT_DOOR, { ref, place: '0' }, KEY));
    expect(await read(found)).not.toContain('leave in May');
    expect(await readByStaff(found)).toContain('leave in May');
    expect((await now(desk, found.id)).participants).toEqual([]);
  });

  test('of somebody in distress is not shown to them as words of theirs (row 14)', async () => {
    const found = await opens(desk, { subject: 'Not well', text: 'I do not want to live any more.' });
    await asks(desk.ports, question(found, { of: { group: 'team' }, outcomes: ['taken'], show: [] }));
    await replies(found, replyAddress(FRONT_DOOR, found.id, KEY));
    expect(await read(found)).not.toContain('leave in May');
    expect(await readByStaff(found)).toContain('leave in May');
  });
});

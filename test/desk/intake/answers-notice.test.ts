import { beforeEach, describe, expect, test } from 'vitest';
import type { Case } from '#desk/case/case.ts';
import { messageIdFor, replyAddress } from '#desk/intake/tokens.ts';
import { ANNA, arrive, type Written } from '../memory/mail.ts';
import { eventsOf, newest, now, opens } from '../memory/stories.ts';
import { FRONT_DOOR, KEY, type Memory, memory } from '../memory.ts';

const KIM = 'kim@corp.example';

let desk: Memory;
let found: Case;
beforeEach(async () => {
  desk = memory();
  found = await opens(desk);
});

const idOf = (article: string) => messageIdFor(found.id, article, 'desk.example', KEY);
const answers = (articles: readonly string[], written: Written = {}) =>
  arrive(desk.ports, {
    from: KIM,
    id: 'answer@x',
    to: [replyAddress(FRONT_DOOR, found.id, KEY)],
    references: articles.map(idOf),
    text: 'Between us: the battery was recalled. Never mind.',
    ...written,
  });

describe('a reply to a notice that only colleagues get (E15)', () => {
  test.each([
    '2-new-message',
    '3-reopened',
    '4-continued',
    '5-returned',
    '6-stopped',
    '7-sla-warning-ack-75-team',
    '8-sla-breach-ack-100-team',
    '9-escalated-x',
    '10-task',
    '11-wish-task',
    '12-vote-1-0',
    '13-remind-2-1',
  ])('E15 to %s is a note: whoever asked never reads it, and its writer takes no part', async (article) => {
    await answers(['1-ack', article]);
    const { status, participants } = await now(desk, found.id);
    expect([status, participants]).toEqual(['open', []]);
    expect(newest(desk, found.id)).toEqual({ names: ['NoteAdded'], effects: [] });
    expect(eventsOf(desk, found.id).at(-1)).toMatchObject({ by: { kind: 'agent', id: KIM } });
    expect([...desk.rows.ledger.values()].at(-1)).toMatchObject({ class: 'appended', cause: 'note' });
  });

  test('E15 of two of our mails the newest counts: under what was sent to the requester it is for them', async () => {
    await answers(['2-new-message', '3-message']);
    expect(newest(desk, found.id).names).toContain('MessageReceived');
  });

  test.each([
    ['a stranger to whom it was forwarded', { from: 'eve@other.example' }],
    ['somebody nobody authenticated', { from: 'joe@small.example', dmarc: 'none' }],
    ['the requester', { from: ANNA }],
  ] as const)('E15 of %s is heard as their words', async (_, written) => {
    await answers(['2-new-message'], { text: 'One more thing.', ...written });
    expect(newest(desk, found.id).names).toContain('MessageReceived');
  });

  test('E15 delivered twice it is one note', async () => {
    await answers(['2-new-message']);
    await answers(['2-new-message']);
    expect(eventsOf(desk, found.id).filter(({ type }) => type === 'NoteAdded')).toHaveLength(1);
  });
});

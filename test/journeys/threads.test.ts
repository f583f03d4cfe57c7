import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { type Desk, startDesk } from './driver/desk.ts';
import { FRONT_DOOR, newMessageId, replyTo } from './driver/letters.ts';
import { answers, inOrder, opens, reaches, seen } from './driver/story.ts';
import { eventually } from './driver/wait.ts';

const TEAM = 'it-support@corp.example';

let desk: Desk;
beforeAll(async () => {
  desk = await startDesk();
});
afterEach(() => inOrder(desk));
afterAll(() => desk?.end());

/** A case with the acknowledgement its person has. */
async function acknowledged(person: string) {
  const from = `${person}@corp.example`;
  const found = await opens(desk, from, 'Wifi', 'The wifi is very slow and disconnects.');
  return { from, found, ack: await desk.mailTo(from, found.reference) };
}

describe('a reply', () => {
  test('joins its case by the address it goes to, without any other sign', async () => {
    const { from, found, ack } = await acknowledged('abe');
    const to = ack.headers['reply-to'] ?? '';
    expect(to).toMatch(/^<?help\+[0-9a-z]+\.[0-9a-z]+@desk\.example>?$/);
    const row = await desk.becomes({
      from,
      to: to.replace(/[<>]/g, ''),
      subject: 'something else',
      text: 'Room 4.',
    });
    expect(row).toMatchObject({ class: 'appended', caseId: found.caseId });
  });

  test('joins its case by References alone', async () => {
    const { from, found, ack } = await acknowledged('bea');
    const headers = { References: `<${newMessageId()}> ${ack.headers['message-id']}` };
    const row = await desk.becomes({ from, subject: 'something else', text: 'Room 5.', headers });
    expect(row).toMatchObject({ class: 'appended', caseId: found.caseId });
  });

  test('joins its case by the tag in its subject, from somebody who takes part', async () => {
    const { from, found, ack } = await acknowledged('cal');
    const row = await desk.becomes({ from, subject: `AW: ${ack.subject}`, text: 'Room 6.' });
    expect(row).toMatchObject({ class: 'appended', caseId: found.caseId });
  });

  test('of a stranger who knows only the tag opens a case of its own', async () => {
    const { found, ack } = await acknowledged('dot');
    const row = await desk.becomes({
      from: 'mal@corp.example',
      subject: `Re: ${ack.subject}`,
      text: 'Show me.',
    });
    expect(row.class).toBe('opened');
    expect(row.caseId).not.toBe(found.caseId);
    expect((await seen(desk, row.caseId)).facts).toMatchObject({ maybeRelated: found.caseId });
    expect((await seen(desk, found.caseId)).participants).toEqual([]);
  });

  test('to a question starts the clock that the question stopped', async () => {
    const { from, found } = await acknowledged('eli');
    const agent = desk.as('agent@corp.example', 'it');
    const path = `/cases/${found.caseId}/messages`;
    expect((await agent.post(path, { text: 'Which room?', waitForReply: true })).status).toBe(201);
    const waiting = await seen(desk, found.caseId);
    expect(waiting).toMatchObject({ status: 'waiting', clocks: { resolution: { state: 'paused' } } });
    expect(waiting.clocks.firstResponse?.state).toBe('stopped');
    const question = await desk.mailTo(from, 'Which room?');
    expect(question.headers['auto-submitted']).toBeUndefined();
    await desk.advance({ hours: 5 });
    const row = await desk.becomes(replyTo(question, from, 'Room 7, the one with the plant.'));
    expect(row).toMatchObject({ class: 'appended', caseId: found.caseId });
    const going = await seen(desk, found.caseId);
    expect(going).toMatchObject({ status: 'open', clocks: { resolution: { state: 'running' } } });
    const words = going.history.find(({ type }) => type === 'MessageReceived');
    expect(String(words?.text).trim()).toBe('Room 7, the one with the plant.');
  });

  test('after the case was resolved opens it again; thanks do not', async () => {
    const { from, found } = await acknowledged('flo');
    await answers(desk, TEAM, found, 'solved');
    const solved = await desk.mailTo(from, 'is solved');
    await desk.becomes(replyTo(solved, from, 'Thank you!'));
    expect(await seen(desk, found.caseId)).toMatchObject({ status: 'resolved' });
    await desk.becomes(replyTo(solved, from, 'It is slow again since this morning.'));
    await reaches(desk, found.caseId, 'open again', ({ status }) => status === 'open');
    await desk.mailTo(TEAM, 'was opened again');
  });
});

describe('the same mail', () => {
  test('that arrives fifty times at once opens one case and is acknowledged once', async () => {
    const [from, messageId] = ['gus@corp.example', newMessageId()];
    const letter = { from, messageId, subject: 'VPN', text: 'The VPN connection drops all the time.' };
    await Promise.all(Array.from({ length: 50 }, () => desk.send(letter)));
    await eventually(async () => {
      const rows = (await desk.ledger()).filter((row) => row.messageId?.includes(messageId));
      const kinds = rows.map(({ class: kind }) => kind).sort();
      expect(kinds).toEqual([...Array.from({ length: 49 }, () => 'duplicate'), 'opened']);
      expect(new Set(rows.map(({ caseId }) => caseId)).size).toBe(1);
    });
    await desk.atRest();
    const mails = await desk.mailbox(from);
    expect(mails.map(({ copies }) => copies)).toEqual([1]);
  });
});

describe('what the desk sends', () => {
  test('continues the thread, says that a machine wrote it, and leads its replies home', async () => {
    const from = 'hel@corp.example';
    const row = await desk.becomes({
      from,
      subject: 'Password',
      text: 'I cannot log in, my password is not accepted',
    });
    const { headers, subject } = await desk.mailTo(from, 'Its number is');
    const id = String(row.messageId).replace(/[<>]/g, '');
    expect(headers['in-reply-to']).toBe(`<${id}>`);
    expect(headers.references).toContain(`<${id}>`);
    expect(headers['message-id']).toMatch(/^<c\.[^@]+@desk\.example>$/);
    expect(headers['auto-submitted']).toBe('auto-replied');
    expect(headers['x-auto-response-suppress']).toBe('All');
    expect(headers['reply-to']).toMatch(/help\+.+@desk\.example/);
    expect(headers.from).toContain(FRONT_DOOR);
    expect(subject).toMatch(/^\[IT-[0-9A-Z-]+ [0-9a-z]{4}\] Password$/);
  });
});

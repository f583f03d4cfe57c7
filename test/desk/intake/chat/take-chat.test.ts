import { beforeEach, describe, expect, test } from 'vitest';
import { sendMessage } from '#desk/case/send-message.ts';
import { deadChat } from '#desk/intake/chat/take-chat.ts';
import { recoverableUntil, releaseMail } from '#desk/intake/release.ts';
import { askRequester } from '#desk/task/ask-requester.ts';
import { deskWithLeavers } from '#test/desk/case/fields/leavers.ts';
import { ANNA_THERE, hears, type Program, program, said, speaks } from '#test/desk/memory/chats.ts';
import { ANNA, arrive } from '#test/desk/memory/mail.ts';
import { AGENT, caseAt, happenings, newest, now, onlyCase } from '#test/desk/memory/stories.ts';
import { type Memory, memory } from '#test/desk/memory.ts';

const WIFI = 'The wifi is very slow and disconnects.';

let desk: Memory;
let here: Program;
beforeEach(() => {
  desk = memory();
  here = program();
});
const rows = () =>
  [...desk.rows.ledger.values()].map(({ class: kind, cause }) => [kind, cause].filter(Boolean).join(' '));

const attachmentsOf = (body: string) => desk.rows.bodies.get(body)?.attachments ?? [];

/** An agent's words, kept as the API keeps them. */
async function agentWrites(caseId: string, text: string) {
  const body = `messages/${text}`;
  await desk.ports.bodies.put(body, { text });
  await sendMessage(desk.ports, caseId, AGENT, { body, visibility: 'public', waitForReply: false });
}

describe('something said in a chat', () => {
  test('C1 told three times, by two events, becomes one case with one row each', async () => {
    const what = said(WIFI, { at: 'm1' });
    for (const each of [what, what, { ...what, event: 'Ev-other' }]) await hears(desk, here, each);
    expect(onlyCase(desk)).toMatchObject({
      channel: 'chat',
      department: 'it',
      requester: { address: ANNA, name: 'Anna' },
      verified: true,
      subject: WIFI,
    });
    expect(rows()).toEqual(['opened', 'duplicate']);
  });

  test('row 2 is the case that a mail with the same words is, but for its channel and ids', async () => {
    await hears(desk, here, said(WIFI));
    const mailed = memory();
    await arrive(mailed.ports, { subject: WIFI, text: WIFI });
    const { department, service, kind, priority, process, confidential } = onlyCase(mailed);
    expect(onlyCase(desk)).toMatchObject({ department, service, kind, priority, process, confidential });
    expect(Object.keys(onlyCase(desk).clocks)).toEqual(Object.keys(onlyCase(mailed).clocks));
  });

  test('goes on in its thread, and in the lines after it until nobody has spoken for half an hour (row 55)', async () => {
    await hears(desk, here, said(WIFI, { at: 'm1' }));
    await hears(desk, here, said('It is the one on the third floor.'));
    desk.pass(29);
    await hears(desk, here, said('Since this morning.'));
    desk.pass(31);
    await hears(desk, here, said('I need a parking permit for Monday.'));
    await hears(desk, here, said('Still no wifi.', { under: 'm1' }));
    expect(rows()).toEqual(['opened', 'appended', 'appended', 'opened', 'appended']);
    expect(happenings(desk, caseAt(desk, 0).id).filter((type) => type === 'MessageReceived')).toHaveLength(3);
  });

  test('queued by the version before, which knew a file by its name alone, keeps that name in its words', async () => {
    const queued = { ...said(WIFI), files: ['trace.log', 'map.png'] };
    await hears(desk, here, queued);
    const { body } = onlyCase(desk);
    expect(desk.rows.bodies.get(body)?.text).toContain('(Shown in the chat: trace.log, map.png)');
    expect(attachmentsOf(body)).toEqual([]);
  });

  test('a command begins a matter of its own, whatever was said last', async () => {
    await hears(desk, here, said(WIFI));
    await hears(desk, here, said('My badge does not open the door any more.', { fresh: true }));
    expect(rows()).toEqual(['opened', 'opened']);
  });

  test('by another program, by the desk itself, or changed afterwards is noted and never answered (C6)', async () => {
    await hears(desk, here, said(WIFI, { at: 'm1' }));
    desk.rows.outbox.length = 0;
    for (const but of ['bot', 'own-loop', 'edited', 'deleted'] as const)
      await hears(desk, here, said('Beep.', { but, under: 'm1' }));
    expect(rows().slice(1)).toEqual([
      'suppressed bot',
      'suppressed own-loop',
      'suppressed edited',
      'suppressed deleted',
    ]);
    expect(desk.rows.outbox).toEqual([]);
    expect(onlyCase(desk).version).toBe(1);
  });

  test.each([
    [
      'spoof',
      (chat: Program) => Object.assign(chat.people, { UA: { address: ANNA, verified: false } }),
      WIFI,
    ],
    ['empty', () => undefined, ''],
  ])(
    'P20 that was suspended for %s is refused to be let in, by its id: nothing is kept of it',
    async (cause, given, text) => {
      given(here);
      await hears(desk, here, said(text));
      expect(rows()).toEqual([`suspended ${cause}`]);
      const [row] = [...desk.rows.ledger.values()];
      const refused = await releaseMail(desk.ports, row?.key ?? '', AGENT.id ?? '', 'it is hers').catch(
        (error) => error,
      );
      expect(refused).toMatchObject({ code: 'conflict', faults: [{ pointer: '/mailId' }] });
      expect(refused.message).toContain('please ask whoever said it to say it again');
      expect(row && recoverableUntil(row)).toBeUndefined();
      expect(desk.rows.outbox, 'no notice of an object that is not there').toEqual([]);
      // Said again once it is clear who it is, it is a case.
      here.people.UA = ANNA_THERE;
      await hears(desk, here, said(WIFI));
      expect(onlyCase(desk).requester.address).toBe(ANNA);
    },
  );

  test('in a channel neither to the desk nor in a thread of it is not the desk’s, and leaves no trace', async () => {
    await hears(desk, here, said('Lunch?', { channel: 'C1', under: 'other' }));
    await hears(desk, here, said('Beep.', { channel: 'C1', under: 'other', but: 'bot' }));
    expect([desk.rows.ledger.size, desk.rows.heads.size]).toEqual([0, 0]);
  });

  test('without words is kept with its cause; with a file it is a message', async () => {
    await hears(desk, here, said(''));
    await hears(desk, here, said('', { files: [{ name: 'screen.png' }] }));
    expect(rows()).toEqual(['suspended empty', 'opened']);
    const { body } = onlyCase(desk);
    expect(desk.rows.bodies.get(body)?.text).toBe('(Shown in the chat: screen.png)');
  });

  test('brings its files: kept once in the case, waiting for a verdict, fetched once however often it is told', async () => {
    here.files = { F1: 'a screenshot', F2: 'a screenshot' };
    const files = [
      { id: 'F1', name: '../screen.png' },
      { id: 'F2', name: 'again.png' },
    ];
    const what = said(WIFI, { files });
    for (const event of ['Ev1', 'Ev2']) await hears(desk, here, { ...what, event });
    expect(here.fetched).toEqual(['F1', 'F2']);
    const kept = attachmentsOf(onlyCase(desk).body);
    expect(kept.map(({ name, bytes, refused }) => [name, bytes, refused])).toEqual([
      ['screen.png', 12, undefined],
      ['again.png', 12, undefined],
    ]);
    expect(new Set(kept.map(({ key }) => key)).size).toBe(1);
    expect(
      (await speaks(desk, here)).map(({ effect }) => 'template' in effect && effect.template),
    ).not.toContain('files-unkept');
  });

  test('with files the desk does not take is told so once; their names stay on the case', async () => {
    here.files = { F1: 'x', F2: 'y'.repeat(26 * 1024 * 1024) };
    const files = [
      { id: 'F1', name: 'run.exe' },
      { id: 'F2', name: 'film.mp4' },
    ];
    const killed = { ...desk.ports.cases, history: () => Promise.reject(new Error('killed')) };
    const what = said(WIFI, { at: 'm1', files });
    await expect(hears({ ...desk, ports: { ...desk.ports, cases: killed } }, here, what)).rejects.toThrow(
      'killed',
    );
    for (let time = 0; time < 3; time += 1) await hears(desk, here, what);
    const { id, body } = onlyCase(desk);
    expect(attachmentsOf(body).map(({ name, key }) => [name, key])).toEqual([
      ['run.exe', ''],
      ['film.mp4', ''],
    ]);
    expect(here.fetched).toEqual([]);
    expect(happenings(desk, id).filter((type) => type === 'MessageSent')).toHaveLength(2);
    await speaks(desk, here);
    expect(here.posts.filter(({ text }) => text.includes('film.mp4'))).toMatchObject([
      {
        thread: 'm1',
        text: expect.stringMatching(/“run.exe” is a program .*“film.mp4” is larger than \d+ bytes/),
      },
    ]);
  });

  test('waits for its files as long as it comes again; then, and at once for whoever is in need, the words go first', async () => {
    const files = [{ id: 'F9', name: 'screen.png' }];
    await expect(hears(desk, here, said(WIFI, { at: 'm1', files }))).rejects.toThrow('cannot be fetched now');
    expect(desk.rows.ledger.size).toBe(0);
    await hears(desk, here, said(WIFI, { at: 'm1', files }), false);
    expect(attachmentsOf(onlyCase(desk).body)).toMatchObject([
      { name: 'screen.png', refused: 'could not be fetched' },
    ]);

    desk.rows.outbox.length = 0;
    await hears(desk, here, said('There is smoke on floor 3.', { user: 'UB', channel: 'DB', files }));
    expect(caseAt(desk, 1).kind).toBe('emergency');
    await speaks(desk, here);
    expect(here.posts.filter(({ channel, text }) => channel === 'DB' && text.includes('screen.png'))).toEqual(
      [],
    );
  });

  test('is thanked for nothing: praise on a resolved case opens it for nobody (P14)', async () => {
    await hears(desk, here, said(WIFI, { at: 'm1' }));
    const found = onlyCase(desk);
    desk.rows.heads.set(found.id, { ...found, status: 'resolved', stage: 'done', outcome: 'done' });
    await hears(desk, here, said('Thank you!', { under: 'm1' }));
    expect(newest(desk, found.id).names).toContain('KudosReceived');
    await hears(desk, here, said('It is broken again.', { under: 'm1' }));
    expect(newest(desk, found.id).names).toContain('CaseReopened');
  });

  test('by a colleague in a channel is heard, and makes nobody a participant or requester', async () => {
    await hears(desk, here, said(WIFI, { at: 'm1', channel: 'C1', addressed: true }));
    await hears(desk, here, said('Mine too.', { user: 'UB', channel: 'C1', under: 'm1' }));
    expect(newest(desk, onlyCase(desk).id).names).toEqual(['MessageReceived']);
    expect(onlyCase(desk)).toMatchObject({ participants: [], chat: { user: 'UA' } });
  });

  test('by somebody the program does not vouch for opens an unverified case, and asks for an address (E4)', async () => {
    await hears(desk, here, said(WIFI, { user: 'UX', channel: 'DX' }));
    expect(onlyCase(desk)).toMatchObject({ verified: false, requester: { address: 'ux.t1@slack.invalid' } });
    await speaks(desk, here);
    expect(here.posts.map(({ text }) => text)).toEqual([
      expect.stringContaining('does not tell us your mail address'),
    ]);
    expect(here.posts[0]?.text).not.toContain(onlyCase(desk).reference);
  });

  test('E16 that cannot be taken in is booked as a dead letter, and its row gives way once it can', async () => {
    const what = said(WIFI);
    await deadChat(desk.ports, what, new TypeError('broken'));
    await deadChat(desk.ports, what, new TypeError('broken'));
    expect(rows()).toEqual(['dead-lettered TypeError']);
    await hears(desk, here, what);
    expect(rows()).toEqual(['opened']);
  });
});

describe('a conversation that changes channel', () => {
  test('stays one case, answered where its person last spoke', async () => {
    await hears(desk, here, said(WIFI, { at: 'm1' }));
    await speaks(desk, here);
    const [ack] = here.posts;
    const { id } = onlyCase(desk);
    await agentWrites(id, 'Which room?');
    await speaks(desk, here);
    expect(here.posts.map(({ channel, thread }) => [channel, thread])).toEqual([
      ['DA', 'm1'],
      ['DA', 'm1'],
    ]);

    const to = /help\+\S+@desk\.example/.exec(ack?.text ?? '')?.[0] ?? expect.fail('no address');
    await arrive(desk.ports, { from: ANNA, to: [to], subject: 'hello', text: 'Room 7.' });
    expect((await now(desk, id)).chat).toBeUndefined();
    await agentWrites(id, 'We look at it.');
    expect((await speaks(desk, here)).map(({ effect }) => effect.kind)).toContain('mail');
    expect(here.posts).toHaveLength(2);

    await hears(desk, here, said('It is worse.', { under: 'm1' }));
    await agentWrites(id, 'Somebody comes.');
    await speaks(desk, here);
    expect(here.posts[2]).toMatchObject({ thread: 'm1', text: 'Somebody comes.' });
    expect(desk.rows.heads.size).toBe(1);
  });

  test('answers there, by a plain line, what was asked there because it was missing (row 18)', async () => {
    desk = deskWithLeavers();
    await hears(desk, here, said('Termination of my employment contract.', { at: 'm1' }));
    const { id, execution = '' } = onlyCase(desk);
    const ref = await askRequester(desk.ports, {
      caseId: id,
      execution,
      state: 'Ask for what is missing',
      entered: 'visit 1',
      version: 'v1',
      token: 'token-1',
      question: 'We need a few details.',
      hours: 120,
    });
    await speaks(desk, here);
    expect(here.posts.at(-1)).toMatchObject({ thread: 'm1', text: expect.stringContaining('/answers/') });
    const answer = 'Last working day: 30 April\nReason: own wish\nKeeps the phone: no';
    await hears(desk, here, said(answer, { under: 'm1' }));
    expect(await desk.ports.tasks.find(ref)).toMatchObject({
      state: 'answered',
      answer: { outcome: 'given' },
    });
  });

  test('distress in a thread becomes a case of its own, said to nobody who reads along (row 14)', async () => {
    await hears(desk, here, said(WIFI, { at: 'm1', channel: 'C1', addressed: true }));
    await speaks(desk, here);
    here.posts.length = 0;
    await hears(desk, here, said('I cannot go on, I want to kill myself.', { channel: 'C1', under: 'm1' }));
    expect(caseAt(desk, 1)).toMatchObject({ kind: 'care' });
    await speaks(desk, here);
    expect(here.posts.filter(({ channel }) => channel === 'C1').map(({ text }) => text)).toEqual([
      'I have written to you directly.',
    ]);
    const [alone] = here.posts.filter(({ channel }) => channel === 'D-UA');
    expect(alone?.text).not.toContain(caseAt(desk, 1).reference);
    expect(alone?.text).not.toContain('@');
  });
});

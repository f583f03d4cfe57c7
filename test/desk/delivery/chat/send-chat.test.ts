import { beforeEach, describe, expect, test } from 'vitest';
import { spokenText } from '#desk/delivery/chat/chat-text.ts';
import { inChat, TO_THE_REQUESTER } from '#desk/delivery/chat/in-chat.ts';
import { type Chat, sendChat } from '#desk/delivery/chat/send-chat.ts';
import type { Effect } from '#desk/delivery/effect.ts';
import { textOf } from '#desk/delivery/texts.ts';
import type { Task } from '#desk/task/task.ts';
import { hears, type Program, program, said, speaks } from '#test/desk/memory/chats.ts';
import { ANNA, BOB } from '#test/desk/memory/mail.ts';
import { happenings, now, onlyCase } from '#test/desk/memory/stories.ts';
import { type Memory, memory } from '#test/desk/memory.ts';

const WIFI = 'The wifi is very slow and disconnects.';

let desk: Memory;
let here: Program;
let ack: Chat;
beforeEach(async () => {
  desk = memory();
  here = program();
  await hears(desk, here, said(WIFI, { at: 'm1' }));
  const found = desk.rows.outbox.find(({ effect }) => effect.kind === 'chat');
  ack = found?.effect as Chat;
});
const send = (attempt = 1) => sendChat(desk.ports, onlyCase(desk).id, ack, here.wire, attempt);

describe('what the desk says in a chat', () => {
  test('C4 is said once, however often it is handed on', async () => {
    expect([await send(), await send()]).toEqual(['said', 'said']);
    expect(here.posts).toHaveLength(1);
    expect(await desk.ports.deliveries.find(`${ack.id}-chat`)).toMatchObject({
      kind: 'chat',
      state: 'delivered',
    });
  });

  test('C4 that was heard but not marked is found by its id, and not said again', async () => {
    here.plan = ['heard-but-lost'];
    expect(await send()).toBe('later');
    expect(await send(2)).toBe('said');
    expect(here.posts).toHaveLength(1);
  });

  test('C4 killed before each of its writes and repeated, it is said once', async () => {
    for (let place = 1; place < 12; place += 1) {
      const [fresh, there] = [memory(), program()];
      await hears(fresh, there, said(WIFI, { at: 'm1', channel: 'C1', addressed: true }));
      const { id, version } = onlyCase(fresh);
      const found = { ...onlyCase(fresh), confidential: true };
      fresh.rows.heads.set(id, found);
      let left = place;
      const killed =
        (write: (...of: never[]) => Promise<void>) =>
        async (...of: never[]) => {
          left -= 1;
          if (left === 0) throw new Error('killed');
          await write(...of);
          left -= 1;
          if (left === 0) throw new Error('killed');
        };
      const ports = {
        ...fresh.ports,
        deliveries: { ...fresh.ports.deliveries, keep: killed(fresh.ports.deliveries.keep) },
        chats: { ...fresh.ports.chats, keep: killed(fresh.ports.chats.keep) },
      };
      const effect: Chat = { kind: 'chat', id: `${id}-${version}-ack`, template: 'acknowledgement' };
      await sendChat(ports, id, effect, there.wire).catch(() => undefined);
      expect(await sendChat(fresh.ports, id, effect, there.wire), `killed at ${place}`).toBe('said');
      expect(there.posts.map(({ channel }) => channel).sort(), `killed at ${place}`).toEqual(['C1', 'D-UA']);
    }
  });

  test('waits as long as the program asks, and never longer than a quarter of an hour', async () => {
    here.plan = [
      { kind: 'later', seconds: 30, note: 'answered-429' },
      { kind: 'later', seconds: 90_000, note: 'answered-429' },
      { kind: 'later', note: 'network' },
    ];
    for (const attempt of [1, 2, 3]) expect(await send(attempt)).toBe('later');
    expect(here.again.map(([, attempt, seconds]) => [attempt, seconds])).toEqual([
      [2, 30],
      [3, 900],
      [4, 60],
    ]);
  });

  test.each(['token_revoked', 'is_archived', 'channel_not_found'])(
    'goes by mail after %s, as does all that follows',
    async (cause) => {
      here.plan = [{ kind: 'gone', cause }];
      expect(await send()).toBe('by-mail');
      const { id } = onlyCase(desk);
      expect(here.mails).toEqual([{ caseId: id, effect: { ...ack, kind: 'mail', to: [ANNA] } }]);
      expect(happenings(desk, id)).toContain('ChatLost');
      expect((await now(desk, id)).chat).toBeUndefined();
      expect(await send()).toBe('by-mail');
      expect(new Set(here.mails.map(({ effect }) => effect.id)).size).toBe(1);
    },
  );

  test('goes by mail after the last attempt', async () => {
    here.plan = Array.from({ length: 7 }, () => ({ kind: 'later' as const, note: 'answered-500' }));
    for (let attempt = 1; attempt <= 6; attempt += 1) expect(await send(attempt)).toBe('later');
    expect(await send(7)).toBe('by-mail');
  });

  test('E10 keeps the caps on automatic mail', async () => {
    const at = desk.ports.now();
    const { id: caseId } = onlyCase(desk);
    for (const mail of ['a', 'b', 'c']) {
      const earlier = await desk.ports.automatic.find(ANNA);
      await desk.ports.automatic.keep(ANNA, earlier, { recipient: ANNA, caseId, at, mail });
    }
    expect(await send()).toBe('suppressed');
    expect(here.posts).toEqual([]);
  });

  test('row 65 of a department in its shadow stage is captured', async () => {
    const found = onlyCase(desk);
    desk.rows.heads.set(found.id, { ...found, shadow: true });
    expect(await send()).toBe('captured');
    expect(here.posts).toEqual([]);
  });
});

describe('where others read along', () => {
  const inChannel = async (confidential: boolean) => {
    desk = memory();
    await hears(desk, here, said(WIFI, { at: 'm1', channel: 'C1', addressed: true }));
    const { id } = onlyCase(desk);
    desk.rows.heads.set(id, { ...onlyCase(desk), confidential });
    await speaks(desk, here);
    return id;
  };

  test('an ordinary matter is answered in the thread, without the address that leads into it', async () => {
    await inChannel(false);
    expect(here.posts).toMatchObject([{ channel: 'C1', thread: 'm1' }]);
    expect(here.posts[0]?.text).not.toContain('help+');
  });

  test('a confidential one is written to the person alone; the thread only says so, once', async () => {
    const id = await inChannel(true);
    await sendChat(
      desk.ports,
      id,
      { kind: 'chat', id: `${id}-9-told`, template: 'told', values: { text: 'Salary.' } },
      here.wire,
    );
    expect(here.posts.map(({ channel, text }) => [channel, text.includes('directly')])).toEqual([
      ['C1', true],
      ['D-UA', false],
      ['D-UA', false],
    ]);
    expect(
      here.posts
        .filter(({ channel }) => channel === 'C1')
        .every(({ text }) => text === 'I have written to you directly.'),
    ).toBe(true);
  });

  test('what is answered to the desk alone goes on with the case', async () => {
    const id = await inChannel(true);
    const alone = here.posts.find(({ channel }) => channel === 'D-UA');
    await hears(desk, here, said('Room 7.', { channel: 'D-UA', under: alone?.thread }));
    await hears(desk, here, said('And room 8.', { channel: 'D-UA' }));
    expect(desk.rows.heads.size).toBe(1);
    expect((await now(desk, id)).chat).toMatchObject({ channel: 'D-UA', direct: true });
  });

  test('links, which act for whoever opens them, are for the person alone', async () => {
    const id = await inChannel(false);
    here.posts.length = 0;
    await sendChat(
      desk.ports,
      id,
      { kind: 'chat', id: `${id}-9-resolved`, template: 'resolved', values: { outcome: 'done' } },
      here.wire,
    );
    const [thread, alone] = here.posts;
    expect(thread).toMatchObject({ channel: 'C1' });
    expect(thread?.text).not.toContain('/surveys/');
    expect(alone).toMatchObject({ channel: 'D-UA', text: expect.stringContaining('/surveys/') });
  });
});

describe('what leaves with a commit', () => {
  const mail = (template: 'message' | 'task' | 'acknowledgement', ...to: string[]): Effect => ({
    kind: 'mail',
    id: 'e',
    to,
    template,
  });

  test('goes to the chat for the requester, and by mail for everybody else', () => {
    const found = onlyCase(desk);
    expect(inChat(found, [mail('message', ANNA, BOB)])).toEqual([
      { kind: 'chat', id: 'e', template: 'message' },
      { kind: 'mail', id: 'e-copy', to: [BOB], template: 'message' },
    ]);
    for (const effect of [
      mail('task', ANNA),
      mail('message', BOB),
      { ...mail('message', ANNA), of: 'c2' } as Effect,
    ])
      expect(inChat(found, [effect])).toEqual([effect]);
    const { chat: _left, ...byMail } = found;
    expect(inChat(byMail, [mail('message', ANNA)])).toEqual([mail('message', ANNA)]);
  });

  test.each(TO_THE_REQUESTER.filter((each) => each !== 'missing'))(
    'says nothing of mails: %s',
    (template) => {
      const told = {
        of: onlyCase(desk),
        catalogue: desk.ports.catalogue,
        values: { closesAt: desk.ports.now() },
        links: {},
        task: { of: { kind: 'person', address: ANNA }, expiresAt: desk.ports.now() } as Task,
      };
      expect(spokenText(textOf(template, told)).join(' ')).not.toMatch(/\bmail\b/);
    },
  );
});

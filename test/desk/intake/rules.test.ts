import dns from 'node:dns';
import net from 'node:net';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { resolveCase } from '#desk/case/resolve-case.ts';
import { sendMessage } from '#desk/case/send-message.ts';
import { takeIn } from '#desk/intake/take-in.ts';
import { replyAddress } from '#desk/intake/tokens.ts';
import { corpus, read } from '../../mail/corpus.ts';
import { ANNA, arrive, rawMail } from '../memory/mail.ts';
import { AGENT, happenings, newest, now, onlyCase, opens, PROCESS } from '../memory/stories.ts';
import { FRONT_DOOR, KEY, type Memory, memory } from '../memory.ts';

let desk: Memory;
beforeEach(() => {
  desk = memory();
});
afterEach(() => {
  vi.restoreAllMocks();
});

const books = () => [...desk.rows.ledger.values()].map(({ class: kind, cause }) => [kind, cause]);
const take = (name: string) =>
  takeIn(desk.ports, { raw: corpus.get(name) ?? Buffer.from(''), key: `raw/${name}` });
const bodies = () =>
  [...desk.rows.bodies].flatMap(([key, body]) => (/(?:^|\/)messages\//.test(key) ? [body] : []));
const filesUnder = (folder: string) =>
  [...desk.rows.files].flatMap(([key, content]) => (key.startsWith(folder) ? [content] : []));

describe('what is stored (E1)', () => {
  test('E1 under keys that say nothing of anybody, and each with the way to the raw mail', async () => {
    await take('signature-image-and-file');
    const keys = [...desk.rows.bodies.keys(), ...desk.rows.files.keys(), ...desk.rows.ledger.keys()];
    expect(keys.length).toBeGreaterThan(3);
    for (const key of keys)
      expect(key).toMatch(
        /^(?:messages\/|attachments\/|originals\/|images\/)?[0-9a-f]{64}(?:\/[0-9a-f]{64})?$/,
      );
    expect(bodies()).toMatchObject([
      { raw: 'raw/signature-image-and-file', original: expect.stringMatching(/^originals\//) },
    ]);
  });
});

describe('the same mail, many times at once (E2)', () => {
  test('P5 fifty deliveries of one object are one case, one article and one acknowledgement', async () => {
    const mail = { raw: rawMail({}), key: 'raw/1' };
    await Promise.all(Array.from({ length: 50 }, () => takeIn(desk.ports, mail)));
    expect(onlyCase(desk).version).toBe(1);
    expect(books()).toEqual([['opened', undefined]]);
    const acks = desk.rows.outbox.filter(({ effect }) => effect.kind === 'mail');
    expect(acks).toHaveLength(1);
  });
});

describe('what is too large (E3)', () => {
  test('E3 a mail with a file of 26 MB is kept where it lies, and one of our own people is told once', async () => {
    const line = `${'QUJD'.repeat(19)}\r\n`;
    const base64 = line.repeat(Math.ceil((26 * 1024 * 1024 * 4) / 3 / 76));
    const head = rawMail({ headers: ['MIME-Version: 1.0'] })
      .toString()
      .replace(/Content-Type:[\s\S]*$/, '');
    const type = 'Content-Type: application/zip; name="log.zip"\r\nContent-Transfer-Encoding: base64\r\n\r\n';
    const raw = Buffer.from(head + type + base64, 'latin1');
    await takeIn(desk.ports, { raw, key: 'raw/large' });
    await takeIn(desk.ports, { raw, key: 'raw/large' });
    expect(books()).toEqual([['suspended', 'oversized']]);
    expect(desk.rows.heads.size).toBe(0);
    expect(desk.rows.outbox.map(({ effect }) => effect)).toMatchObject([
      { template: 'oversized', to: [ANNA] },
    ]);
  });
});

describe('whom the desk answers (E7)', () => {
  test('E7 P19 is who wrote, whatever their mail says by Reply-To', async () => {
    await arrive(desk.ports, { headers: ['Reply-To: <victim@elsewhere.example>'] });
    expect(onlyCase(desk).requester.address).toBe(ANNA);
    const written = desk.rows.outbox.flatMap(({ effect }) => (effect.kind === 'mail' ? effect.to : []));
    expect(written).toEqual([ANNA]);
  });
});

describe('spam (P20)', () => {
  test('P20 is kept with its cause and the time it came, and an answer to it finds nothing to join', async () => {
    await arrive(desk.ports, { spam: 'FAIL', id: 'spam@x' });
    expect([...desk.rows.ledger.values()]).toMatchObject([
      { class: 'suspended', cause: 'spam', raw: 'raw/spam@x', at: '2026-03-02T09:00:00.000Z' },
    ]);
    await arrive(desk.ports, { spam: 'FAIL', id: 'more@x', inReplyTo: 'spam@x' });
    expect([books().at(-1), desk.rows.heads.size, desk.rows.outbox.length]).toEqual([
      ['suspended', 'spam'],
      0,
      0,
    ]);
  });
});

describe('an absence note (P2)', () => {
  test.each(['open', 'waiting', 'resolved'] as const)(
    'P2 on a case that is %s is a note: no state, no clock, no mail, nobody’s day',
    async (state) => {
      const { id } = await opens(desk);
      if (state === 'waiting')
        await sendMessage(desk.ports, id, AGENT, { body: 'b', visibility: 'public', waitForReply: true });
      if (state === 'resolved') await resolveCase(desk.ports, id, PROCESS, { outcome: 'solved' });
      const { version, ...before } = await now(desk, id);
      const left = desk.rows.outbox.length;
      await arrive(desk.ports, {
        id: 'ooo@x',
        to: [replyAddress(FRONT_DOOR, id, KEY)],
        subject: 'Automatic reply: My laptop',
        text: 'I am away until Monday.',
        headers: ['Auto-Submitted: auto-replied'],
      });
      expect(await now(desk, id)).toEqual({ ...before, version: version + 1 });
      expect([newest(desk, id).names, desk.rows.outbox.length]).toEqual([['MessageReceived'], left]);
    },
  );
});

describe('opening again by mail (E15)', () => {
  test('E15 words open a resolved case again with the reason, thanks do not', async () => {
    const { id } = await opens(desk);
    const to = [replyAddress(FRONT_DOOR, id, KEY)];
    await resolveCase(desk.ports, id, PROCESS, { outcome: 'solved' });
    await arrive(desk.ports, { id: 'thanks@x', to, text: 'Thank you!' });
    expect((await now(desk, id)).status).toBe('resolved');
    await arrive(desk.ports, { id: 'again@x', to, text: 'It is blue again.' });
    expect((await now(desk, id)).status).toBe('open');
    expect(happenings(desk, id)).toEqual(expect.arrayContaining(['KudosReceived', 'CaseReopened']));
  });
});

describe('who it was sent to (E17)', () => {
  test('E17 a mail of which the desk got a blind copy is taken in by its envelope', async () => {
    await take('bcc-desk');
    expect(books()).toEqual([['opened', undefined]]);
    expect(onlyCase(desk).requester.address).toBe('anna.berg@corp.example');
  });
});

describe('words of a page (E12)', () => {
  test('E12 reading every mail of the corpus calls nobody: remote content is never fetched', async () => {
    const calls: unknown[] = [];
    const call = (...args: unknown[]): never => {
      calls.push(args);
      throw new Error('a mail made the desk call somebody');
    };
    vi.spyOn(globalThis, 'fetch').mockImplementation(call);
    vi.spyOn(net.Socket.prototype, 'connect').mockImplementation(call);
    vi.spyOn(dns, 'lookup').mockImplementation(call as never);
    for (const [name, raw] of corpus) await takeIn(memory().ports, { raw, key: `raw/${name}` });
    expect(calls).toEqual([]);
    // The trap works.
    expect(() => net.connect(9, '192.0.2.1')).toThrow('made the desk call');
  });

  test('E12 of a page that would act only words are kept, and nothing of it is markup', async () => {
    const texts: string[] = [];
    for (const name of ['html-active-content', 'html-remote-content']) {
      desk = memory();
      await take(name);
      texts.push(...bodies().map(({ text, whole = '' }) => text + whole));
    }
    const kept = texts.join('\n');
    expect(texts).toEqual(['Please look.\nhere\nLog in', 'The projector is dark.']);
    for (const active of ['<', 'script', 'steal', 'onload', 'evil.example', 'hidden', 'password'])
      expect(kept).not.toContain(active);
  });

  test('E12 pictures in the text are kept as files beside it, byte for byte', async () => {
    await take('image-only-inline');
    const [file] = (await read('image-only-inline')).attachments;
    expect(file?.inline).toBe(true);
    expect(filesUnder('attachments')).toEqual([file?.content]);
    expect(bodies()).toMatchObject([{ attachments: [{ name: 'screen.png', type: 'image/png' }] }]);
  });

  test('E12 the mail itself lies beside its words, byte for byte, also where it comes twice', async () => {
    await take('reply-gmail-fr');
    await take('reply-gmail-fr');
    expect(filesUnder('originals')).toEqual([corpus.get('reply-gmail-fr')]);
  });

  test('E4 of what is not let in no copy is made: neither of a virus nor of spam', async () => {
    await arrive(desk.ports, { virus: 'FAIL' });
    await arrive(desk.ports, { spam: 'FAIL', id: 's@x' });
    expect([desk.rows.files.size, desk.rows.bodies.size]).toEqual([0, 0]);
  });

  test('E12 what is new stands apart from the whole, and the whole is kept', async () => {
    await take('reply-gmail-fr');
    const [body] = bodies();
    expect(body?.whole).toContain('a écrit');
    expect(body?.text).not.toContain('a écrit');
  });
});

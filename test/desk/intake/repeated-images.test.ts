import { beforeEach, describe, expect, test } from 'vitest';
import { shownFiles } from '#desk/case/files/case-files.ts';
import { takeIn } from '#desk/intake/take-in.ts';
import { corpus } from '../../mail/corpus.ts';
import { ANNA, BOB } from '../memory/mail.ts';
import { type Memory, memory } from '../memory.ts';

let desk: Memory;
beforeEach(() => {
  desk = memory();
});

const LOGO = Buffer.alloc(900, 7);

type Pictured = Readonly<{
  from?: string;
  text?: string;
  picture?: Buffer;
  type?: string;
  disposition?: string;
  dmarc?: string;
}>;

/** The n-th mail of somebody with one picture, in its text unless said otherwise. */
function pictured(
  n: number,
  { from = ANNA, text = `My laptop shows a blue screen ${n}.`, ...more }: Pictured = {},
) {
  const { picture = LOGO, type = 'image/png', disposition = 'inline', dmarc = 'pass' } = more;
  const domain = from.slice(from.indexOf('@') + 1);
  const lines = [
    'Received: from x by inbound-smtp.eu-west-1.amazonaws.com with SMTP id x for help@desk.example; now',
    `Authentication-Results: amazonses.com; spf=pass; dkim=pass; dmarc=${dmarc} header.from=${domain};`,
    `From: <${from}>`,
    'To: <help@desk.example>',
    `Subject: Matter ${n}`,
    `Message-ID: <${n}.${from}>`,
    'MIME-Version: 1.0',
    'Content-Type: multipart/related; boundary="b"',
    '',
    '--b',
    'Content-Type: text/plain',
    '',
    text,
    '--b',
    `Content-Type: ${type}; name="image001.png"`,
    `Content-Disposition: ${disposition}; filename="image001.png"`,
    ...(disposition === 'inline' ? [`Content-ID: <${n}@logo>`] : []),
    'Content-Transfer-Encoding: base64',
    '',
    picture.toString('base64').replace(/.{76}/g, '$&\r\n'),
    '--b--',
    '',
  ];
  return takeIn(desk.ports, { raw: Buffer.from(lines.join('\r\n')), key: `raw/${n}.${from}` });
}

const counted = () => [...desk.rows.bodies.keys()].filter((key) => key.startsWith('images/'));
/** Whether the picture of each mail is shown apart, in the order of the mails. */
const collapsed = () =>
  [...desk.rows.bodies].flatMap(([key, { attachments = [] }]) =>
    key.startsWith('images/') ? [] : attachments.map((each) => each.collapsed === true),
  );

describe('a small picture that came with three mails of one sender (E12)', () => {
  test('E12 is shown apart from the third on, and each is kept', async () => {
    for (const n of [1, 2, 3, 4]) await pictured(n);
    expect(collapsed()).toEqual([false, false, true, true]);
    const kept = [...desk.rows.files.keys()].filter((key) => key.startsWith('attachments/'));
    expect(kept, 'one in each case').toHaveLength(4);
  });

  test('E12 is listed last under its own number, one click away like every file', async () => {
    for (const n of [1, 2, 3]) await pictured(n);
    const [, body] = [...desk.rows.bodies].findLast(([key]) => key.startsWith('messages/')) ?? [];
    const [logo] = body?.attachments ?? [];
    const photo = { name: 'photo.jpg', type: 'image/jpeg', bytes: 9, key: 'attachments/a/b' };
    const attachments = logo === undefined ? [] : [logo, photo];
    expect(await shownFiles(1, { text: '', attachments }, async () => 'clean')).toMatchObject([
      { n: '1.2', name: 'photo.jpg', state: 'clean' },
      { n: '1.1', name: 'image001.png', state: 'clean', collapsed: true },
    ]);
  });

  test('E12 counts each mail once, however often it is told of', async () => {
    for (const n of [1, 1, 1, 2, 2, 1]) await pictured(n);
    expect(collapsed()).toEqual([false, false]);
  });

  test('E12 is no signature of anybody else', async () => {
    for (const n of [1, 2]) await pictured(n);
    await pictured(3, { from: BOB });
    expect(collapsed()).toEqual([false, false, false]);
  });

  test.each<[string, Pictured]>([
    ['of ten kilobytes', { picture: Buffer.alloc(10 * 1024, 7) }],
    ['of another type', { type: 'application/pdf' }],
    ['that lies beside the text', { disposition: 'attachment' }],
    ['whose sender nobody made sure of', { from: 'x@elsewhere.example', dmarc: 'none' }],
    ['that somebody in distress sends', { text: 'I do not want to live any more.' }],
  ])('E12 a file %s never is, nor is anything remembered of it', async (_what, written) => {
    for (const n of [1, 2, 3, 4]) await pictured(n, written);
    expect(collapsed()).not.toContain(true);
    expect(collapsed()).not.toEqual([]);
    expect(counted()).toEqual([]);
  });

  test('E12 a picture without a word is what somebody says, and never shown apart', async () => {
    for (const n of [1, 2, 3]) await pictured(n);
    await pictured(4, { text: '' });
    expect(collapsed().at(-1)).toBe(false);
  });

  test('E12 remembers of a sender no more than twenty, without a name, and writes no more once it is known', async () => {
    for (let n = 1; n <= 25; n += 1) await pictured(n, { picture: Buffer.from(`picture ${n}`) });
    const [key = ''] = counted();
    expect(counted()).toHaveLength(1);
    expect(key).toMatch(/^images\/[0-9a-f]{64}$/);
    const before = desk.rows.bodies.get(key)?.text ?? '{}';
    expect(Object.keys(JSON.parse(before))).toHaveLength(20);
    for (const n of [31, 32, 33]) await pictured(n);
    const known = desk.rows.bodies.get(key);
    await pictured(34);
    expect(desk.rows.bodies.get(key)).toBe(known);
  });

  test('E12 the logo of a mail of the corpus is shown apart the third time, and the report beside it never', async () => {
    const raw = Buffer.from(corpus.get('signature-image-and-file') ?? []).toString('latin1');
    for (const id of ['a', 'b', 'c'])
      await takeIn(desk.ports, {
        raw: Buffer.from(raw.replace('<20260303081155.4711@', `<${id}@`), 'latin1'),
        key: `raw/${id}`,
      });
    expect(collapsed()).toEqual([false, false, false, false, true, false]);
  });
});

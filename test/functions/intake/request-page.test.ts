import { createHash } from 'node:crypto';
import type { APIGatewayProxyEventV2, Context } from 'aws-lambda';
import fc from 'fast-check';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { confirmRequest } from '#desk/intake/web/confirm.ts';
import { announce, uploadKey } from '#desk/intake/web/upload.ts';
import { linkOf } from '#desk/task/link.ts';
import { handler } from '#functions/intake/request-page.ts';
import { desk as lent } from '#functions/writing-desk.ts';
import { onlyCase } from '../../desk/memory/stories.ts';
import { KEY, type Memory, memory } from '../../desk/memory.ts';

vi.mock('#functions/writing-desk.ts', () => ({ desk: vi.fn() }));
vi.mock('#functions/environment.ts', async (original) => ({
  ...(await original<object>()),
  required: (name: string) => name.toLowerCase().replace('_', '-'),
}));
vi.mock('#functions/aws/the-table.ts', () => ({
  table: () => ({ db: { config: { region: async () => 'eu-central-1' } } }),
}));

let desk: Memory;
beforeEach(() => {
  desk = memory();
  vi.mocked(lent).mockReturnValue(desk.ports);
});

const WORDS = {
  from: 'anna@corp.example',
  text: 'My laptop shows a blue screen.',
  unique: 'u1',
  service: '',
};

async function posted(body: Uint8Array, type: string) {
  const event = {
    routeKey: 'POST /request',
    headers: { 'content-type': type },
    requestContext: { requestId: 'r', http: { method: 'POST', sourceIp: '192.0.2.1' } },
    body: Buffer.from(body).toString('base64'),
    isBase64Encoded: true,
  } as unknown as APIGatewayProxyEventV2;
  const { statusCode, body: html = '', headers = {} } = await handler(event, {} as Context);
  return { status: statusCode, html, headers };
}

/** Sends the form as a browser without script does. */
async function sends(files: readonly File[], words: Readonly<Record<string, string>> = WORDS) {
  const form = new FormData();
  for (const [name, value] of Object.entries(words)) form.append(name, value);
  // A browser sends an empty one where nothing was chosen.
  for (const file of files.length > 0 ? files : [new File([], '')]) form.append('files', file);
  const request = new Request('https://desk.example', { method: 'POST', body: form });
  return posted(new Uint8Array(await request.arrayBuffer()), request.headers.get('content-type') ?? '');
}

const file = (name: string, content: string | Uint8Array<ArrayBuffer> = 'words', type = 'text/plain') =>
  new File([content], name, { type });
const stored = () => [...desk.rows.files].map(([key, content]) => [key, Buffer.from(content).toString()]);

/** Confirms the address, and answers with the files of the case. */
async function confirmed() {
  const [{ caseId: ref } = expect.fail('nothing waits')] = desk.rows.outbox;
  await confirmRequest(desk.ports, linkOf(KEY, 'confirm', ref, WORDS.from));
  return desk.rows.bodies.get(onlyCase(desk).body)?.attachments?.map(({ name, bytes }) => [name, bytes]);
}

describe('the form without script', () => {
  test('takes files with it, and they are those of the case once its address is confirmed', async () => {
    const answer = await sends([
      file('screen.png', 'a picture', 'image/png'),
      file('größe "1".txt', 'notes'),
    ]);
    expect([answer.status, answer.html.includes('look into your mailbox')]).toEqual([202, true]);
    expect(stored()).toEqual([
      [expect.stringMatching(/^uploads\//), 'a picture'],
      [expect.stringMatching(/^uploads\//), 'notes'],
    ]);
    expect(await confirmed()).toEqual([
      ['screen.png', 9],
      ['größe 1.txt', 5],
    ]);
  });

  test('is one request, however often it is sent', async () => {
    for (let i = 0; i < 2; i += 1) await sends([file('a.txt')]);
    expect([desk.rows.ledger.size, desk.rows.outbox.length]).toEqual([1, 1]);
  });

  test('is a request without files where none was chosen', async () => {
    expect((await sends([])).status).toBe(202);
    expect([stored(), await confirmed()]).toEqual([[], undefined]);
  });

  test.each<[string, () => File[], string]>([
    ['a program', () => [file('a.txt'), file('run.exe')], 'Your file run.exe is a program (.exe).'],
    [
      'eleven files',
      () => Array.from({ length: 11 }, (_, n) => file(`${n}.txt`)),
      'A form takes 10 files at most.',
    ],
    [
      'more than a function is called with',
      () => [file('film.bin', new Uint8Array(4 * 1024 * 1024 + 1))],
      'Your files are larger than 4 MB together. Please send the form without them, and reply to our mail with the files.',
    ],
  ])('refuses %s in words, and nothing leaves', async (_what, files, message) => {
    const answer = await sends(files());
    expect([answer.status, answer.html.includes(message)]).toEqual([422, true]);
    expect([desk.rows.ledger.size, desk.rows.outbox]).toEqual([0, []]);
  });

  test('rows 13 and 14 hears somebody in need at once, whatever they send with it', async () => {
    const text = 'I do not want to live any more.';
    const answer = await sends([file('run.exe')], { ...WORDS, text });
    expect([answer.status, answer.html.includes('We have your message')]).toEqual([202, true]);
    expect(onlyCase(desk).kind).toBe('care');
  });

  test('keeps what was written where a file is refused, and asks for the files again', async () => {
    for (const refused of [file('run.exe'), file('a.bin', new Uint8Array(4 * 1024 * 1024 + 1))])
      expect((await sends([refused])).html).toContain(WORDS.text);
    const { html } = await sends([file('run.exe')]);
    expect(html).toContain('A file that you had chosen has to be chosen again.');
  });

  test('says what is missing, whatever broken form arrives, and never fails', async () => {
    const type = 'multipart/form-data; boundary=b';
    const pieces = fc.constantFrom(
      '--b',
      '--b--',
      '\r\n',
      '\r\n\r\n',
      'Content-Disposition: form-data',
      '; name="from"',
      '; filename="a"',
      'x',
      '\0',
      'é',
    );
    await fc.assert(
      fc.asyncProperty(fc.array(pieces, { maxLength: 25 }), async (all) => {
        const { status } = await posted(Buffer.from(all.join('')), type);
        // The allowance of a network ends sooner than the runs do.
        expect([422, 429]).toContain(status);
      }),
      { numRuns: 200, seed: 49 },
    );
    expect(desk.rows.outbox).toEqual([]);
  });
});

describe('the form with script', () => {
  const urlencoded = (fields: readonly (readonly [string, string])[]) =>
    posted(
      Buffer.from(new URLSearchParams(fields as [string, string][]).toString()),
      'application/x-www-form-urlencoded',
    );

  test('names the files that were sent before it', async () => {
    const words = [];
    for (const name of ['a.txt', 'b.txt']) {
      const { file: announced, upload } = await announce(desk.ports, { name, type: 'text/plain', bytes: 1 });
      desk.rows.files.set(uploadKey(announced), Buffer.from('x'));
      words.push(upload);
    }
    const named = words.map((word) => ['attachments', word] as const);
    expect((await urlencoded([...Object.entries(WORDS), ...named])).status).toBe(202);
    expect(await confirmed()).toEqual([
      ['a.txt', 1],
      ['b.txt', 1],
    ]);
  });

  test('keeps their words where something else is to be corrected, and not a word that is none of ours', async () => {
    const { upload } = await announce(desk.ports, { name: 'a.txt', type: 'text/plain', bytes: 1 });
    const given = (word: string, from: string) =>
      urlencoded([...Object.entries({ ...WORDS, from }), ['attachments', word]]);
    const corrected = await given(upload, 'nobody');
    expect([corrected.status, corrected.html.includes(upload)]).toEqual([422, true]);
    const forged = await given('forged', WORDS.from);
    expect([forged.status, forged.html.includes('"forged"')]).toEqual([422, false]);
  });

  test('may run the one script of its page, and send files to where they wait alone', async () => {
    const { html, headers } = await urlencoded([]);
    const [, script = ''] = /<script>(.*)<\/script>/s.exec(html) ?? [];
    const policy = String(headers['content-security-policy']);
    expect(policy).toContain(`script-src 'sha256-${createHash('sha256').update(script).digest('base64')}';`);
    expect(policy).toContain(
      "connect-src 'self' https://s3.eu-central-1.amazonaws.com/bodies-bucket/uploads/;",
    );
    expect(policy).toContain("default-src 'none'");
    expect(html.match(/<script/g)).toHaveLength(1);
  });
});

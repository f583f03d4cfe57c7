import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import type { Case } from '#desk/case/case.ts';
import { judgeFile } from '#desk/case/files/judge-file.ts';
import { DeskError } from '#desk/errors.ts';
import { replyAddress } from '#desk/intake/tokens.ts';
import { headersOf, ORIGINAL } from '#functions/api/original-operation.ts';
import { linkTo } from '#functions/aws/presigned.ts';
import { objects } from '#functions/aws/the-bucket.ts';
import { desk as lent } from '#functions/writing-desk.ts';
import { ANNA, arrive, BOB, type Written } from '../../desk/memory/mail.ts';
import { opens } from '../../desk/memory/stories.ts';
import { FRONT_DOOR, KEY, type Memory, memory } from '../../desk/memory.ts';

vi.mock('#functions/writing-desk.ts', () => ({ desk: vi.fn() }));
vi.mock('#functions/environment.ts', () => ({ required: (name: string) => name }));
vi.mock('#functions/aws/the-table.ts', () => ({ table: () => ({ db: 'db' }) }));
vi.mock('#functions/aws/the-bucket.ts', () => ({ objects: vi.fn() }));
vi.mock('#functions/aws/presigned.ts', () => ({ LINK_SECONDS: 120, linkTo: vi.fn() }));

let desk: Memory;
beforeEach(() => {
  desk = memory();
  vi.mocked(lent).mockReturnValue(desk.ports);
  const get = async ({ key }: { key: string }) => desk.rows.files.get(key);
  vi.mocked(objects).mockReturnValue({ get } as unknown as ReturnType<typeof objects>);
  vi.mocked(linkTo).mockImplementation(async (_db, { bucket, key }, name) => `${bucket}/${key} as ${name}`);
});

const asks = (caseId: string, n: string, sub: string, ...groups: string[]) =>
  ORIGINAL.showOriginal({
    event: {
      requestContext: { authorizer: { jwt: { claims: { email: sub, groups } } } },
    } as unknown as APIGatewayProxyEventV2,
    body: undefined,
    path: { caseId, n },
  });
const refusal = async (...of: Parameters<typeof asks>) =>
  asks(...of).then(
    () => 'shown',
    (error: unknown) => (error instanceof DeskError ? `${error.code} ${error.message}` : error),
  );
const NOT_THERE = 'not-allowed there is no such file, or it is not yours to have';
const AGENT = ['kim@corp.example', 'it'] as const;
const reply = (of: Case, written: Written) =>
  arrive(desk.ports, { to: [replyAddress(FRONT_DOOR, of.id, KEY)], subject: 'Re: My laptop', ...written });

const QUOTED = 'It is the one by the window.\n\nOn Mon, 2 Mar 2026 at 09:00, Help wrote:\n> Which one?';

describe('the original of a message (E12)', () => {
  test('E12 is its whole text, who it says wrote it, and the mail itself by a short link', async () => {
    const laptop = await opens(desk);
    await reply(laptop, { id: 'r@x', text: QUOTED });
    const shown = await asks(laptop.id, '2', ...AGENT);
    expect(shown).toEqual({
      text: QUOTED,
      headers: expect.arrayContaining([
        { name: 'From', value: `<${ANNA}>` },
        { name: 'Subject', value: 'Re: My laptop' },
        { name: 'X-SES-Virus-Verdict', value: 'PASS' },
      ]),
      mail: {
        url: expect.stringMatching(/^BODIES_BUCKET\/originals\/[0-9a-f]{64} as IT-[0-9A-Z-]+-2\.eml$/),
        expiresAt: '2026-03-02T09:02:00.000Z',
      },
    });
  });

  test('is shown to its writer, and to nobody else who takes part: others may quote what was not for them', async () => {
    const laptop = await opens(desk);
    await reply(laptop, { from: BOB, id: 'b@x', text: 'I have the same.' });
    expect(await asks(laptop.id, '1', ANNA)).toMatchObject({ mail: expect.any(Object) });
    expect(await asks(laptop.id, '2', BOB)).toMatchObject({ text: 'I have the same.' });
    expect(await refusal(laptop.id, '2', ANNA)).toBe(NOT_THERE);
    expect(await refusal(laptop.id, '1', BOB)).toBe(NOT_THERE);
  });

  test.each<[string, string, string, ...string[]]>([
    ['a stranger', '1', 'eve@corp.example'],
    ['another department of a confidential case', '1', 'kim@corp.example', 'it'],
    ['the desk of a confidential case', '1', 'kim@corp.example', 'desk'],
    ['the platform team', '1', 'kim@corp.example', 'platform'],
    ['its own people, of a message that is not there', '7', 'kim@corp.example', 'hr'],
    ['its own people, of no number', '1.1', 'kim@corp.example', 'hr'],
  ])('rows 15 and 28 is refused to %s in the same words', async (_who, n, sub, ...groups) => {
    const leave = await opens(desk, {
      subject: 'Parental leave',
      text: 'I ask for a leave of absence from 2027-01-04.',
    });
    expect(leave.confidential).toBe(true);
    expect(await refusal(leave.id, n, sub, ...groups)).toBe(NOT_THERE);
    expect(await refusal('01none', n, sub, ...groups)).toBe(NOT_THERE);
    expect(linkTo).not.toHaveBeenCalled();
  });

  test('row 14 of somebody in distress is for the people who care for them alone, and lies apart', async () => {
    const quiet = await opens(desk, { subject: 'please', text: 'I do not want to live any more.' });
    expect(await refusal(quiet.id, '1', ANNA)).toBe(NOT_THERE);
    expect(await refusal(quiet.id, '1', 'kim@corp.example', 'desk', 'it', 'platform')).toBe(NOT_THERE);
    expect(await asks(quiet.id, '1', 'kim@corp.example', 'care')).toMatchObject({
      mail: { url: expect.stringContaining('BODIES_BUCKET/restricted/originals/') },
    });
  });

  test('row 65 is not handed out by the case that only plays along', async () => {
    const laptop = await opens(desk);
    const shadow = { ...laptop, shadow: true as const };
    const cases = { ...desk.ports.cases, find: async () => shadow };
    vi.mocked(lent).mockReturnValue({ ...desk.ports, cases });
    expect(await refusal(laptop.id, '1', ...AGENT)).toBe(NOT_THERE);
  });

  test('P18 its mail waits until each of its files is clean, and never leaves with one that is not', async () => {
    const laptop = await opens(desk, { files: { 'a.pdf': 'a', 'b.pdf': 'b' } });
    const [a = '', b = ''] = [...desk.rows.files.keys()].filter((key) => key.startsWith('attachments/'));
    expect(await asks(laptop.id, '1', ...AGENT)).toMatchObject({ withheld: 'its file a.pdf is pending' });
    await judgeFile(desk.ports, a, 'clean');
    expect(await asks(laptop.id, '1', ...AGENT)).toMatchObject({ withheld: 'its file b.pdf is pending' });
    await judgeFile(desk.ports, b, 'infected');
    const { mail, ...shown } = (await asks(laptop.id, '1', ...AGENT)) as { mail?: object };
    expect([mail, shown]).toMatchObject([undefined, { withheld: 'its file b.pdf is infected' }]);
    expect(linkTo).not.toHaveBeenCalled();
  });

  test('P18 its mail is held back for a file that its department does not take', async () => {
    const laptop = await opens(desk, { files: { 'run.exe': 'MZ' } });
    expect(await asks(laptop.id, '1', ...AGENT)).toMatchObject({
      withheld: 'its file run.exe is a program (.exe)',
    });
  });

  test('of what came by no mail are its words alone', async () => {
    const laptop = await opens(desk);
    const kept = desk.rows.bodies.get(laptop.body) ?? expect.fail('no words');
    const { original: _none, ...words } = kept;
    desk.rows.bodies.set(laptop.body, words);
    expect(await asks(laptop.id, '1', ...AGENT)).toEqual({ text: words.text, headers: [] });
  });
});

describe('the headers of interest', () => {
  const read = (...lines: string[]) => headersOf(Buffer.from(`${lines.join('\r\n')}\r\n\r\nSubject: body`));

  test('come in plain letters and on one line, in their order', () => {
    expect(
      read('Subject: =?utf-8?q?Dr=C3=BCcker?=', 'X-Other: a', 'FROM:  Anna', ' <anna@corp.example>'),
    ).toEqual([
      { name: 'Subject', value: 'Drücker' },
      { name: 'FROM', value: 'Anna <anna@corp.example>' },
    ]);
  });

  test('are none of what is no header', () => {
    expect(read('nothing of that kind', ': empty', 'Subject')).toEqual([]);
    expect(headersOf(new Uint8Array())).toEqual([]);
  });
});

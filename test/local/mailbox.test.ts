import { afterEach, describe, expect, test } from 'vitest';
import { openMailbox } from '#local/mail/mailbox.ts';
import { readSendEmail } from '#local/mail/send-email.ts';
import { openState, type State } from '#local/state.ts';
import { deleteFolder, newFolder } from './spawn-desk.ts';

const folder = newFolder();
let state: State | undefined;
afterEach(() => {
  state?.close();
  state = undefined;
  deleteFolder(folder);
});

const open = () => {
  state = openState(folder);
  return openMailbox(
    state,
    () => Date.parse('2026-03-02T09:00:00Z'),
    () => {},
  );
};
const mail = (raw: string, ...recipients: string[]) => ({
  id: 'ses-1',
  from: 'help@desk.example',
  recipients,
  raw: Buffer.from(raw.replaceAll('\n', '\r\n')),
  tags: {},
});
const plain =
  'From: Desk <help@desk.example>\nTo: a@x.example\nSubject: =?utf-8?B?w6k=?=\nMessage-ID: <1@d>\n\nHello\n';

describe('the mailbox', () => {
  test('has one row for each recipient, readable, oldest first', async () => {
    const mailbox = open();
    mailbox.add(mail(plain, 'a@x.example', 'b@x.example'));
    mailbox.add(mail(plain.replace('<1@d>', '<2@d>'), 'a@x.example'));
    expect((await mailbox.list()).map(({ to, headers }) => [to, headers['message-id']])).toEqual([
      ['a@x.example', '<1@d>'],
      ['b@x.example', '<1@d>'],
      ['a@x.example', '<2@d>'],
    ]);
    expect((await mailbox.list('A@X.example'))[0]).toMatchObject({
      at: '2026-03-02T09:00:00.000Z',
      from: 'help@desk.example',
      subject: 'é',
      text: 'Hello\n',
      html: '',
      copies: 1,
    });
  });

  test('shows a repeat once, as a mail client does, and counts it', async () => {
    const mailbox = open();
    mailbox.add(mail(plain, 'a@x.example'));
    mailbox.add(mail(plain, 'a@x.example'));
    expect((await mailbox.list()).map(({ copies }) => copies)).toEqual([2]);
  });

  test('keeps its mail over a restart', async () => {
    open().add(mail(plain, 'a@x.example'));
    state?.close();
    expect(await open().list()).toHaveLength(1);
  });
});

describe('a request to send', () => {
  const Raw = { Data: Buffer.from(plain.replaceAll('\n', '\r\n')).toString('base64') };

  test('goes to its destination, or to whom the raw mail names', async () => {
    expect(await readSendEmail({ Content: { Raw } })).toMatchObject({ recipients: ['a@x.example'] });
    const Destination = { ToAddresses: ['B <b@x.example>'], BccAddresses: ['c@x.example'] };
    expect(await readSendEmail({ Content: { Raw }, Destination })).toMatchObject({
      recipients: ['b@x.example', 'c@x.example'],
      from: 'help@desk.example',
    });
  });

  test('may leave the composing to the service', async () => {
    const sent = await readSendEmail({
      FromEmailAddress: 'Desk <help@desk.example>',
      Destination: { ToAddresses: ['a@x.example'] },
      Content: { Simple: { Subject: { Data: 'Hi' }, Body: { Text: { Data: 'Hello' } } } },
    });
    expect(sent).toMatchObject({ from: 'help@desk.example' });
    expect('raw' in sent && sent.raw.toString()).toMatch(/Subject: Hi[\s\S]*Hello/);
  });

  test.each([
    [
      'nobody',
      { Content: { Simple: { Subject: { Data: 'x' } } }, FromEmailAddress: 'a@x.example' },
      /recipients/,
    ],
    ['no content', { Content: {} }, /Content/],
    ['no sender', { Content: { Raw: { Data: '' } }, Destination: { ToAddresses: ['a@x.example'] } }, /From/],
  ])('is refused with %s', async (_what, body, message) => {
    expect(await readSendEmail(body)).toMatchObject({ refusal: expect.stringMatching(message) });
  });
});

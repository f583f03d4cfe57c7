import type { Context, SQSEvent } from 'aws-lambda';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { objects } from '#functions/aws/the-bucket.ts';
import { handler } from '#functions/intake/email.ts';
import { desk as ofHandler } from '#functions/writing-desk.ts';
import { rawMail } from '../../desk/memory/mail.ts';
import { type Memory, memory } from '../../desk/memory.ts';

vi.mock('#functions/writing-desk.ts', () => ({ desk: vi.fn() }));
vi.mock('#functions/aws/the-bucket.ts', () => ({ objects: vi.fn() }));
vi.stubEnv('INTAKE_ATTEMPTS', '5');

let desk: Memory;
let logged: string;
/** What the bucket does when it is asked for a mail. */
let stored: () => Promise<Uint8Array | undefined>;
beforeEach(() => {
  desk = memory();
  logged = '';
  stored = async () => rawMail({});
  vi.spyOn(console, 'error').mockImplementation((line) => {
    logged += JSON.stringify(line);
  });
  vi.mocked(ofHandler).mockImplementation(() => desk.ports);
  vi.mocked(objects).mockReturnValue({ get: () => stored() } as unknown as ReturnType<typeof objects>);
});

const poisoned = () => {
  const put = () => Promise.reject(new TypeError('cannot keep the words of anna@corp.example'));
  vi.mocked(ofHandler).mockReturnValue({ ...desk.ports, bodies: { ...desk.ports.bodies, put } });
};
const healed = () => vi.mocked(ofHandler).mockReturnValue(desk.ports);

const told = (...keys: string[]) => ({
  Records: keys.map((key) => ({
    eventName: 'ObjectCreated:Put',
    s3: { bucket: { name: 'mails' }, object: { key } },
  })),
});
const attempt = (nth: number, ...keys: string[]) => {
  const attributes = { ApproximateReceiveCount: String(nth) };
  const record = { messageId: 'm1', body: JSON.stringify(told(...keys)), attributes };
  return handler({ Records: [record] } as unknown as SQSEvent, {} as Context);
};
const BACK = { batchItemFailures: [{ itemIdentifier: 'm1' }] };
const DONE = { batchItemFailures: [] };
const books = () => [...desk.rows.ledger.values()].map(({ class: kind, cause, raw }) => [kind, cause, raw]);

describe('a mail whose handling keeps failing (E16)', () => {
  test('C3 goes back to its queue, and with the last attempt has a row that names the error', async () => {
    poisoned();
    for (const nth of [1, 2, 3, 4]) expect(await attempt(nth, 'mail/1')).toEqual(BACK);
    expect(books()).toEqual([]);
    expect(await attempt(5, 'mail/1')).toEqual(BACK);
    expect(books()).toEqual([['dead-lettered', 'TypeError', 'mail/1']]);
    expect(await attempt(6, 'mail/1')).toEqual(BACK);
    expect(books(), 'once').toHaveLength(1);
  });

  test('C3 sent again and taken in it has that row no more, and its case is acknowledged', async () => {
    poisoned();
    await attempt(5, 'mail/1');
    healed();
    expect(await attempt(1, 'mail/1')).toEqual(DONE);
    expect(books()).toEqual([['opened', undefined, 'mail/1']]);
    await attempt(2, 'mail/1');
    expect(books()).toHaveLength(1);
    expect(desk.rows.heads.size).toBe(1);
  });

  test('C3 keeps its row when another copy of it comes, which waits with it for a person', async () => {
    poisoned();
    await attempt(5, 'mail/1');
    healed();
    expect(await attempt(1, 'mail/2')).toEqual(DONE);
    const classes = () => Object.fromEntries(books().map(([kind, , raw]) => [raw, kind]));
    expect(classes()).toEqual({ 'mail/1': 'dead-lettered', 'mail/2': 'duplicate' });
    for (const key of ['mail/2', 'mail/1']) await attempt(1, key);
    expect(classes()).toEqual({ 'mail/1': 'opened', 'mail/2': 'duplicate' });
    expect(books()).toHaveLength(2);
  });

  test('C3 is booked by where it lies when it cannot even be fetched', async () => {
    stored = async () => undefined;
    await attempt(5, 'mail/1');
    expect(books()).toEqual([['dead-lettered', 'Error', 'mail/1']]);
    expect(desk.rows.ledger.keys().next().value).toMatch(/^[0-9a-f]{64}$/);
  });

  test('does not keep others from being taken in', async () => {
    const first = vi.fn(stored).mockRejectedValueOnce(new Error('the bucket is away'));
    stored = first;
    expect(await attempt(5, 'mail/1', 'mail/2')).toEqual(BACK);
    expect(books().map(([kind]) => kind)).toEqual(['dead-lettered', 'opened']);
  });

  test('that cannot be booked either is a dead letter all the same, and the log says so', async () => {
    poisoned();
    const record = () => Promise.reject(new Error('the table is away'));
    vi.mocked(ofHandler).mockReturnValue({
      ...vi.mocked(ofHandler)(),
      ledger: { ...desk.ports.ledger, record },
    });
    expect(await attempt(5, 'mail/1')).toEqual(BACK);
    expect(logged).toContain('a dead letter has no row in the ledger');
    expect(logged).not.toContain('anna@corp.example');
  });
});

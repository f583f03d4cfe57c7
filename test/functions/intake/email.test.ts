import type { Context, SQSEvent } from 'aws-lambda';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { catalogueOf } from '#desk/department.ts';
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
/** What was deleted. */
let deleted: string[];
/** What the bucket does when it is asked for a mail. */
let stored: () => Promise<Uint8Array | undefined>;
beforeEach(() => {
  desk = memory();
  logged = '';
  deleted = [];
  stored = async () => rawMail({});
  vi.spyOn(console, 'error').mockImplementation((line) => {
    logged += JSON.stringify(line);
  });
  vi.mocked(ofHandler).mockImplementation(() => desk.ports);
  vi.mocked(objects).mockReturnValue({
    get: () => stored(),
    delete: async ({ key }: { key: string }) => void deleted.push(key),
  } as unknown as ReturnType<typeof objects>);
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

describe('every object is in exactly one class (C3)', () => {
  test.each<[string, () => Promise<Uint8Array | undefined>, () => Promise<Uint8Array>, string]>([
    ['could not be fetched', async () => undefined, async () => rawMail({}), 'opened'],
    ['could not be read', async () => undefined, async () => Buffer.from('no mail'), 'suspended'],
  ])('C3 that %s leaves no second row when it is sent again', async (_, before, after, kind) => {
    stored = before;
    await attempt(5, 'mail/1');
    expect(books()).toEqual([['dead-lettered', 'Error', 'mail/1']]);
    stored = after;
    for (const nth of [1, 1, 2]) expect(await attempt(nth, 'mail/1')).toEqual(DONE);
    expect(books().map(([each]) => each)).toEqual([kind]);
  });

  test('C3 redriven twice while the same mail came again: one case, one row for each object', async () => {
    poisoned();
    for (const key of ['mail/1', 'mail/2']) await attempt(5, key);
    healed();
    await Promise.all(['mail/1', 'mail/2', 'mail/1', 'mail/2', 'mail/1'].map((key) => attempt(1, key)));
    for (const key of ['mail/2', 'mail/1']) expect(await attempt(1, key)).toEqual(DONE);
    expect(desk.rows.heads.size).toBe(1);
    expect(
      books()
        .map(([each]) => each)
        .sort(),
    ).toEqual(['duplicate', 'opened']);
  });
});

describe('a mail that is only passed on (row 64)', () => {
  const passing = () => {
    const { departments, ...catalogue } = desk.ports.catalogue;
    const off = { stage: 'off', contact: 'it@elsewhere.example' } as const;
    const all = departments.map((each) => (each.id === 'it' ? { ...each, rollout: off } : each));
    const ports = { ...desk.ports, catalogue: { ...catalogueOf(all) } };
    expect(catalogue.department('it').rollout).toBeUndefined();
    vi.mocked(ofHandler).mockReturnValue(ports);
  };

  test('row 64 is kept no longer than it takes, and a notice that comes once more finds that on purpose', async () => {
    passing();
    expect(await attempt(1, 'mail/1')).toEqual(DONE);
    expect(books()).toEqual([['suppressed', 'not-served', 'mail/1']]);
    expect(deleted).toEqual(['mail/1']);
    stored = async () => undefined;
    for (const nth of [1, 5]) expect(await attempt(nth, 'mail/1')).toEqual(DONE);
    expect(books(), 'no dead letter').toHaveLength(1);
  });

  test('row 64 is deleted by the next attempt when the first broke off before that; so is a second copy', async () => {
    passing();
    const remove = vi.fn().mockRejectedValueOnce(new Error('the bucket is away'));
    vi.mocked(objects).mockReturnValue({ get: () => stored(), delete: remove } as never);
    expect(await attempt(1, 'mail/1')).toEqual(BACK);
    expect(await attempt(2, 'mail/1')).toEqual(DONE);
    expect(await attempt(1, 'mail/2')).toEqual(DONE);
    expect(remove.mock.calls.map(([{ key }]) => key)).toEqual(['mail/1', 'mail/1', 'mail/2']);
    expect(desk.rows.outbox.filter(({ effect }) => effect.kind === 'mail')).toHaveLength(2);
  });

  test('a mail with a case is never deleted', async () => {
    expect(await attempt(1, 'mail/1')).toEqual(DONE);
    expect(deleted).toEqual([]);
  });
});

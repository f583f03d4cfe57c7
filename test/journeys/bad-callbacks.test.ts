import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { type Desk, startDesk } from './driver/desk.ts';
import { inOrder, opens, reaches, seen } from './driver/story.ts';
import type { Asked, Forged } from './driver/system.ts';

const desks: Desk[] = [];
const desk = () => desks[0] ?? expect.fail('the desk did not start');
const system = () => desk().systems.facilities;
beforeAll(async () => {
  desks.push(await startDesk());
});
afterEach(() => inOrder(desk()));
afterAll(() => desks[0]?.end());

const DONE = { outcome: 'completed' };
const seconds = () => Math.floor(Date.now() / 1000);

/** A task that waits for the building system. */
async function task(person: string): Promise<Readonly<{ caseId: string; url: string; asked: Asked }>> {
  const from = `${person}@corp.example`;
  const { caseId } = await opens(desk(), from, 'Heating', 'The heating in my office is not working.');
  const asked = await system().next(from);
  return { caseId, url: asked.body.callbackUrl, asked };
}

/** That a callback is refused in this way, and the task still waits. */
async function refused(person: string, body: unknown, status: number, forged: Forged = {}) {
  const { caseId, url } = await task(person);
  const response = await system().call(url, body, forged);
  expect(response.status).toBe(status);
  const said = (await response.json()) as Record<string, unknown>;
  expect(await seen(desk(), caseId)).toMatchObject({ stage: 'ordered', tasks: [{}] });
  return said;
}

describe('a callback', () => {
  test('whose signature is forged is refused with 401, and says no more', async () => {
    const secret = `whsec_${Buffer.from('somebody else entirely').toString('base64')}`;
    const said = await refused('f1', DONE, 401, { secret });
    expect(said).toMatchObject({ code: 'signature-invalid' });
    expect(JSON.stringify(said)).not.toMatch(/whsec|expected|facilities/i);
  });

  test('without a signature is refused with 401', async () => {
    await refused('f2', DONE, 401, { signature: '' });
    await refused('f3', DONE, 401, { signature: 'v1,' });
  });

  test('that is too old, or from the future, is refused with 401', async () => {
    await refused('f4', DONE, 401, { timestamp: seconds() - 400 });
    await refused('f5', DONE, 401, { timestamp: seconds() + 400 });
  });

  test('of another department finds no such task (404)', async () => {
    const { caseId, url } = await task('f6');
    const response = await desk().systems.hr.call(url, DONE);
    expect([response.status, await response.json()]).toMatchObject([404, { code: 'task-not-found' }]);
    expect(await seen(desk(), caseId)).toMatchObject({ stage: 'ordered' });
  });

  test('for a task nobody asked finds no such task (404)', async () => {
    const url = `${desk().running().http}/callbacks/00000000000000000000000000`;
    const response = await system().call(url, DONE);
    expect([response.status, await response.json()]).toMatchObject([404, { code: 'task-not-found' }]);
  });

  test('of 2 MB is too large (413)', async () => {
    await refused('f7', { ...DONE, comment: 'x'.repeat(2 * 1024 * 1024) }, 413);
  });

  test('that is no JSON is refused and told so (422)', async () => {
    const said = await refused('f8', '{"outcome": completed', 422);
    expect(said).toMatchObject({ code: 'invalid', faults: [{ pointer: '', message: 'is no JSON' }] });
  });

  test('with a wrong field is refused with a pointer to it (422)', async () => {
    expect(await refused('f9', { outcome: 'perhaps' }, 422)).toMatchObject({
      faults: [{ pointer: '/outcome' }],
    });
    expect(await refused('g1', { done: true }, 422)).toMatchObject({ faults: [{ pointer: '/outcome' }] });
    expect(await refused('g2', { ...DONE, comment: 7 }, 422)).toMatchObject({
      faults: [{ pointer: '/comment' }],
    });
  });

  test('that is repeated has the first answer again; with another body it is a conflict (409)', async () => {
    const { caseId, url } = await task('g3');
    const forged = { id: 'msg_once' };
    const first = await system().call(url, DONE, forged);
    const again = await system().call(url, DONE, forged);
    expect([first.status, again.status]).toEqual([202, 200]);
    expect(await again.json()).toEqual(await first.json());
    const other = await system().call(url, { outcome: 'failed' }, forged);
    expect([other.status, await other.json()]).toMatchObject([409, { code: 'conflict' }]);
    await reaches(desk(), caseId, 'done', ({ outcome }) => outcome === 'done');
  });

  test('after another one hears that it is answered already (200)', async () => {
    const { caseId, url } = await task('g4');
    await system().call(url, DONE);
    const second = await system().call(url, { outcome: 'failed' });
    expect([second.status, await second.json()]).toMatchObject([
      200,
      { status: 'alreadyAnswered', outcome: 'completed' },
    ]);
    await reaches(desk(), caseId, 'done', ({ outcome }) => outcome === 'done');
  });

  test('among ten at once is one answer, and all hear the same', async () => {
    const { caseId, url } = await task('g5');
    const said = await Promise.all(
      Array.from({ length: 10 }, async (_, i) => {
        const response = await system().call(url, { outcome: i % 2 ? 'completed' : 'failed' });
        return (await response.json()) as { status: string; outcome: string };
      }),
    );
    expect(said.filter(({ status }) => status === 'accepted')).toHaveLength(1);
    expect(new Set(said.map(({ outcome }) => outcome)).size).toBe(1);
    const { history } = await seen(desk(), caseId);
    expect(history.filter(({ type }) => type === 'TaskAnswered')).toHaveLength(1);
  });

  test('that comes when the time is up is gone (410)', async () => {
    const { caseId, url } = await task('g6');
    await desk().advance({ hours: 25 });
    await reaches(desk(), caseId, 'with an engineer', ({ stage }) => stage === 'with-engineer');
    for (const body of [DONE, { outcome: 'progress' }]) {
      const response = await system().call(url, body);
      expect([response.status, await response.json()]).toMatchObject([410, { code: 'task-over' }]);
    }
  });
});

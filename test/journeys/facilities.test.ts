import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { type Desk, startDesk } from './driver/desk.ts';
import { answers, asked, inOrder, opens, reaches, seen } from './driver/story.ts';

const ENGINEERS = 'building-engineers@corp.example';
const LEAD = 'facilities-lead@corp.example';
const ONCALL = 'facilities-oncall@corp.example';

let desk: Desk;
beforeAll(async () => {
  desk = await startDesk();
});
afterEach(() => inOrder(desk));
afterAll(() => desk?.end());

const cold = (from: string) => opens(desk, from, 'Heating', 'The heating in my office is not working.');

describe('a work order', () => {
  test('is carried out by the building system, which reports twice on the way', async () => {
    const from = 'max@corp.example';
    const found = await cold(from);
    expect(found).toMatchObject({ department: 'facilities', service: 'heating' });
    const { signed, body } = await desk.systems.facilities.next(from);
    expect(signed).toBe(true);
    for (const comment of ['planned for ten', 'the valve is being changed']) {
      const { status } = await desk.systems.facilities.call(body.callbackUrl, {
        outcome: 'progress',
        comment,
      });
      expect(status).toBe(202);
    }
    expect(await seen(desk, found.caseId)).toMatchObject({ status: 'open', stage: 'ordered' });
    const done = { outcome: 'completed', comment: 'The valve was changed.', externalReference: 'WO-77' };
    expect((await desk.systems.facilities.call(body.callbackUrl, done)).status).toBe(202);
    const mail = await desk.mailTo(from, 'is done');
    expect(mail.text).toContain('The valve was changed.');
    const resolved = await seen(desk, found.caseId);
    expect(resolved.facts).toMatchObject({ externalReference: 'WO-77' });
    expect(resolved.history.filter(({ type }) => type === 'TaskProgressed').map(({ note }) => note)).toEqual([
      'planned for ten',
      'the valve is being changed',
    ]);
  });

  test('that the building system fails is taken over by an engineer', async () => {
    const from = 'nia@corp.example';
    const found = await cold(from);
    const { body } = await desk.systems.facilities.next(from);
    await desk.systems.facilities.call(body.callbackUrl, { outcome: 'failed', comment: 'no spare part' });
    await answers(desk, ENGINEERS, found, 'done', { comment: 'Bled the radiator.' });
    expect((await desk.mailTo(from, 'is done')).text).toContain('Bled the radiator.');
  });

  test('of which the building system says nothing goes to an engineer, then to the lead, and a late callback is gone', async () => {
    const from = 'ole@corp.example';
    const found = await cold(from);
    const { body } = await desk.systems.facilities.next(from);
    await desk.advance({ hours: 25 });
    await asked(desk, ENGINEERS, found);
    const late = await desk.systems.facilities.call(body.callbackUrl, { outcome: 'completed' });
    expect(late.status).toBe(410);
    expect(await late.json()).toMatchObject({ code: 'task-over' });
    await desk.advance({ hours: 25 });
    await asked(desk, LEAD, found);
    await answers(desk, LEAD, found, 'cannot', { comment: 'The building is sold.' });
    await desk.mailTo(from, 'The building is sold.');
    await reaches(desk, found.caseId, 'resolved', ({ outcome }) => outcome === 'not-possible');
  });

  test('whose webhook fails twice is sent again: the same id and body, a fresh signature', async () => {
    const from = 'pia@corp.example';
    desk.systems.facilities.answersWith(from, 500, 503);
    const found = await cold(from);
    await desk.systems.facilities.next(from);
    await desk.advance({ seconds: 10 });
    await desk.systems.facilities.next(from, 2);
    await desk.advance({ seconds: 60 });
    await desk.systems.facilities.next(from, 3);
    const tries = desk.systems.facilities.about(from);
    expect(tries.map(({ status }) => status)).toEqual([500, 503, 200]);
    expect(tries.every(({ signed }) => signed)).toBe(true);
    expect(new Set(tries.map(({ id }) => id)).size).toBe(1);
    expect(new Set(tries.map(({ raw }) => raw)).size).toBe(1);
    const times = tries.map(({ timestamp }) => Number(timestamp));
    expect(times).toEqual([...new Set(times)].sort((a, b) => a - b));
    const task = tries[2]?.body.callbackUrl ?? '';
    await desk.systems.facilities.call(task, { outcome: 'completed' });
    await reaches(desk, found.caseId, 'done', ({ outcome }) => outcome === 'done');
    await desk.advance({ hours: 1 });
    expect(desk.systems.facilities.about(from)).toHaveLength(3);
  });

  test('whose webhook is refused as too many is tried at its times, never twice at one, until an engineer is asked', async () => {
    const from = 'pol@corp.example';
    desk.systems.facilities.answersWith(from, ...Array.from({ length: 20 }, () => 429));
    const found = await cold(from);
    await desk.systems.facilities.next(from);
    await desk.advance({ hours: 25 });
    await asked(desk, ENGINEERS, found);
    const tries = desk.systems.facilities.about(from).map(({ timestamp }) => Number(timestamp));
    // Nine times within the day; the last one may lie just behind it, as the waits are spread.
    expect([8, 9]).toContain(tries.length);
    const waits = tries.slice(1).map((at, i) => at - (tries[i] ?? 0));
    expect(Math.min(...waits)).toBeGreaterThanOrEqual(4);
    await answers(desk, ENGINEERS, found, 'done');
  });

  test('whose endpoint is gone is given to an engineer, its lead is told once, and switches it on again (W3, W8)', async () => {
    const { facilities } = desk.systems;
    facilities.answersWith('quy@corp.example', 410);
    for (const from of ['quy@corp.example', 'rex@corp.example']) {
      const found = await cold(from);
      await answers(desk, ENGINEERS, found, 'done');
      await reaches(desk, found.caseId, 'done', ({ outcome }) => outcome === 'done');
    }
    expect(facilities.about('quy@corp.example')).toHaveLength(1);
    expect(facilities.about('rex@corp.example'), 'nobody calls what is switched off').toEqual([]);
    await desk.mailTo(LEAD, 'asks the system of Facilities nothing any more');
    const mails = (await desk.mailbox(LEAD)).filter(({ subject }) => subject?.includes('nothing any more'));
    expect(mails).toHaveLength(1);

    const lead = desk.as('lea@corp.example', LEAD.slice(0, LEAD.indexOf('@')));
    const path = '/departments/facilities/endpoint';
    expect((await lead.get(path)).body).toMatchObject({ state: 'disabled' });
    expect((await lead.post(`${path}/activation`, {})).body).toMatchObject({ state: 'active' });
    const from = 'sid@corp.example';
    const found = await cold(from);
    const { id } = await facilities.next(from);
    const { taskRef } = facilities.about(from)[0]?.body ?? expect.fail('it was not asked');
    expect((await lead.post(`${path}/redeliveries`, { taskRef })).status).toBe(202);
    const again = await facilities.next(from, 2);
    expect(again.id).toBe(id);
    await facilities.call(again.body.callbackUrl, { outcome: 'completed' });
    await reaches(desk, found.caseId, 'done', ({ outcome }) => outcome === 'done');
  });
});

describe('somebody locked out on a Saturday night', () => {
  test('is promised an answer in fifteen minutes, at any hour, and is let in', async () => {
    const now = await desk.now();
    const night = new Date(now);
    night.setUTCDate(now.getUTCDate() + ((6 - now.getUTCDay() + 7) % 7 || 7));
    night.setUTCHours(22, 30, 0, 0);
    await desk.advance({ seconds: Math.ceil((night.getTime() - now.getTime()) / 1000) });

    const from = 'roy@corp.example';
    const found = await opens(
      desk,
      from,
      'Help',
      'I am locked out of the parking garage and the gate is shut!',
    );
    expect(found).toMatchObject({ service: 'lock-out', priority: 1 });
    const minutes = (Date.parse(found.dueAt ?? '') - Date.parse(found.openedAt)) / 60_000;
    expect(minutes).toBe(15);
    expect(new Date(found.openedAt).getUTCDay()).toBe(6);

    await desk.advance({ minutes: 12 });
    await desk.mailTo('facilities@corp.example', `${found.reference}: 75 % of the time is used up`);
    await desk.advance({ minutes: 4 });
    await desk.mailTo(LEAD, `${found.reference}: a promise was not kept`);
    await answers(desk, ONCALL, found, 'done');
    await reaches(desk, found.caseId, 'done', ({ outcome }) => outcome === 'done');
  });
});

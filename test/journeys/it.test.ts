import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { type Desk, startDesk } from './driver/desk.ts';
import { linkIn } from './driver/letters.ts';
import { open, press } from './driver/page.ts';
import { answers, inOrder, manages, opens, reaches, seen } from './driver/story.ts';

const TEAM = 'it-support@corp.example';
const LEAD = 'it-lead@corp.example';

let desk: Desk;
beforeAll(async () => {
  desk = await startDesk();
});
afterEach(() => inOrder(desk));
afterAll(() => desk?.end());

describe('an incident in IT', () => {
  test('is acknowledged, worked, solved, confirmed and closed, all by mail', async () => {
    const found = await opens(
      desk,
      'ada@corp.example',
      'VPN drops',
      'The VPN connection drops all the time.',
    );
    expect(found).toMatchObject({
      department: 'it',
      service: 'workplace-incident',
      status: 'open',
      priority: 2,
    });

    const ack = await desk.mailTo('ada@corp.example', found.reference);
    expect(ack.text).toContain(`Its number is ${found.reference}, and IT takes care of it.`);
    expect(ack.text).not.toContain('drops all the time');

    await answers(desk, TEAM, found, 'solved', { comment: 'The certificate was renewed.' });
    const solved = await desk.mailTo('ada@corp.example', 'is solved');
    expect(solved.text).toContain('The certificate was renewed.');
    await reaches(desk, found.caseId, 'resolved', ({ status }) => status === 'resolved');

    const thanks = await press(linkIn(solved, '/surveys/', 'helped=yes'), 'yes');
    expect(thanks.html).toContain('We are glad it helped.');
    const closed = await seen(desk, found.caseId);
    expect(closed).toMatchObject({ status: 'closed', outcome: 'solved', tasks: [] });
    expect(Object.values(closed.clocks).map(({ state }) => state)).not.toContain('running');
  });

  test('that the team cannot solve goes to its lead', async () => {
    const found = await opens(
      desk,
      'bob@corp.example',
      'Printer',
      'The printer on the second floor prints blank pages.',
    );
    await answers(desk, TEAM, found, 'cannot');
    await answers(desk, LEAD, found, 'cannot', { comment: 'A new one is ordered.' });
    const told = await desk.mailTo('bob@corp.example', 'closed without a solution');
    expect(told.text).toContain('A new one is ordered.');
  });

  test('that everybody leaves lying is never forgotten: the person hears, and the lead is asked again', async () => {
    const found = await opens(
      desk,
      'cy@corp.example',
      'Blue screen',
      'My laptop shows a blue screen and restarts.',
    );
    await desk.mailTo(TEAM, found.reference);
    await desk.advance({ hours: 17 });
    await desk.mailTo(LEAD, 'The team has not solved this');
    await desk.advance({ hours: 25 });
    await desk.mailTo('cy@corp.example', 'It takes longer than we promised');
    const again = await reaches(desk, found.caseId, 'asked again', ({ history }) => {
      return history.filter(({ type }) => type === 'TaskAsked').length === 3;
    });
    const { status } = await desk
      .as('agent@corp.example', 'it')
      .post(`/tasks/${again.tasks[0]?.taskRef}/answer`, { outcome: 'solved', comment: 'Replaced.' });
    expect(status).toBe(200);
    await desk.mailTo('cy@corp.example', 'Replaced.');
  });

  test('that did not help is opened again by one click, and closed by nobody else’s time', async () => {
    const found = await opens(
      desk,
      'dee@corp.example',
      'Outlook',
      'Outlook does not open any more, error message.',
    );
    await answers(desk, TEAM, found, 'solved');
    const solved = await desk.mailTo('dee@corp.example', 'is solved');
    const page = await open(linkIn(solved, '/surveys/', 'helped=no'));
    expect(page.html).toContain('Opening this page has recorded nothing.');
    expect(await seen(desk, found.caseId)).toMatchObject({ status: 'resolved' });
    await press(linkIn(solved, '/surveys/', 'helped=no'), 'no');
    await desk.mailTo(TEAM, 'was opened again');
    expect(await seen(desk, found.caseId)).toMatchObject({ status: 'open' });
    await desk
      .as('agent@corp.example', 'it')
      .post(`/cases/${found.caseId}/resolution`, { outcome: 'solved' });
    await desk.advance({ days: 4 });
    await reaches(desk, found.caseId, 'closed', ({ status }) => status === 'closed');
  });
});

describe('an exchange of a device', () => {
  test('goes through three tasks of the asset system, and is done', async () => {
    const from = 'eve@corp.example';
    const found = await opens(
      desk,
      from,
      'Lease',
      'The lease of my notebook ends, please exchange the device.',
    );
    expect(found).toMatchObject({ service: 'lease-exchange' });
    const asked: string[] = [];
    for (const place of [1, 2, 3]) {
      const task = await desk.systems.it.next(from, place);
      expect(task.signed).toBe(true);
      asked.push(String(task.data.task));
      const { status } = await desk.systems.it.call(task.body.callbackUrl, { outcome: 'completed' });
      expect(status).toBe(202);
    }
    expect(asked).toEqual(['Reserve a device', 'Prepare the device', 'Exchange the device']);
    await reaches(desk, found.caseId, 'done', ({ outcome }) => outcome === 'done');
    const sequences = desk.systems.it.about(from).map(({ body }) => Number(body.sequence));
    expect(sequences).toEqual([...new Set(sequences)].sort((a, b) => a - b));
  });

  test('that the asset system cannot begin is done by hand', async () => {
    const from = 'fay@corp.example';
    await manages(desk, 'boss@corp.example', from);
    const found = await opens(desk, from, 'Lease', 'Device exchange at the end of the lease, please.');
    const task = await desk.systems.it.next(from);
    await desk.systems.it.call(task.body.callbackUrl, { outcome: 'failed', comment: 'no device left' });
    await answers(desk, TEAM, found, 'done');
    await reaches(desk, found.caseId, 'done', ({ outcome }) => outcome === 'done');
  });
});

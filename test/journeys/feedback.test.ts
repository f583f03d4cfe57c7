import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Desk, startDesk } from './driver/desk.ts';
import { opens, reaches } from './driver/story.ts';

const TEAM = 'it-support@corp.example';

let desk: Desk;
beforeAll(async () => {
  desk = await startDesk();
});
afterAll(() => desk?.end());

const comesBack = async (to: string, kind = 'bounce') => {
  const response = await fetch(`${desk.running().http}/local/bounce`, {
    method: 'POST',
    body: JSON.stringify({ to, kind }),
  });
  expect(response.status).toBe(202);
};

test('a mail that comes back is told to its case and its team once, and the address is spared until it writes', async () => {
  const from = 'gone@corp.example';
  const found = await opens(desk, from, 'VPN', 'The VPN connection drops all the time.');
  await desk.mailTo(from, found.reference);
  await comesBack(from);
  await comesBack(from);
  const told = await desk.mailTo(TEAM, 'a mail did not arrive');
  expect(told.text).toContain(`Our mail to ${from} came back`);
  await desk.atRest();
  const seen = await reaches(desk, found.caseId, 'booked', ({ history }) =>
    history.some(({ type }) => type === 'MailReturned'),
  );
  expect(seen.history.filter(({ type }) => type === 'MailReturned')).toHaveLength(1);
  expect(seen.history.find(({ type }) => type === 'MailReturned')).toMatchObject({
    to: from,
    cause: 'bounce',
    status: '5.1.1',
  });
  expect((await desk.mailbox(TEAM)).filter(({ subject }) => subject.includes('did not arrive'))).toHaveLength(
    1,
  );

  const before = (await desk.mailbox(from)).length;
  const { status } = await desk
    .as('agent@corp.example', 'it')
    .post(`/cases/${found.caseId}/messages`, { text: 'Are you there?' });
  expect(status).toBe(201);
  await desk.atRest();
  expect(await desk.mailbox(from)).toHaveLength(before);

  const again = await opens(desk, from, 'Printer', 'The printer prints blank pages.');
  await desk.mailTo(from, again.reference);
  expect(await desk.deadLetters()).toEqual([]);
});

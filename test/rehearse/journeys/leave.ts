import type { System } from '#test/journeys/driver/system.ts';
import { follow } from '../links.ts';
import type { Outside } from '../outside.ts';
import type { Report } from '../report.ts';
import { holds, same } from './must.ts';

const DATES = { from: '2027-01-04', returnDate: '2027-04-01', payCode: 'U-17' };

/** A leave of absence: approved by mail, registered by the department's system, confirmed to the requester. */
export async function leaveOfAbsence(desk: Outside, hr: System, report: Report): Promise<void> {
  const [from, boss] = ['gil@corp.example', 'gilboss@corp.example'];
  const found = await report.step('a confidential request is opened by mail', async () => {
    const path = `/people/${encodeURIComponent(from)}`;
    const { status } = await desk.as('root@corp.example', 'platform').put(path, { manager: boss });
    same('the answer about the manager', status, 200);
    const leave = await desk.opens(from, 'Unpaid leave', 'I ask for a leave of absence. My mother is ill.');
    same('the service', leave.service, 'leave-of-absence');
    return leave;
  });
  if (found === undefined) return;
  await report.step('another department does not find it', async () => {
    const { status } = await desk.as('agent@corp.example', 'it').get(`/cases/${found.caseId}`);
    same('the status', status, 404);
  });
  const approved = await report.step('the manager approves by the link of a mail', async () => {
    const mail = await desk.mailTo(boss, found.reference, '/answers/');
    holds('the mail keeps the words to itself', !/mother|ill\b/.test(mail.BodyText));
    await follow(desk, mail, '/answers/', 'approve');
    const team = await desk.mailTo('hr-operations@corp.example', found.reference, '/answers/');
    await follow(desk, team, '/answers/', 'confirm', DATES);
    return true;
  });
  if (approved === undefined) return;
  const task = await report.step("the department's system has a signed webhook", async () => {
    const asked = await hr.next(from);
    holds('the signature is ours', asked.signed);
    same('the day of return', asked.data.returnDate, DATES.returnDate);
    return asked;
  });
  if (task === undefined) return;
  await report.step(
    'a callback with a wrong signature is refused, the right one resolves the case',
    async () => {
      const answer = { outcome: 'completed', fields: { externalReference: 'PAY-4711' } };
      const url = desk.reach(task.body.callbackUrl);
      const forged = await hr.call(url, answer, { secret: `whsec_${Buffer.alloc(24).toString('base64')}` });
      same('the answer to the forged one', forged.status, 401);
      same('the answer', (await hr.call(url, answer)).status, 202);
      const granted = await desk.mailTo(from, 'is granted');
      await follow(desk, granted, '/surveys/', 'yes');
      const closed = await desk.reaches(found.caseId, 'is closed', ({ status }) => status === 'closed');
      same('its outcome', closed.outcome, 'granted');
    },
  );
}

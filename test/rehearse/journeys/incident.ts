import type { Shown } from '#test/journeys/driver/api.ts';
import { follow } from '../links.ts';
import type { Outside } from '../outside.ts';
import type { Report } from '../report.ts';
import { holds, same } from './must.ts';

const TEAM = 'it-support@corp.example';

/** Opens an incident in IT and answers with its case once the team is asked. */
export async function incident(desk: Outside, from: string): Promise<Shown> {
  const found = await desk.opens(from, 'VPN drops', 'The VPN connection drops all the time.');
  same('the service', found.service, 'workplace-incident');
  await desk.mailTo(TEAM, found.reference, '/answers/');
  return desk.reaches(found.caseId, 'asks the team', ({ tasks }) => tasks.length === 1);
}

/** The team solves an incident; answers with the mail the requester has of it. */
export async function solve(desk: Outside, from: string, found: Shown, comment: string) {
  await follow(desk, await desk.mailTo(TEAM, found.reference, '/answers/'), '/answers/', 'solved', {
    comment,
  });
  return desk.mailTo(from, 'is solved', comment);
}

/** An incident by mail, from the first mail to the closed case. */
export async function incidentByMail(desk: Outside, report: Report): Promise<void> {
  const from = 'ada@corp.example';
  const found = await report.step('a mail in the bucket is a case, and its process asks the team', () =>
    incident(desk, from),
  );
  if (found === undefined) return;
  await report.step('the requester has an acknowledgement', async () => {
    const { BodyText } = await desk.mailTo(from, found.reference);
    holds('it names the department', BodyText.includes('IT takes care of it'));
  });
  await report.step('the queue of the department shows the case', async () => {
    const { status, body } = await desk.as('agent@corp.example', 'it').get('/queues/it');
    same('the status', status, 200);
    holds('the case is in it', JSON.stringify(body).includes(found.caseId));
  });
  await report.step('a reply to the acknowledgement joins the case', async () => {
    const mail = await desk.mailTo(from, found.reference);
    const headers = { 'In-Reply-To': `<${mail.MessageId}>` };
    const subject = `Re: ${mail.Subject}`;
    const row = await desk.becomes({ from, subject, text: 'It is worse today.', headers }, 'appended');
    same('its case', row.caseId, found.caseId);
  });
  await report.step('the same mail twice is one case', async () => {
    const letter = {
      from,
      subject: 'Printer',
      text: 'The printer prints blank pages.',
      messageId: 'twice@corp.example',
    };
    await desk.becomes(letter, 'opened');
    await desk.becomes(letter, 'duplicate');
  });
  const solved = await report.step('the team answers on the page, and the requester hears of it', () =>
    solve(desk, from, found, 'The certificate was renewed.'),
  );
  if (solved === undefined) return;
  await report.step('the survey closes the case', async () => {
    await desk.reaches(found.caseId, 'is resolved', ({ status }) => status === 'resolved');
    await follow(desk, solved, '/surveys/', 'yes');
    const closed = await desk.reaches(found.caseId, 'is closed', ({ status }) => status === 'closed');
    same('its outcome', closed.outcome, 'solved');
  });
}

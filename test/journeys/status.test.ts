import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { type Desk, startDesk } from './driver/desk.ts';
import { linkIn } from './driver/letters.ts';
import { open } from './driver/page.ts';
import { answers, asked, inOrder, opens } from './driver/story.ts';
import { waitFor } from './driver/wait.ts';

let desk: Desk;
beforeAll(async () => {
  desk = await startDesk();
});
afterEach(() => inOrder(desk));
afterAll(() => desk?.end());

const IDA = 'ida@corp.example';
const COORDINATOR = 'initiative-lead@corp.example';
const TEAMS = ['hosting team', 'network team', 'information security', 'audit', 'integration team'];
const DOCUMENT = `Here is the requirements document for our new customer portal, please start the initiative.
Goal and benefit: Fewer calls of customers
Who uses it, and how many: 400 people in sales
Data classification: internal
Hosting: In our cloud
Places and network load: Berlin, little
Systems it connects to: SAP, Workday
Expected contacts in the first month: 50
Communication plan: A mail to all of sales
Wished go-live: 2027-07-01`;

test('row 38 whoever wrote a mail sees on one page who has the ball, by the link of the acknowledgement', async () => {
  const found = await opens(desk, IDA, 'New customer portal', DOCUMENT);
  expect(found.department).toBe('initiative');
  const link = linkIn(await desk.mailTo(IDA, 'Its number is'), '/status/');
  await asked(desk, COORDINATOR, found);

  const before = await open(link);
  expect(before.status).toBe(200);
  for (const said of [found.reference, 'It is with your coordinator.', 'Fewer calls of customers'])
    expect(before.html).toContain(said);
  expect((await fetch(link, { method: 'HEAD' })).status).toBe(200);
  expect((await open(`${link}x`)).status).toBe(404);

  await answers(desk, COORDINATOR, found, 'lead');
  const after = await waitFor('every team on the page', async () => {
    const page = await open(link);
    const [, turn = ''] = /It is with ([^<]*)\./.exec(page.html) ?? [];
    return TEAMS.every((team) => turn.includes(team)) && page;
  });
  expect(after.html).toContain('Being reviewed by all teams');
  expect(after.html).toContain('A coordinator leads your initiative.');

  const status = (who: string) => desk.as(who).get(`/cases/${found.caseId}/status`);
  expect(await status(IDA)).toMatchObject({
    status: 200,
    body: { reference: found.reference, ball: { holder: 'us' }, asks: [] },
  });
  expect((await status('stranger@corp.example')).status).toBe(404);
});

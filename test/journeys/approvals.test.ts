import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { defineProcess } from '#statemachines/words/define-process.ts';
import { answered, approve, choose, run } from '#statemachines/words/words.ts';
import { type Desk, startDesk } from './driver/desk.ts';
import { linkIn, replyTo } from './driver/letters.ts';
import { open, press } from './driver/page.ts';
import { asked, inOrder, manages, opens, reaches, seen } from './driver/story.ts';

const [AL, BO, CY, DI, MO, DE] = ['al', 'bo', 'cy', 'di', 'mo', 'de'].map(
  (name) => `${name}@corp.example`,
) as [string, string, string, string, string, string];

/** What IT's requests follow in this journey: the manager, and above an amount two of the board. */
const purchase = defineProcess('service-request', {
  comment: 'IT: what is wanted is approved by amount.',
  startAt: 'Approve the purchase',
  days: 90,
  states: {
    ...approve(
      'Approve the purchase',
      {
        stages: [
          { name: 'the manager', seats: [{ manager: true }], rule: 'single' },
          {
            name: 'the board',
            seats: [{ person: AL }, { person: BO }, { person: CY }, { person: DI }],
            rule: { atLeast: 2 },
            when: { fact: 'amount', moreThan: 5000 },
          },
        ],
        material: ['amount'],
      },
      {
        role: 'whoever has to approve it',
        procedure: 'Look at the amount.',
        question: 'May this be bought? The comment goes to the person.',
        show: ['requester', 'amount'],
        hours: 16,
        stage: 'approval',
        next: 'Approved?',
        onSilence: 'Close as declined',
      },
    ),
    'Approved?': choose([{ when: answered('approve'), next: 'Close as done' }], 'Close as declined'),
    'Close as done': run('resolveCase', {
      role: 'desk',
      with: { outcome: 'done', text: 'It is bought.' },
      next: 'end',
    }),
    'Close as declined': run('resolveCase', {
      role: 'desk',
      with: { outcome: 'declined', text: 'It is not bought.' },
      next: 'end',
    }),
  },
});

/** Puts the process in the place of IT's own, in the desk's copy of the templates. */
function deploy(desk: Desk): void {
  const file = join(desk.running().folder, 'assembly', 'switchboard-local-it.template.json');
  const template = JSON.parse(readFileSync(file, 'utf8')) as {
    Resources: Record<string, { Type: string; Properties: Record<string, string> }>;
  };
  const machine = Object.values(template.Resources).find(
    ({ Type, Properties }) =>
      Type === 'AWS::StepFunctions::StateMachine' &&
      Properties.StateMachineName === 'switchboard-local-it-service-request',
  );
  if (machine === undefined) throw new Error('there is no process of requests');
  machine.Properties.DefinitionString = JSON.stringify(purchase.definition);
  writeFileSync(file, JSON.stringify(template));
}

let desk: Desk;
beforeAll(async () => {
  desk = await startDesk();
  await desk.kill();
  deploy(desk);
  await desk.restart();
});
afterAll(() => desk?.end());

test('a purchase is approved by the deputy of the manager, then by two of the board, by link and by reply', async () => {
  await manages(desk, MO, AL);
  const delegation = { to: DE, from: '2020-01-01', until: '2099-12-31' };
  expect((await desk.as(MO).put('/people/me/delegation', delegation)).status).toBe(200);
  await desk.mailTo(DE, 'you decide in the place of');

  const found = await opens(desk, AL, 'New monitor', 'Please order a new monitor for me.');
  expect(found).toMatchObject({ department: 'it', service: 'equipment-and-access' });
  const first = await asked(desk, MO, found);
  // An absence changes nothing: nobody is named, nothing is decided.
  await desk.becomes({
    ...replyTo(first, MO, 'Approved'),
    subject: `Out of Office: ${first.subject}`,
    headers: { 'Auto-Submitted': 'auto-replied', 'In-Reply-To': first.headers['message-id'] ?? '' },
  });

  const agent = desk.as('agent@corp.example', 'it');
  expect((await agent.post(`/cases/${found.caseId}/facts`, { amount: '9000' })).status).toBe(200);
  const deputy = await asked(desk, DE, found, 'Amount has changed');
  expect((await open(linkIn(first, '/answers/'))).html).toContain('This has changed since');
  expect(deputy.text).toContain(`in the place of ${MO}`);
  const page = await open(linkIn(deputy, '/answers/'));
  expect(page.html).toContain('9000');
  const decided = await press(linkIn(deputy, '/answers/'), 'approve', { comment: 'It is needed.' });
  expect(decided.html).toContain(`${DE} for ${MO}`);

  // The board: the requester has no vote, two of the other three are enough.
  const [bo, cy, di] = [
    await asked(desk, BO, found),
    await asked(desk, CY, found),
    await asked(desk, DI, found),
  ];
  const row = await desk.becomes(replyTo(bo, BO, 'Genehmigt\n\nAus dem Budget von Mai.'));
  expect(row).toMatchObject({ class: 'appended', cause: 'vote', caseId: found.caseId });
  await press(linkIn(cy, '/answers/'), 'approve');
  await desk.mailTo(DI, 'Your answer is not needed any more');
  const dead = await open(linkIn(di, '/answers/'));
  expect(dead.html).toContain(CY);
  expect(dead.buttons).toEqual([]);

  await reaches(desk, found.caseId, 'bought', ({ outcome }) => outcome === 'done');
  const { history } = await seen(desk, found.caseId);
  const votes = history.filter(({ type }) => type === 'VoteCast') as unknown as readonly {
    by: { id: string };
    of: string;
  }[];
  expect(votes.map(({ by, of }) => `${by.id} for ${of}`)).toEqual([
    `${DE} for ${MO}`,
    `${BO} for ${BO}`,
    `${CY} for ${CY}`,
  ]);
  expect((await desk.mailbox(AL)).filter(({ text }) => text.includes('/answers/'))).toEqual([]);
  await inOrder(desk);
});

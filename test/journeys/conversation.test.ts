import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { type Desk, startDesk } from './driver/desk.ts';
import { killing, seeded } from './driver/killer.ts';
import { linkIn, replyTo } from './driver/letters.ts';
import { open, submit } from './driver/page.ts';
import { answers, asked, inOrder, opens, reaches, seen } from './driver/story.ts';

const desks: Desk[] = [];
const desk = () => desks[0] ?? expect.fail('the desk did not start');
beforeAll(async () => {
  desks.push(await startDesk());
});
afterEach(() => inOrder(desk()));
afterAll(() => desks[0]?.end());

const WIFI = ['Wifi', 'The wifi is very slow and disconnects.'] as const;
const agent = () => desk().as('agent@corp.example', 'it');

describe('two cases that turn out to be one', () => {
  test('are one or two whenever the desk is killed, and a reply to the merged one lands where it goes on', async () => {
    const from = 'gil@corp.example';
    const one = await opens(desk(), from, ...WIFI);
    const two = await opens(desk(), from, ...WIFI);
    const ack = await desk().mailTo(from, two.reference);
    await killing(desk(), seeded(20_260_310), 2, async () => {
      const { status } = await agent().post(`/cases/${two.caseId}/merge`, { into: one.reference });
      expect(status).toBe(200);
    });
    const merged = await seen(desk(), two.caseId);
    expect(merged).toMatchObject({ status: 'closed', stage: 'merged', mergedInto: { caseId: one.caseId } });
    expect(merged.tasks).toEqual([]);
    expect(merged.history.filter(({ type }) => type === 'CaseMerged')).toHaveLength(1);
    await desk().mailTo(from, `together with ${one.reference}`);

    const row = await desk().becomes(replyTo(ack, from, 'It is worst in room 4.'));
    expect(row).toMatchObject({ class: 'appended', caseId: one.caseId });

    const path = `/cases/${two.caseId}/unmerge`;
    expect((await agent().post(path, {})).status).toBe(200);
    const again = await reaches(desk(), two.caseId, 'asked anew', ({ tasks }) => tasks.length === 1);
    expect(again.process?.execution).toMatch(/-2$/);
    expect(again.history.filter(({ type }) => type === 'MessageShared')).toMatchObject([
      { text: 'It is worst in room 4.' },
    ]);
  }, 180_000);
});

describe('a case that rests', () => {
  test('goes on by itself when its date comes, and its people hear of it', async () => {
    const found = await opens(desk(), 'hal@corp.example', ...WIFI);
    const until = new Date((await desk().now()).getTime() + 3 * 86_400_000).toISOString();
    const body = { reason: 'The part comes on Thursday.', until };
    expect((await agent().post(`/cases/${found.caseId}/hold`, body)).status).toBe(200);
    expect(await seen(desk(), found.caseId)).toMatchObject({ clocks: { resolution: { state: 'paused' } } });
    await desk().advance({ days: 3, minutes: 1 });
    await reaches(desk(), found.caseId, 'going on', ({ stage }) => stage !== 'on-hold');
    await desk().mailTo('it-support@corp.example', `${found.reference} goes on`);
  }, 60_000);
});

const INITIATIVE = `We want to introduce a new application for our sales teams.

Goal and benefit: quotes in half the time
Who uses it, and how many: sales, see below
Data classification: internal
Hosting: our own data centre
Places and network load: all branches
Systems it connects to: SAP
Expected contacts in the first month: 20
Communication plan: a letter to all branches
Wished go-live: 2026-12-01`;

describe('a question several teams ask (row 38)', () => {
  test('is one mail to the person, answered by a plain reply or on the page, and known to whoever asks later', async () => {
    const from = 'ida@corp.example';
    const row = await desk().becomes({ from, subject: 'A new application', text: INITIATIVE });
    const lookedAt = () => desk().as('look@corp.example', 'initiative').case(row.caseId);
    const found = await lookedAt();
    expect(found).toMatchObject({ department: 'initiative', service: 'initiative' });
    const team = (name: string) => `${name}@corp.example`;
    const asks = (who: string, comment: string) => answers(desk(), team(who), found, 'ask-back', { comment });
    await answers(desk(), team('initiative-lead'), found, 'lead');

    await asks('hosting-review', 'How many users will there be?');
    const mail = await desk().mailTo(from, 'How many users will there be?');
    await asks('network-review', 'Please tell us how many users there are.');
    await desk().atRest();
    await desk().becomes(replyTo(mail, from, 'About 400, most of them in Berlin.'));
    for (const who of ['hosting-review', 'network-review']) {
      const { text } = await asked(desk(), team(who), found, 'About 400, most of them in Berlin.');
      expect(text).toContain('asked by: hosting team, network team');
    }

    await asks('audit-review', 'How many users are there?');
    const known = await asked(desk(), team('audit-review'), found, 'About 400');
    expect(known.text).toContain('asked by: hosting team, network team, audit');
    const mails = await desk().mailbox(from);
    expect(mails.filter(({ text }) => text.includes('we need to know'))).toHaveLength(1);
    expect((await lookedAt()).clocks.resolution?.state).toBe('running');

    await asks('information-security-review', 'Where is the data stored?');
    const link = linkIn(await desk().mailTo(from, 'Where is the data stored?'), '/answers/');
    const page = await open(link);
    expect(page.html).toContain('Asked by: information security');
    expect((await submit(link, { csrf: page.csrf, answer: ' ' })).status).toBe(422);
    expect((await submit(link, { csrf: page.csrf, answer: 'In Frankfurt.' })).html).toContain('Thank you');
    await asked(desk(), team('information-security-review'), found, 'In Frankfurt.');
    expect((await open(link)).html).toContain('This is answered');
  }, 60_000);
});

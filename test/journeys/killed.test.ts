import { ListExecutionsCommand, ListStateMachinesCommand, SFNClient } from '@aws-sdk/client-sfn';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { type Desk, startDesk } from './driver/desk.ts';
import { insist, killing, seeded } from './driver/killer.ts';
import { linkIn, newMessageId } from './driver/letters.ts';
import { open, press } from './driver/page.ts';
import { asked, inOrder, manages, reaches, seen } from './driver/story.ts';

const SEED = 20_260_302;
const TEAM = 'hr-operations@corp.example';
const DATES = { from: '2027-01-04', returnDate: '2027-04-01', payCode: 'U-17' };

const desks: Desk[] = [];
const desk = () => desks[0] ?? expect.fail('the desk did not start');
beforeAll(async () => {
  desks.push(await startDesk({ DESK_COUNT: '1' }));
});
afterEach(() => inOrder(desk()));
afterAll(() => desks[0]?.end());

/** The executions of a process by their state, as the process engine lists them. */
async function executions(machine: string): Promise<readonly string[]> {
  const { body } = await desk().get('/local/counters');
  const endpoint = (body as { processes: string }).processes;
  const credentials = { accessKeyId: 'local', secretAccessKey: 'local' };
  const engine = new SFNClient({ endpoint, region: 'us-east-1', credentials });
  const { stateMachines = [] } = await engine.send(new ListStateMachinesCommand({}));
  const stateMachineArn = stateMachines.find(({ name }) => name?.endsWith(machine))?.stateMachineArn;
  const listed = await engine.send(new ListExecutionsCommand({ stateMachineArn }));
  return (listed.executions ?? []).map(({ status }) => String(status));
}

/** Answers a question on its page, also if it was answered by a try whose reply nobody saw. */
const decide =
  (link: string, button: string, fields: Record<string, string> = {}) =>
  async () => {
    const { buttons } = await open(link);
    const page = buttons.includes(button) ? await press(link, button, fields) : await open(link);
    expect(page.html).toContain('This is answered');
  };

const about = (mails: readonly { subject: string }[], reference: string) =>
  mails.filter(({ subject }) => subject.includes(reference)).map(({ subject }) => subject);

describe('a desk that is killed again and again', () => {
  test('keeps one case, one acknowledgement, one answer to each task and one execution', async () => {
    const random = seeded(SEED);
    const [from, boss, messageId] = ['ken@corp.example', 'kenboss@corp.example', newMessageId()];
    const kills: number[] = [];
    const under = async (times: number, act: () => Promise<unknown>) => {
      kills.push(...(await killing(desk(), random, times, act)));
    };
    await manages(desk(), boss, from);

    const text = 'I ask for a leave of absence.';
    await desk().send({ from, messageId, subject: 'Unpaid leave', text });
    await under(6, () => desk().ledger());
    const row = await insist(async () => {
      const rows = await desk().ledger();
      return rows.find(({ caseId }) => caseId !== null) ?? expect.fail('not taken in yet');
    });
    const found = await insist(() => seen(desk(), row.caseId));
    const approval = linkIn(await asked(desk(), boss, found), '/answers/');
    await under(4, decide(approval, 'approve'));
    const check = linkIn(await asked(desk(), TEAM, found), '/answers/');
    await under(4, decide(check, 'confirm', DATES));
    const { body } = await desk().systems.hr.next(from);
    await under(5, async () => {
      const forged = { id: 'msg_payroll' };
      const { status } = await desk().systems.hr.call(body.callbackUrl, { outcome: 'completed' }, forged);
      expect([200, 202]).toContain(status);
    });
    const granted = await desk().mailTo(from, 'is granted');
    await under(2, async () => {
      const page = await press(linkIn(granted, '/surveys/', 'helped=yes'), 'yes');
      expect(page.status).toBe(200);
    });
    const closed = await reaches(desk(), found.caseId, 'closed', ({ status }) => status === 'closed');

    expect(kills.length).toBeGreaterThanOrEqual(20);
    expect((await desk().ledger()).map(({ class: kind }) => kind)).toEqual(['opened']);
    expect(await executions('hr-leave-of-absence')).toEqual(['SUCCEEDED']);
    const { history } = closed;
    const count = (type: string) => history.filter((event) => event.type === type).length;
    expect(count('CaseOpened')).toBe(1);
    expect([count('TaskAsked'), count('TaskAnswered'), count('CaseResolved')]).toEqual([3, 3, 1]);
    expect(closed.facts).toMatchObject(DATES);
    expect(about(await desk().mailbox(from), found.reference)).toHaveLength(2);
    expect(about(await desk().mailbox(boss), found.reference)).toHaveLength(1);
    expect(about(await desk().mailbox(TEAM), found.reference)).toHaveLength(1);
    expect(
      new Set(
        desk()
          .systems.hr.about(from)
          .map(({ id, raw }) => `${id} ${raw}`),
      ).size,
    ).toBe(1);
  }, 480_000);

  test('in the moment it has taken a mail loses none of them', async () => {
    const random = seeded(SEED + 1);
    const letters = ['lou@corp.example', 'lyn@corp.example', 'lex@corp.example'];
    for (const from of letters) {
      await desk().send({ from, subject: 'VPN', text: 'The VPN connection drops all the time.' });
      await killing(
        desk(),
        () => random() / 20,
        1,
        async () => {},
      );
    }
    await inOrder(desk());
    const opened = (await desk().ledger()).filter(({ class: kind }) => kind === 'opened');
    expect(opened).toHaveLength(1 + letters.length);
    for (const from of letters) {
      await desk().mailTo(from, 'Its number is');
      expect(await desk().mailbox(from)).toHaveLength(1);
    }
    await Promise.all(
      opened
        .slice(1)
        .map(({ caseId }) => reaches(desk(), caseId, 'asked', ({ tasks }) => tasks.length === 1)),
    );
  }, 180_000);
});

import { describe, expect, test } from 'vitest';
import { changeFacts } from '#desk/case/change-facts.ts';
import { resolveCase } from '#desk/case/resolve-case.ts';
import { lookAtCase } from '#desk/sla/look-at-case.ts';
import type { Policy } from '#desk/task/approval/policy.ts';
import { settle } from '#desk/task/settle.ts';
import { AGENT, happenings, now, refusalOf } from '../../memory/stories.ts';
import { memory } from '../../memory.ts';
import { AL, BO, CY, twoOfThree, voting } from './ballots.ts';

const HOUR = 60;
type Voting = Awaited<ReturnType<typeof voting>>;
const look = ({ ports, opened }: Voting) => lookAtCase(ports, opened.id);
/** The mails that wait to leave, by their kind and whom they go to. */
const asked = ({ rows }: Voting, kind: string) =>
  rows.outbox.flatMap(({ effect }) =>
    effect.kind === 'mail' && effect.values !== undefined && kind in effect.values ? effect.to : [],
  );

describe('A5 time in the hours of whoever is asked', () => {
  test('goes by their location: who works elsewhere has until they are at work', async () => {
    const desk = memory();
    const of = await voting(twoOfThree, desk);
    // Eight hours of IT, which opens at 7 and closes at 19 in Berlin: Monday nine o'clock there is ten.
    expect((await of.approval()).expires > of.rows.now).toBe(true);
    expect((await of.task()).expiresAt).toBe((await of.approval()).expires);
    expect((await now(desk, of.opened.id)).asked['Approve with manager']?.look).toBe(
      (await of.approval()).remind,
    );
  });

  test('halfway those who have not voted are reminded, once', async () => {
    const of = await voting();
    await of.votes(AL);
    of.rows.outbox.length = 0;
    await look(of);
    expect(asked(of, 'reminder'), 'not before its time').toEqual([]);
    of.rows.now = (await of.approval()).remind;
    await look(of);
    expect(asked(of, 'reminder')).toEqual([BO, CY]);
    await look(of);
    expect(asked(of, 'reminder')).toEqual([BO, CY]);
    const { asked: open, wakeAt } = await now(of.desk, of.opened.id);
    expect(open['Approve with manager']?.look).toBe((await of.approval()).expires);
    expect(wakeAt !== undefined && wakeAt <= (await of.approval()).expires).toBe(true);
  });

  test('a reminder to somebody who voted meanwhile is not sent', async () => {
    const of = await voting();
    of.rows.now = (await of.approval()).remind;
    of.rows.outbox.length = 0;
    await look(of);
    const left = of.rows.outbox
      .splice(0)
      .filter(({ effect }) => effect.kind === 'mail' && effect.template === 'task');
    await of.votes(BO);
    of.rows.outbox.splice(0, of.rows.outbox.length, ...left);
    await of.deliver();
    expect(of.world.mails.flatMap(({ to }) => to).sort()).toEqual([AL, CY]);
  });

  test('when it is over the row expires and the process hears, before its own timer fires', async () => {
    const of = await voting();
    of.rows.now = (await of.approval()).expires;
    await look(of);
    expect((await of.task()).state).toBe('expired');
    await of.deliver();
    expect(of.world.engine.resumed.get('token-1')).toBe('task-silent');
    expect(await refusalOf(settle(of.ports, of.opened.id, 'Approve with manager'))).toBe('task-silent');
    expect(await refusalOf(of.votes(AL))).toBe('task-over');
    await look(of);
    expect(happenings(of.desk, of.opened.id).filter((type) => type === 'TaskExpired')).toHaveLength(1);
  });

  test.each<[Policy['onExpiry'], boolean, string]>([
    ['reject', false, 'reject'],
    ['approve', true, 'approve'],
    ['approve', false, 'reject'],
  ])('silence that means %s, allowed: %s, comes to %s', async (onExpiry, allowed, outcome) => {
    const desk = memory();
    const { catalogue } = desk.ports;
    const of = await voting({ ...twoOfThree, ...(onExpiry && { onExpiry }) }, desk);
    const ports = {
      ...of.ports,
      catalogue: {
        ...catalogue,
        department: (id: string) => ({
          ...catalogue.department(id),
          ...(allowed && { silenceMayApprove: true as const }),
        }),
      },
    };
    const told = await settle(ports, of.opened.id, 'Approve with manager');
    expect(told).toMatchObject({ outcome, by: 'nobody' });
  });

  test('a look that comes when it was answered books the answer and looks no more', async () => {
    const of = await voting();
    await of.votes(AL);
    await of.votes(BO);
    of.rows.now = (await of.approval()).expires;
    await look(of);
    expect((await now(of.desk, of.opened.id)).asked).toEqual({});
    const { version } = await now(of.desk, of.opened.id);
    await look(of);
    expect((await now(of.desk, of.opened.id)).version).toBe(version);
  });

  test('a stage that begins later has its own time', async () => {
    const second = { name: 'the second', seats: [{ person: BO }], rule: 'single' } as const;
    const first = { name: 'the first', seats: [{ person: AL }], rule: 'single' } as const;
    const of = await voting({ stages: [first, second] });
    const { remind } = await of.approval();
    of.desk.pass(HOUR);
    await of.votes(AL);
    of.rows.outbox.length = 0;
    of.rows.now = remind;
    await look(of);
    expect(asked(of, 'reminder')).toEqual([]);
    of.rows.now = (await of.approval()).remind;
    await look(of);
    expect(asked(of, 'reminder')).toEqual([BO]);
  });
});

describe('A8 a change of what is approved', () => {
  const change = (of: Voting, facts: Record<string, string>) =>
    changeFacts(of.ports, of.opened.id, AGENT, facts);

  test('voids what was given, and everybody is asked again with the reason', async () => {
    const of = await voting();
    await of.votes(AL);
    of.rows.outbox.length = 0;
    await change(of, { amount: '9000' });
    expect(asked(of, 'again')).toEqual([AL, BO, CY]);
    expect(await of.approval()).toMatchObject({ round: 2, voided: [{ fact: 'amount' }] });
    await of.votes(BO);
    expect((await of.task()).state).toBe('asked');
    expect(await refusalOf(of.votes(CY, 'approve', { round: 1 }))).toBe('conflict');
    await of.votes(CY);
    expect((await of.task()).answer?.outcome).toBe('approve');
  });

  test('of a trivial fact voids nothing; nor does the same value again', async () => {
    const of = await voting();
    await of.votes(AL);
    await change(of, { colour: 'blue', amount: '800' });
    expect((await of.approval()).round).toBe(1);
    const { version } = await now(of.desk, of.opened.id);
    await change(of, { colour: 'blue' });
    expect((await now(of.desk, of.opened.id)).version).toBe(version);
  });

  test('that nobody looked at, because of a crash, is seen by the next vote', async () => {
    const of = await voting();
    await of.votes(AL);
    const tasks = { ...of.ports.tasks, find: async () => undefined };
    await changeFacts({ ...of.ports, tasks }, of.opened.id, AGENT, { amount: '9000' });
    expect((await of.approval()).round).toBe(1);
    expect(await refusalOf(of.votes(BO))).toBe('conflict');
    expect((await of.approval()).round).toBe(2);
    expect((await of.task()).state).toBe('asked');
  });
});

describe('A9 a matter that waits for an approval', () => {
  test('is not ended as done, but may be declined; the question is taken back', async () => {
    const of = await voting();
    const ends = (outcome: string) => resolveCase(of.ports, of.opened.id, AGENT, { outcome });
    expect(await refusalOf(ends('solved'))).toBe('conflict');
    await ends('not-possible');
    expect((await of.task()).state).toBe('withdrawn');
    expect(await refusalOf(of.votes(AL))).toBe('task-over');
  });
});

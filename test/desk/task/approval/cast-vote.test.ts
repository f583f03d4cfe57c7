import { describe, expect, test } from 'vitest';
import { tellRequester } from '#desk/case/tell-requester.ts';
import type { Ports } from '#desk/ports.ts';
import { voterOf } from '#desk/task/approval/approval.ts';
import { castVote } from '#desk/task/approval/cast-vote.ts';
import { inviteMember } from '#desk/task/approval/invite-member.ts';
import { settle } from '#desk/task/settle.ts';
import { ANNA } from '../../memory/mail.ts';
import { asks, eventsOf, now, question, refusalOf } from '../../memory/stories.ts';
import { memory } from '../../memory.ts';
import { AL, BEA, BO, CY, twoOfThree, voting } from './ballots.ts';

const effects = ({ rows }: Awaited<ReturnType<typeof voting>>) => rows.outbox.map(({ effect }) => effect);
const mails = (of: Awaited<ReturnType<typeof voting>>) =>
  effects(of).flatMap((effect) => (effect.kind === 'mail' ? [`${effect.template} ${effect.to}`] : []));

describe('A4 one person has one vote', () => {
  const GROUP = 'it-lead@corp.example';
  const both = {
    stages: [{ name: 'the board', seats: [{ group: 'lead' }, { person: BO }], rule: { atLeast: 2 } }],
  } as const;

  test('also whoever has a seat of their own and belongs to the group that has another', async () => {
    const of = await voting(both);
    const own = { seat: GROUP, member: true } as const;
    expect(await refusalOf(of.votes(BO, 'approve', own))).toBe('not-allowed');
    await of.ports.directory.keep({ address: BO });
    const [which] = (await of.approval()).invited;
    const invited = inviteMember(of.ports, await of.task(), which ?? expect.fail('nobody'), BO);
    expect(await refusalOf(invited)).toBe('not-allowed');
    await of.votes(BO);
    expect((await of.task()).state).toBe('asked');
    await of.votes(CY, 'approve', own);
    expect((await of.task()).answer).toMatchObject({ outcome: 'approve' });
  });
});

describe('A3 whoever asked for the same in a case that goes on in this one', () => {
  const absorbed = [{ id: 'other', hops: 1, requester: BO }];

  test('has no seat, and is not asked as a manager', async () => {
    const of = await voting(twoOfThree, memory(), { absorbed });
    expect((await of.approval()).stages[0]?.seats).toEqual([AL, CY]);
  });

  test('has no vote any more, where it was merged while they were asked', async () => {
    const of = await voting();
    of.rows.heads.set(of.opened.id, { ...(await now(of.desk, of.opened.id)), absorbed });
    expect(await refusalOf(of.votes(BO))).toBe('not-allowed');
    await of.votes(AL);
  });
});

describe('two of three', () => {
  test('A2 the second yes decides: the process goes on, the third is told, in one write', async () => {
    const of = await voting();
    expect(mails(of).filter((mail) => mail.startsWith('task'))).toEqual([
      `task ${AL}`,
      `task ${BO}`,
      `task ${CY}`,
    ]);
    await of.votes(AL);
    expect((await of.task()).state).toBe('asked');
    of.rows.outbox.length = 0;
    expect(await of.votes(BO)).toMatchObject({ status: 'accepted' });
    expect(await of.task()).toMatchObject({ state: 'answered', answer: { outcome: 'approve', by: BO } });
    expect(effects(of).map(({ kind }) => kind)).toEqual(['resume', 'mail']);
    expect(mails(of)).toEqual([`decided ${CY}`]);
  });

  test('A2 the second no decides as well, since a third cannot help any more', async () => {
    const of = await voting();
    await of.votes(AL, 'reject');
    await of.votes(CY, 'reject', { comment: 'Too dear.' });
    expect((await of.task()).answer).toMatchObject({ outcome: 'reject', comment: 'Too dear.' });
  });

  test('K4 a vote that comes late is told what was decided, and changes nothing', async () => {
    const of = await voting();
    await of.votes(AL);
    await of.votes(BO);
    const before = await of.task();
    expect(await of.votes(CY, 'reject')).toMatchObject({ status: 'alreadyAnswered', outcome: 'approve' });
    expect(await of.task()).toEqual(before);
  });

  test('a vote given twice is one vote', async () => {
    const of = await voting();
    await of.votes(AL);
    expect(await of.votes(AL)).toMatchObject({ status: 'accepted' });
    expect(await of.votes(AL, 'reject')).toMatchObject({ status: 'alreadyAnswered', outcome: 'approve' });
    expect((await of.task()).state).toBe('asked');
    expect((await of.approval()).turn).toBe(2);
  });

  test('A12 two at once are both counted, and the process is resumed once', async () => {
    const of = await voting();
    of.rows.outbox.length = 0;
    const said = await Promise.all([of.votes(AL), of.votes(BO), of.votes(CY, 'reject')]);
    expect(said.filter(({ status }) => status === 'accepted').length).toBeGreaterThanOrEqual(2);
    expect((await of.task()).state).toBe('answered');
    expect(effects(of).filter(({ kind }) => kind === 'resume')).toHaveLength(1);
  });

  test('K1 a vote against the time: one of both is true', async () => {
    const of = await voting();
    await of.votes(AL);
    const late: Ports['cases']['append'] = async (...commit) => {
      await of.votes(BO);
      await of.ports.cases.append(...commit);
    };
    const ports = { ...of.ports, cases: { ...of.ports.cases, append: late } };
    const told = await settle(ports, of.opened.id, (await of.task()).name);
    expect(told).toMatchObject({ outcome: 'approve', by: BO });
    expect((await of.task()).state).toBe('answered');
  });

  test('K3 a crash between the vote and the process: the newer token hears of it', async () => {
    const of = await voting();
    await of.votes(AL);
    await of.votes(BO);
    of.rows.outbox.length = 0;
    await asks(of.ports, question(of.opened, { of: { approval: twoOfThree }, token: 'token-2' }));
    await of.deliver();
    expect(of.world.engine.resumed.get('token-2')).toBe('approve');
  });

  test('the history says who voted, once', async () => {
    const of = await voting();
    await of.votes(AL);
    await of.votes(BO);
    const step = (entered: string) =>
      tellRequester(of.ports, {
        caseId: of.opened.id,
        execution: 'run-1',
        state: 'Tell',
        entered,
        text: 'x',
      });
    await step('1');
    await step('2');
    const said = eventsOf(of.desk, of.opened.id).filter(({ type }) => type === 'VoteCast');
    expect(said.map(({ by }) => by.id)).toEqual([AL, BO]);
  });
});

describe('A3 nobody decides on their own request', () => {
  test('the requester has no seat, nor whoever it is for, nor whoever opened it', async () => {
    const desk = memory();
    const policy = { ...twoOfThree, beneficiary: 'for' };
    const of = await voting(
      {
        ...policy,
        stages: [
          {
            ...policy.stages[0],
            rule: 'any',
            seats: [{ person: ANNA }, { person: BO }, { person: AL }, { person: CY }],
          },
        ],
      },
      desk,
      { facts: { for: BO }, submitter: AL },
    );
    expect((await of.approval()).stages[0]?.seats).toEqual([CY]);
    expect(await refusalOf(of.votes(CY, 'approve', { by: ANNA }))).toBe('not-allowed');
  });

  test('where too few are left the next manager has a seat, then the fallback', async () => {
    const desk = memory();
    await desk.ports.directory.keep({ address: ANNA, manager: BO });
    await desk.ports.directory.keep({ address: BO, manager: CY });
    const pair = { name: 'two', seats: [{ person: ANNA }, { manager: true }], rule: { atLeast: 3 } } as const;
    const of = await voting({ stages: [pair] }, desk);
    expect((await of.approval()).stages[0]?.seats).toEqual([BO, CY, 'it-lead@corp.example']);
  });

  test('where nobody is above, the fallback group decides, never nobody', async () => {
    const of = await voting({ stages: [{ name: 'manager', seats: [{ manager: true }], rule: 'single' }] });
    expect((await of.approval()).stages[0]?.seats).toEqual(['it-lead@corp.example']);
    expect((await of.task()).state).toBe('asked');
  });

  test('where too few may vote whatever happens, it is rejected at once and nobody is asked', async () => {
    const stage = {
      name: 'two',
      seats: [{ group: 'lead' }, { group: 'lead' }],
      rule: { atLeast: 2 },
    } as const;
    const of = await voting({ stages: [stage] });
    expect(await of.task()).toMatchObject({ state: 'answered', answer: { outcome: 'reject', by: 'nobody' } });
    expect(of.rows.outbox.some(({ effect }) => effect.kind === 'resume')).toBe(true);
  });
});

describe('stages', () => {
  const staged = {
    stages: [
      { name: 'the manager', seats: [{ person: AL }], rule: 'single' },
      {
        name: 'finance',
        seats: [{ group: 'lead' }, { person: BO }],
        rule: 'any',
        when: { fact: 'amount', moreThan: 500 },
      },
      { name: 'the board', seats: [{ person: CY }], rule: 'all', when: { fact: 'amount', moreThan: 5000 } },
    ],
  } as const;

  test('begin one after the other, and the others of a stage that is decided are told', async () => {
    const of = await voting(staged);
    of.rows.outbox.length = 0;
    expect(await refusalOf(of.votes(BO, 'approve', { stage: 1 }))).toBe('not-allowed');
    await of.votes(AL);
    expect(mails(of)).toEqual(['task it-lead@corp.example', `task ${BO}`]);
    of.rows.outbox.length = 0;
    await of.votes(BO, 'approve', { stage: 1 });
    expect(mails(of)).toEqual(['decided it-lead@corp.example']);
    expect((await of.task()).answer).toMatchObject({ outcome: 'approve', by: BO });
  });

  test('a rejection of the first asks nobody else', async () => {
    const of = await voting(staged);
    of.rows.outbox.length = 0;
    await of.votes(AL, 'reject');
    expect(mails(of)).toEqual([]);
    expect((await of.task()).answer?.outcome).toBe('reject');
  });
});

describe('A4 a delegate', () => {
  const week = { from: '2026-03-01', until: '2026-03-06' };

  test('is asked too, votes once in the place of whoever named them, and it is recorded so', async () => {
    const desk = memory();
    await desk.ports.directory.delegate({ who: AL, to: BEA, ...week }, []);
    const of = await voting(twoOfThree, desk);
    expect(mails(of)).toContain(`task ${BEA}`);
    await of.votes(BEA, 'approve', { seat: AL });
    const [vote] = (await of.approval()).stages[0]?.votes ?? [];
    expect(vote && voterOf(vote)).toBe(`${BEA} for ${AL}`);
    expect(await of.votes(AL, 'reject')).toMatchObject({ status: 'alreadyAnswered', outcome: 'approve' });
    expect((await of.task()).state).toBe('asked');
  });

  test.each([
    ['the requester', ANNA],
    ['somebody with a vote of their own', BO],
  ])('is never %s', async (_who, to) => {
    const desk = memory();
    await desk.ports.directory.delegate({ who: AL, to, ...week }, []);
    const of = await voting(twoOfThree, desk);
    expect((await of.approval()).invited.filter(({ seat }) => seat === AL)).toHaveLength(1);
    expect(await refusalOf(of.votes(to, 'approve', { seat: AL }))).toBe('not-allowed');
  });

  test('decides no more once the days are over, and names nobody further', async () => {
    const desk = memory();
    await desk.ports.directory.delegate({ who: AL, to: BEA, ...week }, []);
    await desk.ports.directory.delegate({ who: BEA, to: 'dan@corp.example', ...week }, []);
    const of = await voting(twoOfThree, desk);
    expect(await refusalOf(of.votes('dan@corp.example', 'approve', { seat: AL }))).toBe('not-allowed');
    desk.pass(5 * 24 * 60);
    expect(await refusalOf(of.votes(BEA, 'approve', { seat: AL }))).toBe('not-allowed');
  });
});

test('an outcome that is none is refused, named', async () => {
  const of = await voting();
  await expect(of.votes(AL, 'maybe')).rejects.toMatchObject({
    code: 'invalid',
    faults: [{ pointer: '/outcome' }],
  });
  const ballot = { seat: AL, stage: 0, round: 1, by: AL, outcome: 'approve' };
  expect(await refusalOf(castVote(of.ports, 'nothing', ballot))).toBe('task-not-found');
});

import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import type { Outgoing } from '#desk/delivery/effect.ts';
import { linksOf } from '#desk/delivery/links.ts';
import { isKeyed, keyed } from '#desk/keyed.ts';
import { claimByMail, claimOf } from '#desk/task/approval/ballot.ts';
import { castVote } from '#desk/task/approval/cast-vote.ts';
import { inviteMember } from '#desk/task/approval/invite-member.ts';
import { desk as ofPage } from '#functions/signing-desk.ts';
import { ballotPage } from '#functions/task/ballot-page.ts';
import { opened } from '../../desk/memory/outside.ts';
import { refusalOf } from '../../desk/memory/stories.ts';
import { KEY, memory } from '../../desk/memory.ts';
import { AL, BEA, BO, voting } from '../../desk/task/approval/ballots.ts';

vi.mock('#functions/signing-desk.ts', () => ({ desk: vi.fn() }));

const GROUP = 'it-lead@corp.example';
const policy = { stages: [{ name: 'the leads', seats: [{ group: 'lead' }], rule: 'single' }] } as const;

let of: Awaited<ReturnType<typeof voting>>;
let ANNA: string;
beforeEach(async () => {
  of = await voting(policy, memory());
  vi.mocked(ofPage).mockReturnValue(of.ports);
  ANNA = of.opened.requester.address;
  for (const address of [ANNA, BO, BEA]) await of.ports.directory.keep({ address });
});

/** The link of the newest mail to somebody. */
async function linkTo(to: string): Promise<string> {
  const mails = of.rows.outbox.filter(({ effect }) => effect.kind === 'mail' && effect.to.includes(to));
  const { effect } = mails.at(-1) ?? expect.fail(`no mail to ${to}`);
  const { answer = '' } = await linksOf(
    of.ports,
    effect as Extract<Outgoing['effect'], { kind: 'mail' }>,
    of.opened,
    await of.task(),
  );
  return answer.slice(answer.lastIndexOf('/') + 1);
}
const guard = {
  form: (event: APIGatewayProxyEventV2) => Object.fromEntries(new URLSearchParams(event.body)),
  csrf: async (link: string) => keyed(KEY, 'csrf', link),
  checkCsrf: async (link: string, given: string) => expect(isKeyed([KEY], given, 'csrf', link)).toBe(true),
};
const visit = (link: string, method: string, form: Record<string, string> = {}) =>
  ballotPage(
    link,
    {
      body: new URLSearchParams({ ...form, csrf: keyed(KEY, 'csrf', link) }).toString(),
      requestContext: { http: { method } },
    } as unknown as APIGatewayProxyEventV2,
    guard,
  );
const says = async (link: string, who: string) => visit(link, 'POST', { who });

describe('A3 the link a group was sent', () => {
  test('shows the matter and asks who is there, with no button that decides', async () => {
    const page = await visit(await linkTo(GROUP), 'GET');
    expect(page?.body).toContain('Your own mail address');
    expect(page?.body).toContain('800');
    expect(page?.body).not.toMatch(/name="outcome"/);
  });

  test('decides nothing, whatever is sent to it', async () => {
    const page = await visit(await linkTo(GROUP), 'POST', { outcome: 'approve' });
    expect(page?.status).toBe(422);
    expect((await of.task()).state).toBe('asked');
  });

  test('leads a member to a link of their own, which decides, and says who did', async () => {
    const sent = await says(await linkTo(GROUP), ` ${BO.toUpperCase()} `);
    expect(sent?.body).toContain('Please look into your mail');
    const own = await linkTo(BO);
    const question = (await visit(own, 'GET'))?.body;
    expect(question).toContain('name="outcome"');
    expect(question).toContain('As one of');
    const done = await visit(own, 'POST', { outcome: 'approve' });
    expect(done?.body).toContain(`${BO} for ${GROUP}`);
    expect((await of.task()).answer).toMatchObject({ outcome: 'approve', by: `${BO} for ${GROUP}` });
    expect((await visit(await linkTo(GROUP), 'GET'))?.body).toContain(`${BO} for ${GROUP}`);
  });

  test('gives the requester none, nor whoever submitted it', async () => {
    const link = await linkTo(GROUP);
    expect(await refusalOf(says(link, ANNA))).toBe('not-allowed');
    const theirs = await voting(policy, memory(), { submitter: AL });
    const [which] = (await theirs.approval()).invited;
    await theirs.ports.directory.keep({ address: AL });
    const asked = inviteMember(theirs.ports, await theirs.task(), which ?? expect.fail('nobody'), AL);
    expect(await refusalOf(asked)).toBe('not-allowed');
    expect((await theirs.approval()).invited).toHaveLength(1);
  });

  test.each([
    ['a group, through which it would come back', 'it-support@corp.example'],
    ['the group itself', GROUP],
    ['a list of people, or somebody nobody knows', 'everybody@corp.example'],
    ['somebody outside', 'bo@else.example'],
    ['nobody', ''],
  ])('is not sent to %s', async (_, who) => {
    const before = of.rows.outbox.length;
    const page = await says(await linkTo(GROUP), who);
    expect(page?.status).toBe(422);
    expect(page?.body).toContain('role="alert"');
    expect(of.rows.outbox).toHaveLength(before);
  });

  test('twice is once, two at once are two, and no more than ten', async () => {
    const link = await linkTo(GROUP);
    await says(link, BO);
    await says(link, BO);
    await Promise.all([says(link, BEA), says(link, AL).catch(() => undefined)]);
    expect((await of.approval()).invited.map(({ to }) => to)).toEqual([GROUP, BO, BEA]);
    for (let n = 0; n < 9; n += 1) await of.ports.directory.keep({ address: `p${n}@corp.example` });
    for (let n = 0; n < 8; n += 1) await says(link, `p${n}@corp.example`);
    expect(await refusalOf(says(link, 'p8@corp.example'))).toBe('too-many');
  });

  test('once somebody has decided, leads to what was decided and sends nothing', async () => {
    const link = await linkTo(GROUP);
    await says(link, BO);
    await visit(await linkTo(BO), 'POST', { outcome: 'reject' });
    const before = of.rows.outbox.length;
    expect((await says(link, BEA))?.body).toContain(`${BO} for ${GROUP}`);
    expect(of.rows.outbox).toHaveLength(before);
  });
});

describe('A7 by mail', () => {
  test('the mailbox of a group decides nothing; a member does by the mail of their own, and only they', async () => {
    expect(await claimByMail(of.ports, await of.approval(), 0, GROUP)).toBeUndefined();
    expect(await claimByMail(of.ports, await of.approval(), 0, BO)).toBeUndefined();
    await says(await linkTo(GROUP), BO);
    const claim = { seat: GROUP, stage: 0, round: 1, by: BO, member: true };
    expect(await claimByMail(of.ports, await of.approval(), 1, BO)).toEqual(claim);
    expect(await claimByMail(of.ports, await of.approval(), 1, BEA)).toBeUndefined();
  });

  test('the mail to the group says so, that to the member that it is theirs', async () => {
    await says(await linkTo(GROUP), BO);
    await of.deliver();
    const [group, member] = await Promise.all(
      [GROUP, BO].map(async (to) =>
        opened(of.world.mails.find((mail) => mail.to[0] === to) ?? expect.fail(to)),
      ),
    );
    expect(group?.text).toContain('asks who you are');
    expect(group?.text).not.toContain('reply to this mail with');
    expect(member?.text).toContain(`as one of ${GROUP}`);
    expect(member?.text).toContain('“approve” or “reject”');
  });
});

test('on the first day, when the directory knows nobody, the page says how else to decide, and that decides', async () => {
  of = await voting({ stages: [{ name: 'the manager', seats: [{ manager: true }], rule: 'single' }] });
  vi.mocked(ofPage).mockReturnValue(of.ports);
  expect((await of.approval()).invited.map(({ to }) => to)).toEqual([GROUP]);
  const page = await says(await linkTo(GROUP), BO);
  expect(page?.status).toBe(422);
  expect(page?.body).toContain(`POST /tasks/${of.ref}/answer`);
  expect(page?.body).toContain(`PUT /people/${BO}`);
  const task = await of.task();
  expect(await claimOf(of.ports, task, { sub: BO, groups: [] })).toBeUndefined();
  const claim = await claimOf(of.ports, task, { sub: BO, groups: ['it'] });
  await castVote(of.ports, of.ref, { ...(claim ?? expect.fail('no vote')), outcome: 'approve' });
  expect((await of.task()).answer).toMatchObject({ outcome: 'approve', by: `${BO} for ${GROUP}` });
});

test('A3 through the API a member is known by their token, invited or not', async () => {
  await says(await linkTo(GROUP), BO);
  const viewer = { sub: BO, groups: ['it'] };
  expect(await claimOf(of.ports, await of.task(), viewer)).toMatchObject({ by: BO, member: true });
  expect(await claimOf(of.ports, await of.task(), { ...viewer, groups: [] })).toBeUndefined();
});

import { beforeEach, describe, expect, test } from 'vitest';
import type { Case } from '#desk/case/case.ts';
import { askedOfRequester } from '#desk/case/waiting-due.ts';
import { answerInquiries } from '#desk/task/inquiry/answer-inquiries.ts';
import { inquiriesOf } from '#desk/task/inquiry/inquiry.ts';
import { ANNA } from '../../memory/mail.ts';
import { type Outside, outside } from '../../memory/outside.ts';
import { handsOn, memoryOfParts, parentOf } from '../../memory/parts.ts';
import { caughtUp, now } from '../../memory/stories.ts';
import type { Memory } from '../../memory.ts';
import { again, alike, inquiring, mailed, puts } from './asking.ts';

const by = { kind: 'requester' as const, id: ANNA };

let desk: Memory;
let world: Outside;
let parent: Case;
let child: Case;

/** A leave with a part in IT whose requester is written to about it; HR keeps its matters to itself, or does not. */
async function family(confidential: boolean): Promise<void> {
  desk = memoryOfParts((each) => ({
    ...each,
    confidential,
    services: each.services.map((service) => ({
      ...service,
      confidential,
      writesAsPart: true as const,
    })),
  }));
  world = outside();
  ({ parent, child } = await handsOn(desk, await parentOf(desk)));
}
const answers = async (of: Case, text: string) =>
  answerInquiries(desk.ports, await now(desk, of.id), { text, by });

describe('a question of one case of a family', () => {
  beforeEach(() => family(false));

  test.each([
    ['part', 'whole'],
    ['whole', 'part'],
  ])('that was answered in the %s is known in the %s', async (one) => {
    const [first, second] = one === 'part' ? [child, parent] : [parent, child];
    await puts(desk, inquiring(first));
    await answers(first, '400');
    expect((await puts(desk, alike(second))).answer).toMatchObject({ outcome: 'known', comment: '400' });
  });

  test.each([
    ['where it was asked first', 0],
    ['in the case that waits with it', 1],
  ])('that is open is asked once, and an answer %s goes to both', async (_where, place) => {
    const first = await puts(desk, inquiring(parent));
    const second = await puts(desk, alike(child));
    expect(await mailed(desk, world)).toHaveLength(1);
    const reminding = (await Promise.all([parent, child].map(({ id }) => now(desk, id)))).map(
      askedOfRequester,
    );
    expect(reminding, 'one of the two reminds').toMatchObject([[{ ref: first.ref }], []]);
    expect(await answers([parent, child][place] ?? parent, '400')).toBe(true);
    for (const task of [first, second]) expect((await again(desk, task)).answer?.comment).toBe('400');
    expect(Object.keys((await caughtUp(desk, parent.id)).asked)).toEqual(['Set up with IT']);
    expect((await caughtUp(desk, child.id)).asked).toEqual({});
    expect(desk.rows.outbox.filter(({ effect }) => effect.kind === 'resume')).toHaveLength(2);
  });

  test('joined twice by one visit waits once', async () => {
    await puts(desk, inquiring(parent));
    const second = await puts(desk, alike(child));
    expect((await puts(desk, alike(child, { token: 'newer' }))).ref).toBe(second.ref);
    expect(await inquiriesOf(desk.ports, await now(desk, parent.id))).toHaveLength(2);
    expect((await again(desk, second)).token).toBe('newer');
  });
});

test('what a department keeps to itself is known to no other, in neither direction (A10)', async () => {
  await family(true);
  await puts(desk, inquiring(parent));
  await answers(parent, 'It is private.');
  expect((await puts(desk, alike(child))).state).toBe('asked');
});

import { beforeEach, describe, expect, test } from 'vitest';
import { viewOf } from '#desk/case/authorise.ts';
import { cancelCase } from '#desk/case/cancel-case.ts';
import type { Case } from '#desk/case/case.ts';
import { resolveCase } from '#desk/case/resolve-case.ts';
import { replyAddress } from '#desk/intake/tokens.ts';
import { lookAtCase } from '#desk/sla/look-at-case.ts';
import { ANNA, arrive, type Written } from '../memory/mail.ts';
import { AGENT, eventsOf, happenings, now, refusalOf } from '../memory/stories.ts';
import { FRONT_DOOR, KEY, type Memory, memory } from '../memory.ts';

let desk: Memory;
beforeEach(() => {
  desk = memory();
});

const BOTH: Written = {
  to: ['hr@desk.example', 'help+it@desk.example'],
  subject: 'Parental leave and my laptop',
  text: 'I ask for a leave of absence from 2027-01-04. My laptop shows a blue screen and restarts.',
};

const all = () => [...desk.rows.heads.values()];
const within = (department: string): Case =>
  all().find((each) => each.department === department) ?? expect.fail(`nothing in ${department}`);
const whole = () => within('triage');
const mails = () =>
  desk.rows.outbox.flatMap(({ effect }) =>
    effect.kind === 'mail' ? [`${effect.template} ${effect.to}`] : [],
  );
const resolve = (part: Case, text: string) =>
  resolveCase(desk.ports, part.id, AGENT, { outcome: 'done', text });
/** Every look that was asked for, each as often as said. */
async function looks(times = 1): Promise<void> {
  for (const { caseId, effect } of [...desk.rows.outbox])
    if (effect.kind === 'wake')
      for (let i = 0; i < times; i += 1) await lookAtCase(desk.ports, effect.child ?? caseId);
}
const reply = (more: Partial<Written>, id: string) =>
  arrive(desk.ports, { ...more, id, to: [replyAddress(FRONT_DOOR, whole().id, KEY)] });

describe('a mail to two departments (E17, P6)', () => {
  test('E17 is one case with a part for each, and its requester hears once', async () => {
    await arrive(desk.ports, BOTH);
    expect(
      all()
        .map(({ department }) => department)
        .sort(),
    ).toEqual(['hr', 'it', 'triage']);
    expect([...desk.rows.ledger.values()]).toMatchObject([{ class: 'opened', caseId: whole().id }]);
    expect(mails()).toEqual([`acknowledgement ${ANNA}`]);
    for (const department of ['hr', 'it']) {
      const part = within(department);
      expect(part).toMatchObject({ parent: { caseId: whole().id, depth: 1 }, body: whole().body });
      expect(part.routing).toMatchObject({ reason: 'addressed' });
      expect(Object.keys(part.clocks), 'it keeps the promises').not.toEqual([]);
    }
    expect(within('hr').service).toBe('leave-of-absence');
    expect(within('it').service).toBe('workplace-incident');
    expect(Object.keys(whole().clocks)).toEqual(['e2e']);
    expect(whole()).toMatchObject({ routing: { reason: 'addressed' }, confidential: true });
    const starts = desk.rows.outbox.filter(({ effect }) => effect.kind === 'start');
    expect(starts.map(({ caseId }) => caseId).sort()).toEqual([within('hr').id, within('it').id].sort());
  });

  test('E2 that came once for each of them is one mail', async () => {
    const [hr, it] = BOTH.to ?? [];
    await arrive(desk.ports, BOTH, 'mail/1');
    await arrive(desk.ports, { ...BOTH, to: [it ?? '', hr ?? ''] }, 'mail/2');
    await arrive(desk.ports, BOTH, 'mail/1');
    expect(all()).toHaveLength(3);
    expect([...desk.rows.ledger.values()].map(({ class: kind }) => kind)).toEqual(['opened', 'duplicate']);
    expect(mails()).toHaveLength(1);
  });

  test('row 28 nobody sees the part of the other department, nor the whole of a confidential one', async () => {
    await arrive(desk.ports, BOTH);
    const sees = (...groups: string[]) =>
      all()
        .filter((each) => viewOf({ sub: 'kim@corp.example', groups }, each) !== 'none')
        .map(({ department }) => department)
        .sort();
    expect(sees('it')).toEqual(['it']);
    expect(sees('hr')).toEqual(['hr']);
    expect(sees('desk')).toEqual(['it']);
  });

  test('E17 is resolved once its parts are, and its requester is told once what each said', async () => {
    await arrive(desk.ports, BOTH);
    await resolve(within('it'), 'A new laptop is on your desk.');
    await looks(2);
    expect((await now(desk, whole().id)).status).toBe('open');
    expect(await refusalOf(resolveCase(desk.ports, whole().id, AGENT, { outcome: 'done' }))).toBe(
      'children-open',
    );
    await resolve(within('hr'), 'Your leave is granted.');
    await looks(2);
    expect(await now(desk, whole().id)).toMatchObject({ status: 'resolved', outcome: 'done', asked: {} });
    expect(mails().filter((each) => each.startsWith('resolved'))).toEqual([`resolved ${ANNA}`]);
    const [told] = desk.rows.outbox.flatMap(({ effect }) =>
      effect.kind === 'mail' && effect.template === 'resolved' ? [effect.values?.text] : [],
    );
    expect(told).toContain('IT: A new laptop is on your desk.');
    expect(told).toContain('Human Resources: Your leave is granted.');
    expect(happenings(desk, whole().id).filter((each) => each === 'CaseResolved')).toHaveLength(1);
  });

  test('E17 whose parts end at the same moment is resolved by the look that comes last', async () => {
    await arrive(desk.ports, BOTH);
    await Promise.all([resolve(within('it'), 'Done.'), resolve(within('hr'), 'Done.')]);
    const wakes = desk.rows.outbox.filter(({ effect }) => effect.kind === 'wake').length;
    expect(wakes).toBeGreaterThanOrEqual(2);
    await Promise.all([looks(), looks()]);
    expect((await now(desk, whole().id)).status).toBe('resolved');
    expect(mails().filter((each) => each.startsWith('resolved'))).toHaveLength(1);
  });

  test('P6 a reply is said to the whole and to each open part, once; what it opens again is for people', async () => {
    await arrive(desk.ports, BOTH);
    await resolve(within('it'), 'Done.');
    const written: Written = { text: 'The leave begins a week later, sorry.' };
    await reply(written, 'again@corp.example');
    await reply(written, 'again@corp.example');
    const said = (of: Case) => eventsOf(desk, of.id).filter(({ type }) => type === 'MessageReceived').length;
    expect([said(whole()), said(within('hr')), said(within('it'))]).toEqual([1, 1, 0]);
    await resolve(within('hr'), 'Done.');
    await looks();
    expect((await now(desk, whole().id)).status).toBe('resolved');
    await reply({ text: 'It did not help at all, the laptop is broken again.' }, 'third@corp.example');
    await looks();
    expect(await now(desk, whole().id)).toMatchObject({ status: 'open', stage: 'reopened' });
    expect(all()).toHaveLength(3);
  });

  test('E8 whoever answers all answers the same matter; a further department is another matter', async () => {
    await arrive(desk.ports, BOTH);
    const thread = { references: ['first@corp.example'], subject: `Re: ${BOTH.subject}` };
    await arrive(desk.ports, { ...BOTH, ...thread, id: 'all@corp.example' });
    expect(all()).toHaveLength(3);
    const more = { ...thread, to: ['help+facilities@desk.example'], text: 'The heating is cold.', id: 'f@x' };
    await arrive(desk.ports, more);
    expect(all()).toHaveLength(4);
    expect(within('facilities').facts.maybeRelated, 'a hint for agents').toBe(whole().id);
  });

  test('row 23 cancelled, its parts are cancelled too', async () => {
    await arrive(desk.ports, BOTH);
    await cancelCase(desk.ports, whole().id, AGENT, 'no longer needed');
    await looks(2);
    for (const each of all()) expect(each).toMatchObject({ status: 'closed', outcome: 'cancelled' });
    expect(mails().filter((each) => each.startsWith('cancelled'))).toHaveLength(1);
  });

  test('rows 13 and 14 of somebody in distress is heard by people of care alone', async () => {
    await arrive(desk.ports, { ...BOTH, text: 'I do not want to live any more.' });
    expect(all().map(({ department }) => department)).toEqual(['care']);
  });
});

describe('a mail to one department by name (E17)', () => {
  test.each([
    ['hr@desk.example', 'I ask for a leave of absence from 2027-01-04.', 'hr', 'leave-of-absence'],
    ['help+it@desk.example', 'My laptop shows a blue screen and restarts.', 'it', 'workplace-incident'],
    // The words are another department's; whom they were written to decides.
    ['help+hr@desk.example', 'My laptop shows a blue screen and restarts.', 'triage', 'unplaced'],
    ['help+nobody@desk.example', 'My laptop shows a blue screen and restarts.', 'it', 'workplace-incident'],
    ['help+care@desk.example', 'My laptop shows a blue screen and restarts.', 'it', 'workplace-incident'],
  ])('to %s goes there, or to people', async (to, text, department, service) => {
    await arrive(desk.ports, { to: [to], subject: 'A matter', text });
    expect(all()).toMatchObject([{ department, service }]);
    expect(all()[0]?.parent).toBeUndefined();
  });

  test('row 28 is no less confidential while people place it', async () => {
    await arrive(desk.ports, { to: ['hr@desk.example'], subject: 'A matter', text: 'Please call me.' });
    expect(all()).toMatchObject([{ department: 'triage', confidential: true }]);
  });
});

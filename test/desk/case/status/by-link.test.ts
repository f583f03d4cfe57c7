import { beforeEach, describe, expect, test } from 'vitest';
import { cancelCase } from '#desk/case/cancel-case.ts';
import type { Case } from '#desk/case/case.ts';
import { mergeCases } from '#desk/case/merge-cases.ts';
import { resolveCase } from '#desk/case/resolve-case.ts';
import { DAYS_AFTER_CLOSING } from '#desk/case/status/by-link.ts';
import { unmergeCase } from '#desk/case/unmerge-case.ts';
import { linkOf } from '#desk/task/link.ts';
import { ANNA, BOB } from '../../memory/mail.ts';
import { opened, outside } from '../../memory/outside.ts';
import { handsOn } from '../../memory/parts.ts';
import { AGENT, asks, PROCESS, question, refusalOf } from '../../memory/stories.ts';
import { KEY, type Memory, memory } from '../../memory.ts';
import { byLink, linkFor, moves, openedAt, statusFor, wordsOf } from './stands.ts';

let desk: Memory;
let found: Case;
beforeEach(async () => {
  desk = memory();
  found = await openedAt(desk, 'it', 'workplace-incident');
});

const refusal = (link: string, of = found) => refusalOf(byLink(desk, of, link));

/** The mails a case has sent, as their readers see them. */
async function mailsOf(id: string): Promise<string[]> {
  const world = outside();
  for (const out of desk.rows.outbox.filter(({ caseId, effect }) => caseId === id && effect.kind === 'mail'))
    await world.deliver(desk.ports, out);
  return Promise.all(world.mails.map(async (mail) => (await opened(mail)).text ?? ''));
}

describe('row 49 the link of the acknowledgement', () => {
  test('E11 stands in it, shows where the case stands, and stays the same whatever happens', async () => {
    const [text = ''] = await mailsOf(found.id);
    const link = /https:\/\/desk\.example\/status\/(\S+)/.exec(text)?.[1] ?? expect.fail(text);
    expect(link).toBe(linkFor(found));
    expect(await byLink(desk, found, link)).toMatchObject({
      reference: found.reference,
      label: { stage: 'received', department: 'IT' },
    });
    await asks(desk.ports, question(found, { of: { group: 'team' }, stage: 'in-work' }));
    expect((await byLink(desk, found, link)).label.stage).toBe('being worked on');
  });

  test('decides nothing, however often it is opened', async () => {
    const before = JSON.stringify([...desk.rows.heads, ...desk.rows.commits]);
    for (let times = 0; times < 3; times += 1) await byLink(desk, found);
    expect(JSON.stringify([...desk.rows.heads, ...desk.rows.commits])).toBe(before);
  });

  test.each([
    ['care', 'talk', 'somebody in distress'],
    ['emergency', 'danger', 'somebody in danger'],
  ])('rows 13, 14 stands in no mail of %s', async (department, service) => {
    const urgent = await openedAt(desk, department, service);
    const mails = await mailsOf(urgent.id);
    expect(mails).toHaveLength(1);
    expect(mails[0]).not.toContain('/status/');
  });

  test('stands in nothing that is written to others', async () => {
    await asks(desk.ports, question(found, { of: { group: 'team' } }));
    const [, task = ''] = await mailsOf(found.id);
    expect(task).toContain('/answers/');
    expect(task).not.toContain('/status/');
  });
});

describe('a link that is not the one that was sent is refused in one way', () => {
  test.each<[string, () => Promise<string> | string]>([
    ['no link at all', () => 'x'],
    ['nothing but the case', () => found.id],
    ['longer than any key', () => 'x'.repeat(5000)],
    ['one letter altered', () => `${linkFor(found).slice(0, -1)}${linkFor(found).endsWith('0') ? '1' : '0'}`],
    [
      'of another case',
      async () => {
        const other = await openedAt(desk, 'it', 'workplace-incident');
        return `${found.id}.${linkFor(other).split('.')[1]}`;
      },
    ],
    ['made for another address, as after a change of requester', () => linkFor(found, BOB)],
    ['of another purpose', () => linkOf(KEY, 'survey', found.id, ANNA)],
    ['to answer a question', () => linkOf(KEY, 'answer', found.id, ANNA)],
    [
      'of a key that is not ours',
      () =>
        linkOf(
          { id: 'k2', secret: Buffer.from('another secret of thirty bytes!!') },
          'status',
          found.id,
          ANNA,
        ),
    ],
    ['of a case there is not', () => linkOf(KEY, 'status', '0'.repeat(26), ANNA)],
  ])('%s', async (_, link) => {
    expect(await refusal(await link())).toBe('case-not-found');
  });

  test.each<[string, string, string, Parameters<typeof openedAt>[3]]>([
    ['row 14 a case of somebody in distress', 'care', 'talk', {}],
    ['row 65 a case that only plays along', 'it', 'workplace-incident', { shadow: true }],
    ['E4 a case whose sender nobody vouches for', 'it', 'workplace-incident', { verified: false }],
  ])('%s has no page, not even by the link it would have', async (_, department, service, more) => {
    const hidden = await openedAt(desk, department, service, more);
    expect(await refusal(linkOf(KEY, 'status', hidden.id, ANNA))).toBe('case-not-found');
  });

  test('row 14 the link of a case that turns out to be somebody’s distress is dead', async () => {
    await moves(desk, found, 'care', 'talk');
    expect(await refusal(linkFor(found))).toBe('case-not-found');
  });
});

describe('a link ends some days after the case is closed', () => {
  test('and not before; what is only resolved is not closed', async () => {
    await resolveCase(desk.ports, found.id, AGENT, { outcome: 'solved' });
    desk.pass((DAYS_AFTER_CLOSING + 2) * 24 * 60);
    expect((await byLink(desk, found)).label.stage).toBe('solved');
    const other = await openedAt(desk, 'it', 'workplace-incident');
    await cancelCase(desk.ports, other.id, AGENT, 'Not needed');
    desk.pass(DAYS_AFTER_CLOSING * 24 * 60 - 1);
    expect((await byLink(desk, other)).ball?.holder).toBe('nobody');
    desk.pass(2);
    expect(await refusal(linkFor(other), other)).toBe('link-over');
  });
});

describe('P15 the link of a merged case', () => {
  const merge = (into: Case, more = {}) => mergeCases(desk.ports, found.id, into.id, AGENT, more);

  test('goes on to the other where the same person asked for both', async () => {
    const into = await openedAt(desk, 'it', 'workplace-incident');
    await merge(into);
    expect((await byLink(desk, found)).reference).toBe(into.reference);
    await unmergeCase(desk.ports, found.id, AGENT);
    expect((await byLink(desk, found)).reference).toBe(found.reference);
  });

  test('stays with its own case where somebody else did, and says not a word of theirs', async () => {
    const into = await openedAt(desk, 'it', 'workplace-incident', { requester: BOB });
    await merge(into, { differentRequesters: true });
    const seen = await byLink(desk, found);
    expect(seen).toMatchObject({
      reference: found.reference,
      label: { stage: 'dealt with together with another matter' },
      ball: { holder: 'us' },
    });
    expect(JSON.stringify(seen)).not.toMatch(new RegExp(`${into.reference}|${into.id}|bob`));
    expect(await refusal(linkFor(into, ANNA))).toBe('case-not-found');
  });

  test('lives as long as the case it goes on in', async () => {
    const into = await openedAt(desk, 'it', 'workplace-incident', { requester: BOB });
    await merge(into, { differentRequesters: true });
    desk.pass(100 * 24 * 60);
    expect((await byLink(desk, found)).reference).toBe(found.reference);
    // What others asked for goes on in it, so nobody cancels it: it is resolved and its days go by.
    await resolveCase(desk.ports, into.id, AGENT, { outcome: 'solved' });
    expect((await byLink(desk, found)).reference).toBe(found.reference);
  });
});

describe('what a link that is passed on may show', () => {
  test('row 28 of a confidential case: its number, where it stands, whose turn it is, and not a word more', async () => {
    const leave = await openedAt(desk, 'hr', 'leave-of-absence', { said: { from: '2027-01-04' } });
    await desk.ports.directory.keep({ address: ANNA, manager: 'boss@corp.example' });
    await asks(desk.ports, question(leave, { stage: 'approval' }));
    expect(await byLink(desk, leave)).toEqual({
      caseId: leave.id,
      reference: leave.reference,
      status: 'open',
      stage: 'approval',
      label: { stage: 'waiting for approval' },
      ball: { holder: 'us', who: ['Human Resources'], label: 'It is with Human Resources.' },
      asks: [],
      answered: [],
      outstanding: [],
      promises: [
        { label: expect.stringContaining('You hear from us by'), due: expect.any(String) },
        { label: expect.stringContaining('It is to be done by'), due: expect.any(String) },
      ],
      parts: [],
      history: [],
    });
    const signedIn = await statusFor(desk, leave);
    expect(signedIn).toMatchObject({ outstanding: [{ who: 'your manager' }], label: { kind: 'request' } });
  });

  test('row 27 a part in a confidential department is absent and not counted, nor does it have the ball', async () => {
    const heating = await openedAt(desk, 'facilities', 'heating');
    const plain = wordsOf(await byLink(desk, heating));
    const { child } = await handsOn(desk, heating, {
      department: 'hr',
      service: 'hr-question',
      state: 'Ask people operations',
    });
    const seen = await byLink(desk, heating);
    expect(seen.ball).toMatchObject({ holder: 'us', who: ['Facilities'] });
    expect(wordsOf(seen)).toEqual(plain);
    expect(JSON.stringify(seen)).not.toMatch(
      new RegExp(`${child.reference}|Human Resources|people operations`),
    );
    expect((await statusFor(desk, heating))?.parts, 'its requester, signed in, sees it').toHaveLength(1);
    await resolveCase(desk.ports, child.id, PROCESS, { outcome: 'done' });
    expect(wordsOf(await byLink(desk, heating))).toEqual(plain);
  });

  test('what happened while it was confidential is not told once it is no more', async () => {
    const moved = await openedAt(desk, 'hr', 'leave-of-absence');
    await asks(desk.ports, question(moved, { stage: 'approval' }));
    await moves(desk, moved, 'it', 'workplace-incident');
    const { history } = await byLink(desk, moved);
    expect(history).toEqual([]);
  });
});

describe('row 28 whoever has a token', () => {
  test.each([
    ['a stranger', { sub: BOB, groups: [] }],
    ['another department', { sub: BOB, groups: ['hr', 'platform'] }],
  ])('sees nothing as %s', async (_, viewer) => {
    expect(await statusFor(desk, found, viewer)).toBeUndefined();
  });

  test('is not led on to a case they may not see', async () => {
    const into = await openedAt(desk, 'it', 'workplace-incident', { requester: BOB });
    await mergeCases(desk.ports, found.id, into.id, AGENT, { differentRequesters: true });
    expect((await statusFor(desk, found))?.reference).toBe(found.reference);
  });
});

import { describe, expect, test } from 'vitest';
import { type Check, subjectOf } from '#statemachines/checks/check.ts';
import { checkProcess, PROCESS_CHECKS } from '#statemachines/checks/check-process.ts';
import { pagesOf } from '#statemachines/drawings/pages.ts';
import { APPROVAL_MUTANTS, type ApprovalRule } from './approval-mutants.ts';
import { brokenProcess } from './broken.ts';
import { says } from './play.ts';
import { spenders, spending } from './spending.ts';
import { storiesOf } from './stories.ts';

const rules = Object.keys(APPROVAL_MUTANTS) as ApprovalRule[];

describe.each(rules)('a process that %s', (rule) => {
  const check: Check = PROCESS_CHECKS[rule];

  test('is told from a good one', () => expect(check(subjectOf(spenders, spending))).toEqual([]));

  test.each(Object.entries(APPROVAL_MUTANTS[rule]))('is not one with %s', (_what, breakIt) => {
    expect(check(subjectOf(spenders, brokenProcess(breakIt, spending)))).not.toEqual([]);
  });
});

test('silence may approve where the department says so', () => {
  const process = brokenProcess(
    APPROVAL_MUTANTS['counts silence as a yes only where its department says so']['silence that approves'] ??
      expect.fail(),
    spending,
  );
  const check: Check = PROCESS_CHECKS['counts silence as a yes only where its department says so'];
  expect(check(subjectOf({ ...spenders, silenceMayApprove: true }, process))).toEqual([]);
});

test('the process keeps every other rule too', () => {
  expect(checkProcess(spenders, spending)).toEqual([]);
});

test('the drawing shows the stages, their rules, and the hours at work', () => {
  const page = pagesOf([spenders]).get('library-spending.md') ?? '';
  expect(page).toContain(
    '2. the board: 2 of al@corp.example, bo@corp.example, the lead, if amount is over 5000',
  );
  expect(page).toContain('silence for 16 hours at work');
});

const stories = storiesOf(spenders);

describe('a purchase', () => {
  test('that is approved is bought', async () => {
    const story = await stories.tell('spending', { 'Approve the purchase': says('approve') });
    expect(story.asked).toEqual(['Approve the purchase: approval']);
    expect(story.end?.outcome).toBe('lent');
  });

  test('that is rejected is not, in the words of whoever rejected it', async () => {
    const story = await stories.tell('spending', { 'Approve the purchase': says('reject', 'Too dear.') });
    expect(story.end).toEqual({ outcome: 'not-found', text: 'Too dear.' });
  });

  test('that nobody decides falls to the head librarian, and is never bought by silence', async () => {
    expect((await stories.tell('spending', { 'Decide in their place': says('approve') })).end?.outcome).toBe(
      'lent',
    );
    expect((await stories.tell('spending', {})).end?.text).toBe('Nobody decided in time.');
  });

  stories.everyQuestion('spending');
  stories.nothingUntold('spending');
});

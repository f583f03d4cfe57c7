import { describe, expect, test } from 'vitest';
import { DEPARTMENT_CHECKS } from '#statemachines/checks/check-department.ts';
import { checkProcess } from '#statemachines/checks/check-process.ts';
import { pagesOf } from '#statemachines/drawings/pages.ts';
import { defineProcess } from '#statemachines/words/define-process.ts';
import type { DepartmentFolder } from '#statemachines/words/department.ts';
import { answered, ask, choose, complete, run } from '#statemachines/words/words.ts';
import { library } from './library.ts';
import { justInTime, says } from './play.ts';
import { storiesOf } from './stories.ts';

const ASK = 'Ask the reader';
const work = {
  outcomes: ['done'],
  show: ['requester', 'loanDays'],
  hours: 24,
  stage: 'fetching',
  next: 'Close as lent',
} as const;

/** A process that begins only once everything is known. */
const loan = defineProcess('loan', {
  comment: 'Library: a book is lent for some days.',
  startAt: `${ASK}: is anything missing?`,
  days: 60,
  states: {
    ...complete(ASK, {
      role: 'reader',
      procedure: 'Reply, or fill in the page.',
      question: 'We need a few details.',
      hours: 120,
      next: 'Fetch the book',
      onSilence: 'Find out in person',
    }),
    ...ask('Find out in person', 'group.team', {
      role: 'librarian',
      procedure: 'Call the reader and enter what they say, or end the matter.',
      question: 'The reader did not say everything we need. The comment goes to the person.',
      outcomes: ['known', 'unknown'],
      fields: 'missing',
      show: ['requester', 'message'],
      hours: 48,
      stage: 'searching',
      next: 'Known?',
      onSilence: 'See to it',
    }),
    'Known?': choose([{ when: answered('known'), next: 'Fetch the book' }], 'Close as unknown'),
    ...ask('Fetch the book', 'group.team', {
      ...work,
      role: 'librarian',
      procedure: 'Take the book to the counter.',
      question: 'Please fetch this book.',
      onSilence: 'See to it',
    }),
    ...ask('See to it', 'group.lead', {
      ...work,
      role: 'head librarian',
      procedure: 'See that the reader gets the book.',
      question: 'A book is still on its shelf. Please see to it.',
      onSilence: 'Close unseen',
    }),
    'Close as lent': run('resolveCase', {
      role: 'desk',
      with: { outcome: 'lent', text: 'Your book is at the counter.' },
      next: 'end',
    }),
    'Close as unknown': run('resolveCase', {
      role: 'desk',
      with: { outcome: 'not-found', text: '{% $answer.comment %}' },
      next: 'end',
    }),
    'Close unseen': run('resolveCase', {
      role: 'desk',
      with: { outcome: 'not-found', text: 'Nobody could see to it in time.' },
      next: 'end',
    }),
  },
});

const lender: DepartmentFolder = {
  ...library,
  services: library.services.map((service) => ({
    ...service,
    process: 'loan',
    fields: [{ name: 'loanDays', label: 'Days of the loan', type: 'number', min: 1, max: 60 }],
  })),
  processes: [loan],
};
const stories = storiesOf(lender);
const incomplete = { input: { incomplete: true } };
const fetched = { 'Fetch the book': says('done') };
const GIVEN = `${ASK}: is it there now?`;

describe('a process that begins only once everything is known (row 18)', () => {
  test('keeps every rule', () => {
    expect(checkProcess(lender, loan)).toEqual([]);
    expect(Object.values(DEPARTMENT_CHECKS).flatMap((check) => check(lender))).toEqual([]);
  });

  test('is drawn, its requester among those who act', () => {
    const page = pagesOf([lender]).get('library-loan.md') ?? '';
    expect(page).toContain(ASK);
    expect(page).toContain('reader');
    expect(pagesOf([lender]).get('responsibilities.md')).toContain('reader');
  });

  test('costs a complete case one transition and no question', async () => {
    const story = await stories.tell('loan', fetched);
    expect(story.path).toEqual([`${ASK}: is anything missing?`, 'Fetch the book', 'Close as lent']);
    expect(story.asked).toEqual(['Fetch the book: team']);
  });

  test('asks its requester first, and again for the rest', async () => {
    const story = await stories.tell(
      'loan',
      { ...fetched, [ASK]: [says('partly'), says('given')] },
      incomplete,
    );
    expect(story.asked).toEqual([`${ASK}: requester`, `${ASK}: requester`, 'Fetch the book: team']);
    expect(story.end?.outcome).toBe('lent');
  });

  test.each([
    ['says nothing', 'silence'],
    ['cannot say', says('unclear')],
  ] as const)('is a matter of people where the requester %s', async (_what, reply) => {
    const known = { [ASK]: reply, 'Find out in person': says('known', '', { loanDays: '7' }) };
    const story = await stories.tell('loan', { ...fetched, ...known }, incomplete);
    expect(story.asked).toContain('Find out in person: team');
    expect(story.end?.outcome).toBe('lent');
    const unknown = { [ASK]: reply, 'Find out in person': says('unknown', 'We could not reach you.') };
    expect((await stories.tell('loan', unknown, incomplete)).end?.text).toBe('We could not reach you.');
  });

  test('is seen to by the lead where nobody finds out, and ends with a word where nobody does anything', async () => {
    const story = await stories.tell('loan', { 'See to it': says('done') }, incomplete);
    expect(story.asked).toContain('See to it: lead');
    expect(story.end?.outcome).toBe('lent');
    expect((await stories.tell('loan', {}, incomplete)).end?.text).toContain('in time');
  });

  test('counts an answer that was given in time, although the timer fired first', async () => {
    const late = { [ASK]: justInTime('given') };
    const story = await stories.tell('loan', { ...fetched, ...late }, incomplete);
    expect(story.path).toContain(`${ASK}: time is up`);
    expect(story.path).toContain(GIVEN);
    expect(story.end?.outcome).toBe('lent');
  });
});

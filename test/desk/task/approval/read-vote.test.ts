import { describe, expect, test } from 'vitest';
import { readVote } from '#desk/task/approval/read-vote.ts';

describe('A7, E18 the first line of a reply is a vote', () => {
  test.each([
    ['Approved', 'approve'],
    ['yes, go ahead. Thanks!', 'approve'],
    ['  *OK*  ', 'approve'],
    ['Genehmigt, danke', 'approve'],
    ['J’approuve', 'approve'],
    ['De acuerdo.', 'approve'],
    ['Akkoord', 'approve'],
    ['Zatwierdzam', 'approve'],
    ['承認します。', 'approve'],
    ['Not approved', 'reject'],
    ['Nein', 'reject'],
    ['Je refuse', 'reject'],
    ['Rechazado', 'reject'],
    ['Niet akkoord', 'reject'],
    ['Odrzucam', 'reject'],
    ['却下します', 'reject'],
  ])('%s', (line, outcome) => {
    expect(readVote(`${line}\n\nKim`)).toEqual({ outcome, comment: 'Kim' });
  });

  test.each([
    'Approved? By whom?',
    'Yes, but not before the audit',
    'Yes, no',
    'I will approve tomorrow',
    'approve it if it is below 500',
    'Thanks',
    '',
    'I am out of office until Monday.\nApproved',
    `ok${' ok'.repeat(40)}`,
  ])('and nothing else is: %s', (text) => {
    expect(readVote(text)).toBeUndefined();
  });
});

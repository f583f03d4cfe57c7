import { describe, expect, test } from 'vitest';
import { isAlike, topicOf } from '#desk/task/inquiry/alike.ts';

/** Pairs a reader says ask the same. Written before the measure was tried on them, and not used to tune it. */
const ALIKE = [
  ['How many users will there be?', 'How many users are there?'],
  ['How many people will use the portal at its peak?', 'How many people use the portal at peak?'],
  ['Where is the data stored?', 'Where will the data be stored, please?'],
  ['Who operates the servers?', 'Could you tell us who operates the servers?'],
  ['Which personal data is processed?', 'What personal data is processed?'],
  ['Is there a contract with the supplier?', 'Do you have a contract with the supplier?'],
  ['When does the roll-out begin?', 'On which day does the roll-out begin?'],
  ['Where exactly is the leak?', 'Where is the leak?'],
  ['Please send us the network diagram.', 'We need the network diagram.'],
  ['Are backups encrypted?', 'Is the backup encrypted?'],
  ['Who owns the SAP interface?', 'Who is the owner of the SAP interface?'],
  ['How long must records be kept?', 'How long do you keep the records?'],
] as const;

/** Pairs a reader says ask something else: none of them may ever be taken for the same. */
const DIFFERENT = [
  ['Where is the data stored?', 'Why is the data stored?'],
  ['How many users are there in Berlin?', 'How many users are there in Paris?'],
  ['How many users at the peak?', 'How many users in total?'],
  ['Who operates the servers?', 'Who pays for the servers?'],
  ['When does the roll-out begin?', 'Where does the roll-out begin?'],
  ['Is the data encrypted?', 'Is the data not encrypted?'],
  ['What does it cost in 2026?', 'What does it cost in 2027?'],
  ['Which systems does it connect to?', 'Which people does it concern?'],
  ['Which data is stored?', 'Which data is deleted?'],
  ['Who signs the contract?', 'Who wrote the contract?'],
  ['Is there a test system?', 'Is there a test plan?'],
  ['How long are records kept?', 'How many records are kept?'],
  ['Where exactly is it?', 'What exactly is it?'],
  ['Why?', 'Why?!'],
  ['Please send us the network diagram.', 'Please send us the data protection assessment.'],
  ['Do you need access?', 'Did you give access?'],
  ['', ''],
] as const;

describe('whether two questions are the same is told by their words (row 38)', () => {
  test.each(DIFFERENT)('“%s” is not “%s”', (one, other) => {
    expect(isAlike(one, other)).toBe(false);
    expect(isAlike(other, one)).toBe(false);
  });

  test('and of those that are, most are recognised; which are not is known', () => {
    const missed = ALIKE.filter(([one, other]) => !isAlike(one, other)).map(([one]) => one);
    expect(missed).toEqual(['How long must records be kept?']);
  });

  test.each(ALIKE)('the order of “%s” and “%s” does not matter', (one, other) => {
    expect(isAlike(one, other)).toBe(isAlike(other, one));
  });

  test('a question without a topic gets the words that carry it', () => {
    expect(topicOf('How many users will there be at peak?')).toBe(topicOf('At peak: how many users?'));
    expect(topicOf('?')).toBe('question');
  });
});

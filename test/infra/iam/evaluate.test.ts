import { describe, expect, test } from 'vitest';
import { allows, type Statement } from './evaluate.ts';

const QUEUE = 'arn:aws:sqs:eu-west-1:1:mail';
const may = (more: Partial<Statement> = {}): Statement => ({
  Effect: 'Allow',
  Action: 'sqs:SendMessage',
  Resource: QUEUE,
  ...more,
});
const wish = { action: 'sqs:SendMessage', resource: QUEUE };

describe('a policy', () => {
  test.each<[string, boolean, Statement[], Partial<Parameters<typeof allows>[1]>]>([
    ['allows what it names', true, [may()], {}],
    ['denies what nothing names', false, [], {}],
    ['denies another action', false, [may()], { action: 'sqs:DeleteQueue' }],
    ['denies another resource', false, [may()], { resource: `${QUEUE}-dead` }],
    ['knows actions in any case', true, [may({ Action: 'SQS:sendmessage' })], {}],
    ['knows resources in their case only', false, [may({ Resource: QUEUE.toUpperCase() })], {}],
    ['allows any of a list', true, [may({ Action: ['sqs:Other', 'sqs:Send*'] })], {}],
    ['takes a star for anything', true, [may({ Resource: 'arn:aws:sqs:*:1:m*' })], {}],
    ['takes a question mark for one character', false, [may({ Resource: `${QUEUE}?` })], {}],
    ['takes no dot for a pattern', false, [may({ Resource: QUEUE.replace('m', '.') })], {}],
    ['denies what is denied, whatever else allows it', false, [may(), may({ Effect: 'Deny' })], {}],
    [
      'denies when its condition speaks of nothing that is known',
      false,
      [may({ Condition: { StringEquals: { 'aws:SourceAccount': '1' } } })],
      {},
    ],
    [
      'allows when its condition holds, keys in any case',
      true,
      [may({ Condition: { StringEquals: { 'AWS:SourceAccount': ['2', '1'] } } })],
      { context: { 'aws:sourceaccount': '1' } },
    ],
    [
      'denies when one of two conditions fails',
      false,
      [may({ Condition: { StringEquals: { a: '1' }, Bool: { b: 'true' } } })],
      { context: { a: '1', b: 'false' } },
    ],
    [
      'of a resource allows only whom it names',
      false,
      [may({ Principal: { Service: 'ses.amazonaws.com' } })],
      {
        principal: 'sns.amazonaws.com',
      },
    ],
  ])('%s', (_, expected, statements, more) => {
    expect(allows(statements, { ...wish, ...more })).toBe(expected);
  });

  test('that cannot be understood is no policy that allows nothing', () => {
    const strange = { ...may(), NotResource: '*' } as Statement;
    expect(() => allows([strange], wish)).toThrow('NotResource is not understood here');
    const condition = may({ Condition: { DateLessThan: { a: '1' } } });
    expect(() => allows([condition], wish)).toThrow('the condition operator DateLessThan is not known here');
  });
});

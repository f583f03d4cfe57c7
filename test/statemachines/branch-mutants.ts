import type { PROCESS_CHECKS } from '#statemachines/checks/check-process.ts';
import type { ApprovalRule } from './approval-mutants.ts';
import { type BreakIt, set } from './broken.ts';

/** The rules that say something only of processes with branches, lists, dates and parts. */
export type BranchRule =
  | 'calls every state by a name of its own'
  | 'lets no branch break off the others'
  | 'looks at what every branch ended with'
  | 'speaks of branches only when they have come together'
  | 'goes only by facts that somebody fills in';

type Rule = keyof typeof PROCESS_CHECKS;

const put =
  (path: string, value: unknown): BreakIt =>
  (states) =>
    set(states, path, value);

const PRICE = 'Judge the collection/Branches/0/States';
const SAFETY = 'Judge the collection/Branches/1/States';
const SHELF = 'Make room on every shelf: one by one/ItemProcessor/States';
const CHILD = 'Borrow the first book';
const DATE = 'Wait for the opening day';
const end = (path: string): BreakIt => put(`${path}/Output`, '{% $states.input %}');
const payload = (path: string, field: string) => `${path}/Arguments/Payload/${field}`;

/** Broken copies of a process that goes many ways at once; the other rules hold inside of branches too. */
export const BRANCH_MUTANTS: Readonly<
  Record<BranchRule, Readonly<Record<string, BreakIt>>> &
    Partial<Record<Exclude<Rule, BranchRule | ApprovalRule>, Readonly<Record<string, BreakIt>>>>
> = {
  'calls every state by a name of its own': {
    'two branches that share a name': put(`${SAFETY}/No word on the price`, {
      Type: 'Pass',
      Comment: '[desk]',
      Output: { outcome: 'unanswered' },
      End: true,
    }),
    'a name longer than the language allows': put('Decided at last and after all '.repeat(3), {
      Type: 'Pass',
      Next: 'Decided?',
    }),
  },
  'lets no branch break off the others': {
    'a question whose failure leaves its branch': put(`${PRICE}/Judge the price/Catch/1`, undefined),
    'a settling whose failure leaves its branch': put(
      `${PRICE}/Judge the price: time is up/Catch/1`,
      undefined,
    ),
    'a failure for one of a list that ends the list': put(`${SHELF}/Make room/Catch/1`, undefined),
  },
  'looks at what every branch ended with': {
    'a veto nobody hears': (states) => {
      set(states, 'Approved?/Choices', [
        { Condition: "{% $answers.price.outcome = 'approve' %}", Next: 'Make room on every shelf' },
      ]);
      set(states, payload('Close as unsafe', 'text'), 'No.');
    },
    'a list nobody looks at': put('Room everywhere?/Choices/0/Condition', "{% $answer.outcome = 'done' %}"),
    'a verdict that cannot be': put(
      'Approved?/Choices/0/Condition',
      "{% $answers.safety.outcome = 'veto' %}",
    ),
  },
  'speaks of branches only when they have come together': {
    'a verdict before anybody judged': (_, definition) => set(definition, 'StartAt', 'Approved?'),
    'a verdict that the answers of a list have replaced': put(
      payload('Close without room', 'text'),
      '{% $answers.safety.comment %}',
    ),
    'a verdict spoken of in the other branch': put(`${PRICE}/No word on the price`, {
      Type: 'Choice',
      Comment: '[desk]',
      Choices: [{ Condition: "{% $answers.safety.outcome = 'approve' %}", Next: 'Judge the price' }],
      Default: 'Judge the price',
    }),
  },
  'goes only by facts that somebody fills in': {
    'a list nobody fills in': put(payload('Make room on every shelf', 'fact'), 'rooms'),
    'a date nobody fills in': put(payload(DATE, 'fact'), 'closingDay'),
    'a fact handed on that nobody fills in': put(payload(CHILD, 'facts'), ['price']),
  },
  'leads only to states that exist': {
    'an arrow out of a branch': put(`${PRICE}/Judge the price: time is up/Catch/0/Next`, 'Close unseen'),
    'an arrow from one branch into another': put(
      `${PRICE}/Judge the price: time is up/Catch/0/Next`,
      'Judge the safety',
    ),
    'a branch that begins in another': put('Judge the collection/Branches/0/StartAt', 'Judge the safety'),
  },
  'has no state that nothing leads to': {
    'a state of a branch that is skipped': put(
      `${PRICE}/Judge the price: time is up/Catch/0/Next`,
      'No word on the price',
    ),
  },
  'ends every path in a resolved case, every branch in an answer': {
    'a branch that ends without an answer': end(`${PRICE}/Judge the price`),
    'a settling that ends without its answer': end(`${PRICE}/Judge the price: time is up`),
    'a branch that resolves the case': put(`${PRICE}/No word on the price/Type`, 'Task'),
    'a branch that goes round for ever': (states) => {
      const late = 'Judge the price: time is up';
      for (const each of ['Judge the price', late]) {
        set(states, `${PRICE}/${each}/End`, undefined);
        set(states, `${PRICE}/${each}/Next`, 'Judge the price');
      }
      set(states, `${PRICE}/No word on the price`, {
        Type: 'Pass',
        Comment: '[desk]',
        Next: 'Judge the price',
      });
      const lead = 'Judge the price with the head librarian';
      for (const each of [lead, `${lead}: time is up`]) {
        set(states, `${PRICE}/${each}/End`, undefined);
        set(states, `${PRICE}/${each}/Next`, 'Judge the price');
      }
    },
  },
  'runs only steps of the desk, each tried again after an outage': {
    'a step of a branch that gives up at once': put(`${PRICE}/Judge the price/Retry`, undefined),
  },
  'takes no more transitions than its tasks need': {
    'errands in a branch': (states) => {
      for (const at of Array.from({ length: 12 }, (_, each) => each))
        set(states, `${PRICE}/Errand ${at}`, {
          Type: 'Pass',
          Comment: '[desk]',
          Next: at === 11 ? 'Judge the price' : `Errand ${at + 1}`,
        });
      set(states, 'Judge the collection/Branches/0/StartAt', 'Errand 0');
    },
  },
  'waits only with a time-out that asks the task row first': {
    'a wait for ever in a branch': put(`${PRICE}/Judge the price/TimeoutSeconds`, undefined),
    'one of a list that waits for ever': put(`${SHELF}/Make room/TimeoutSeconds`, undefined),
    'a part that never ends': put(`${CHILD}/TimeoutSeconds`, undefined),
    'a part whose time-out nobody catches': put(`${CHILD}/Catch`, []),
    'a date however far ahead': put(payload(DATE, 'moment/atMostDays'), undefined),
    'a wait for no date': put(`${DATE}: until then/Timestamp`, '{% $states.input.when %}'),
    'a date that is not read again': put(`${DATE}: until then/Next`, 'Close as bought'),
  },
  'lets silence fall to somebody else, and never counts it as a yes': {
    'a branch whose silence is a yes': put(`${PRICE}/No word on the price/Output/outcome`, 'approve'),
    'a branch whose silence ends the case': (states) => {
      set(states, `${PRICE}/Judge the price: time is up/Catch/0/Next`, 'No word on the price');
      set(states, 'Approved?/Default', 'Close unseen');
    },
  },
  'leads whatever it catches to somebody who sees it': {
    'a part that does not end and is forgotten': put(`${CHILD}: time is up/Catch/0/Next`, DATE),
    'a date that is missing and nobody misses': put(`${DATE}/Catch`, []),
    'a list that is missing and nobody misses': put('Make room on every shelf/Catch', []),
  },
  'has days enough for its slowest way': {
    'a date further ahead than the process has days': put(payload(DATE, 'moment/atMostDays'), 120),
    'a part that takes longer than the whole': put(payload(CHILD, 'hours'), 2880),
  },
  'speaks of an answer only right after it was given': {
    'an answer that was given in a branch': put(payload('Close as unsafe', 'text'), '{% $answer.comment %}'),
    'words after the silence of another department': put(
      payload('Decide without shelves', 'question'),
      '{% $answer.comment %}',
    ),
  },
  'passes on only comments whose writers know it': {
    'a verdict whose writer thinks it is internal': put(
      payload(`${SAFETY}/Judge the safety`, 'question'),
      'May we buy this?',
    ),
  },
  'says of every state who acts, and how': {
    'a branch of nobody': put(`${PRICE}/No word on the price/Comment`, undefined),
    'branches of nobody': put('Judge the collection/Comment', undefined),
    'a person in a branch without a procedure': put(`${PRICE}/Judge the price/Comment`, '[library board]'),
  },
  'knows a word for every stage and outcome': {
    'an unknown stage in a branch': put(payload(`${PRICE}/Judge the price`, 'stage'), 'running'),
  },
  'asks only people and systems that exist': {
    'a group nobody is in, in a branch': put(payload(`${PRICE}/Judge the price`, 'of'), { group: 'runners' }),
  },
  'shows only what is known and may be seen': {
    'a fact nobody fills in, for one of a list': put(payload(`${SHELF}/Make room`, 'show'), ['author']),
  },
  'speaks in the words of its department': {
    'our trade in a branch': put(payload(`${PRICE}/Judge the price`, 'question'), 'Please do this task.'),
    'our trade for another department': put(payload(CHILD, 'subject'), 'A ticket'),
  },
};

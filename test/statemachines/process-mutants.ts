import type { PROCESS_CHECKS } from '#statemachines/checks/check-process.ts';
import { choose, continued, renew } from '#statemachines/words/words.ts';
import type { ApprovalRule } from './approval-mutants.ts';
import type { BranchRule } from './branch-mutants.ts';
import { type BreakIt, set } from './broken.ts';

/** Puts one thing somewhere in the states. */
const put =
  (path: string, value: unknown): BreakIt =>
  (states) =>
    set(states, path, value);
const step = (name: string) => `$\{${name}}`;

const ROBOT = 'Fetch the book';
const HAND = 'Fetch by hand';
const HEAD = 'Fetch with the head librarian';
const late = (state: string) => `${state}: time is up`;
const payload = (state: string, field: string) => `${state}/Arguments/Payload/${field}`;
const text = (state: string) => payload(state, 'text');
const toldBy = (state: string) => `${state}/Arguments/FunctionName`;
const onSilence = (state: string) => `${late(state)}/Catch/0/Next`;

const noExit: BreakIt = (states) => {
  for (const each of [HAND, late(HAND), HEAD, late(HEAD)]) set(states, `${each}/Next`, HAND);
};
/** The reader who waits is told in a new execution; the process begins where the renewal says, or not. */
const renewing =
  (afterDays: number, begins: string): BreakIt =>
  (states, definition) => {
    const told = 'Tell the reader it takes longer';
    for (const [name, state] of Object.entries(renew('Go on afresh', { afterDays, next: HAND })))
      set(states, name, state);
    set(states, `${told}/Next`, 'Go on afresh: has it run long?');
    set(states, 'Begin', continued([HAND], choose<string>([], String(definition.StartAt))));
    if (begins !== '') set(definition, 'StartAt', 'Begin');
  };
const errands: BreakIt = (states) => {
  for (const [at, Next] of ['Errand 2', 'Errand 3', 'Errand 4', 'Close as lent'].entries())
    set(states, `Errand ${at + 1}`, { Type: 'Pass', Comment: '[desk]', Next });
  set(states, `${HAND}/Next`, 'Errand 1');
};

/** For every rule of a process, broken copies of one that keeps all of them. A rule without a mutant does not compile. */
export const PROCESS_MUTANTS: Readonly<
  Record<Exclude<keyof typeof PROCESS_CHECKS, BranchRule | ApprovalRule>, Readonly<Record<string, BreakIt>>>
> = {
  'leads only to states that exist': {
    'a next nobody wrote': put(`${HAND}/Next`, 'Nowhere'),
    'a start that is no state': (_, definition) => set(definition, 'StartAt', 'Nowhere'),
  },
  'has no state that nothing leads to': { 'a way that skips a state': put('Found?/Default', ROBOT) },
  'ends every path in a resolved case, every branch in an answer': {
    'an end that resolves nothing': put(toldBy('Close as lent'), step('tellRequester')),
    'a failing end': put('Close unseen', { Type: 'Fail', Comment: '[desk]' }),
    'a loop without an exit': noExit,
  },
  'runs only steps of the desk, each tried again after an outage': {
    'a step nobody made': put(toldBy('Close as lent'), step('dance')),
    'a step that gives up at once': put('Close as lent/Retry', undefined),
    'a step that does not know its case': put(payload('Close as lent', 'caseId'), undefined),
  },
  'takes no more transitions than its tasks need': { 'errands that only pass on': errands },
  'waits only with a time-out that asks the task row first': {
    'a wait for ever': put(`${HAND}/TimeoutSeconds`, undefined),
    'a wait of other hours than were said': put(`${HAND}/TimeoutSeconds`, 60),
    'a time-out that ignores the row (K1)': put(`${HAND}/Catch/0/Next`, 'Tell the reader it takes longer'),
    'a time-out nobody catches': put(`${HAND}/Catch`, []),
    'a silence nobody catches': put(`${late(HAND)}/Catch`, []),
  },
  'lets silence fall to somebody else, and never counts it as a yes': {
    'a silent team that ends the case': put(onSilence(HAND), 'Close unseen'),
    'a silent team asked again': put(onSilence('Find the book'), HAND),
    'silence that is a yes': put(onSilence('Find with the head librarian'), ROBOT),
    'silence that is done': put(onSilence(HEAD), 'Close as lent'),
    'silence that is everything but a no': (states) => {
      set(states, 'Found?/Choices/0', {
        Condition: "{% $answer.outcome = 'unknown' %}",
        Next: 'Close as not found',
      });
      set(states, 'Found?/Default', ROBOT);
      set(states, onSilence('Find with the head librarian'), ROBOT);
    },
  },
  'leads whatever it catches to somebody who sees it': {
    'a failure that goes to the next system': put(`${ROBOT}/Catch/1/Next`, ROBOT),
    'a system out of reach that nobody catches': put(`${ROBOT}/Catch/1`, undefined),
    'people who are out of reach at once': put(`${HAND}/Catch/1`, {
      ErrorEquals: ['DeliveryFailed'],
      Next: HEAD,
    }),
  },
  'tells the requester when silence goes round in a circle': {
    'a circle without a word': put(onSilence(HAND), HEAD),
  },
  'has days enough for its slowest way': {
    'one day for four': (_, definition) => set(definition, 'TimeoutSeconds', 86_400),
    'more days than an execution may have': (_, definition) =>
      set(definition, 'TimeoutSeconds', 366 * 86_400),
    'a renewal too late for what follows': renewing(30, HAND),
    'a renewal the process cannot begin with': renewing(1, ''),
    'days without an end': (_, definition) => set(definition, 'TimeoutSeconds', undefined),
  },
  'handles every outcome that may be answered': {
    'a third outcome': put(payload('Find the book', 'outcomes'), ['found', 'unknown', 'lent']),
    'a misspelt outcome': put('Fetched?/Choices/0/Condition', "{% $answer.outcome = 'complete' %}"),
    'a failure nobody looks at': put(`${ROBOT}/Next`, 'Close as lent'),
    'an otherwise that never comes': put(payload('Find the book', 'outcomes'), ['found']),
  },
  'speaks of an answer only right after it was given': {
    'words after a silence': put(text('Close unseen'), '{% $answer.comment %}'),
    'a choice before any answer': (_, definition) => set(definition, 'StartAt', 'Found?'),
  },
  'passes on only comments whose writers know it': {
    'a comment its writer thinks is internal': put(
      payload('Find the book', 'question'),
      'Which book is meant?',
    ),
  },
  'speaks as a human only in the words of people of the department': {
    'a robot that greets': (states) => {
      set(states, `${ROBOT}/Next`, 'Tell the reader it takes longer');
      set(states, payload('Tell the reader it takes longer', 'words'), '{% $answer.comment %}');
    },
  },
  'sends nobody away without a word': { 'a wordless end': put(text('Close as lent'), undefined) },
  'says of every state who acts, and how': {
    'a state of nobody': put('Found?/Comment', undefined),
    'a person without a procedure': put(`${HAND}/Comment`, '[librarian]'),
  },
  'calls the same people by the same name': { 'a second name': put(`${HAND}/Comment`, '[runner] Run.') },
  'knows a word for every stage and outcome': {
    'an unknown stage': put(payload(HAND, 'stage'), 'running'),
    'an unknown outcome': put(payload('Close as lent', 'outcome'), 'gone'),
    'an end without an outcome': put(payload('Close as lent', 'outcome'), undefined),
  },
  'asks only people and systems that exist': {
    'a group nobody is in': put(payload(HAND, 'of'), { group: 'runners' }),
    'nobody at all': put(payload(HAND, 'of'), {}),
  },
  'shows only what is known and may be seen': {
    'a fact nobody fills in': put(payload(HAND, 'show'), ['author']),
    'confidential words for a system (A10)': put(payload(ROBOT, 'show'), ['message']),
    'a confidential subject for a manager (A10)': (states) => {
      set(states, payload(HAND, 'of'), { manager: true });
      set(states, payload(HAND, 'show'), ['subject']);
    },
  },
  'shows what is confidential to the department alone': {
    'a reader card for a system (A10)': put(payload(ROBOT, 'show'), ['readerCard']),
  },
  'asks the requester what a team asks back, in rounds that end with a person': {
    'a question that goes nowhere': put('Found?/Choices/1/Next', 'Close as not found'),
    'rounds without an end': put('Ask the reader: is it answered?/Default', 'Ask the reader'),
    'a last round that ends the matter': put('Ask the reader: is it answered?/Default', 'Close unseen'),
  },
  'asks in one line': {
    'a question that is cut off': put(payload(HAND, 'question'), 'Please fetch it. '.repeat(9)),
  },
  'speaks in the words of its department': {
    'our trade in a sentence': put(text('Close as lent'), 'Your ticket is resolved.'),
    "another department's kind": put(payload(HAND, 'question'), 'Please settle this incident.'),
  },
};

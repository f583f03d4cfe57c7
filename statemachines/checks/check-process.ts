import type { DepartmentFolder } from '../words/department.ts';
import type { Process } from '../words/process.ts';
import { type Check, subjectOf } from './check.ts';
import { freshAnswers, lastWords, outcomes, passedOn, spokenByPeople } from './check-answers.ts';
import { grounds, seats, silences, stagesShown } from './check-approvals.ts';
import { heard, joined } from './check-branches.ts';
import { days } from './check-days.ts';
import { filledIn } from './check-facts.ts';
import { kept } from './check-fields.ts';
import { inquiries } from './check-inquiries.ts';
import { transitions } from './check-transitions.ts';
import { caught, rounds, silence, waits } from './check-waits.ts';
import { contained, ends, named, orphans, steps, targets } from './check-ways.ts';
import { oneName, people, roles, shown, stages, subjectLines, vocabulary } from './check-words.ts';

/** What every process promises, each as the sentence a test is named by. */
export const PROCESS_CHECKS = {
  'leads only to states that exist': targets,
  'has no state that nothing leads to': orphans,
  'calls every state by a name of its own': named,
  'ends every path in a resolved case, every branch in an answer': ends,
  'lets no branch break off the others': contained,
  'runs only steps of the desk, each tried again after an outage': steps,
  'takes no more transitions than its tasks need': transitions,
  'waits only with a time-out that asks the task row first': waits,
  'lets silence fall to somebody else, and never counts it as a yes': silence,
  'leads whatever it catches to somebody who sees it': caught,
  'tells the requester when silence goes round in a circle': rounds,
  'has days enough for its slowest way': days,
  'handles every outcome that may be answered': outcomes,
  'speaks of an answer only right after it was given': freshAnswers,
  'looks at what every branch ended with': heard,
  'speaks of branches only when they have come together': joined,
  'passes on only comments whose writers know it': passedOn,
  'speaks as a human only in the words of people of the department': spokenByPeople,
  'sends nobody away without a word': lastWords,
  'says of every state who acts, and how': roles,
  'calls the same people by the same name': oneName,
  'knows a word for every stage and outcome': stages,
  'asks only people and systems that exist': people,
  'shows only what is known and may be seen': shown,
  'shows what is confidential to the department alone': kept,
  'approves only by people who exist, under rules they can meet': seats,
  'counts silence as a yes only where its department says so': silences,
  'rests approvals on facts that somebody fills in': grounds,
  'shows each stage of an approval only what it may see': stagesShown,
  'goes only by facts that somebody fills in': filledIn,
  'asks the requester what a team asks back, in rounds that end with a person': inquiries,
  'asks in one line': subjectLines,
  'speaks in the words of its department': vocabulary,
} as const satisfies Readonly<Record<string, Check>>;

/** Everything that is wrong with a process, in sentences. */
export function checkProcess(department: DepartmentFolder, process: Process): readonly string[] {
  const subject = subjectOf(department, process);
  return Object.values(PROCESS_CHECKS).flatMap((check: Check) => check(subject));
}

import type { PROCESS_CHECKS } from '#statemachines/checks/check-process.ts';
import { type BreakIt, set } from './broken.ts';

/** The rules that say something only of processes with approvals. */
export type ApprovalRule = Extract<
  keyof typeof PROCESS_CHECKS,
  | 'approves only by people who exist, under rules they can meet'
  | 'counts silence as a yes only where its department says so'
  | 'rests approvals on facts that somebody fills in'
  | 'shows each stage of an approval only what it may see'
>;

const POLICY = 'Approve the purchase/Arguments/Payload/of/approval';
const put =
  (path: string, value: unknown): BreakIt =>
  (states) =>
    set(states, `${POLICY}/${path}`, value);

/** Broken copies of a process with an approval. */
export const APPROVAL_MUTANTS: Readonly<Record<ApprovalRule, Readonly<Record<string, BreakIt>>>> = {
  'approves only by people who exist, under rules they can meet': {
    'a group that does not exist': put('stages/1/seats/2', { group: 'moon' }),
    'a fallback that does not exist': put('fallback', 'moon'),
    'a person without an address': put('stages/1/seats/0', { person: 'Al' }),
    'more votes than seats': put('stages/1/rule', { atLeast: 4 }),
    'a rule of no votes': put('stages/1/rule', { atLeast: 0 }),
    'more than everybody': put('stages/1/rule', { percent: 120 }),
    'the same person twice': put('stages/1/seats/0', { person: 'bo@corp.example' }),
    'only stages that may fall away': put('stages/0/when', { fact: 'amount', moreThan: 1 }),
    'nobody at all': put('stages/0/seats', []),
    'a first stage that goes with another': put('stages/0/together', true),
  },
  'counts silence as a yes only where its department says so': {
    'silence that approves': put('onExpiry', 'approve'),
  },
  'rests approvals on facts that somebody fills in': {
    'a material fact nobody knows': put('material/0', 'mood'),
    'an amount nobody fills in': put('stages/1/when/fact', 'weight'),
    'a beneficiary nobody names': put('beneficiary', 'friend'),
  },
  'shows each stage of an approval only what it may see': {
    'what the person wrote': put('stages/0/show/0', 'message'),
    'what nobody knows': put('stages/0/show/0', 'mood'),
  },
};

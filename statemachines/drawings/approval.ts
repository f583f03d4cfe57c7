import type { Condition, Policy, Rule, Seat } from '#desk/task/approval/policy.ts';

const seatInWords = (seat: Seat): string =>
  'manager' in seat ? 'the manager' : 'group' in seat ? `the ${seat.group}` : seat.person;

function ruleInWords(rule: Rule): string {
  if (typeof rule === 'string') return { single: 'whoever is first of', all: 'all of', any: 'any of' }[rule];
  return 'atLeast' in rule ? `${rule.atLeast} of` : `${rule.percent} % of`;
}

function conditionInWords(when: Condition): string {
  if ('is' in when) return `if ${when.fact} is ${when.is}`;
  return 'moreThan' in when
    ? `if ${when.fact} is over ${when.moreThan}`
    : `if ${when.fact} is at most ${when.atMost}`;
}

/** The stages of an approval as people read them: `1. finance: 2 of the team, the lead, if amount is over 5000`. */
export const stagesInWords = (policy: Policy | undefined): readonly string[] => {
  let turn = 0;
  return (policy?.stages ?? []).map(({ name, seats, rule, when, together }) => {
    if (together !== true) turn += 1;
    const who = seats.map(seatInWords).join(', ');
    const rules = seats.length === 1 ? who : `${ruleInWords(rule)} ${who}`;
    return `${turn}. ${name}: ${rules}${when === undefined ? '' : `, ${conditionInWords(when)}`}`;
  });
};

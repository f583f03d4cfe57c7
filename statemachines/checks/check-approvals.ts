import type { Policy, Seat, Stage } from '#desk/task/approval/policy.ts';
import type { Check, Subject } from './check.ts';

type Approval = Readonly<{ state: string; policy: Policy }>;

const approvalsIn = ({ questions }: Subject): readonly Approval[] =>
  questions.flatMap(({ state, policy }) => (policy === undefined ? [] : [{ state, policy }]));

/** What two seats have in common when they are the same. */
const sameAs = (seat: Seat): string => JSON.stringify(seat).toLowerCase();

function rules({ name, seats, rule }: Stage): readonly string[] {
  const different = new Set(seats.map(sameAs)).size;
  const most = typeof rule === 'object' && 'atLeast' in rule ? rule.atLeast : 1;
  const share = typeof rule === 'object' && 'percent' in rule ? rule.percent : 100;
  return [
    ...(seats.length === 0 ? [`nobody votes in '${name}'`] : []),
    ...(different < seats.length ? [`somebody has two seats in '${name}'`] : []),
    ...(seats.length > 20 ? [`more than twenty vote in '${name}'`] : []),
    ...(most < 1 || most > different || !Number.isInteger(most) ? [`'${name}' can never be approved`] : []),
    ...(share <= 0 || share > 100 ? [`'${name}' asks for ${share} %`] : []),
  ];
}

/** Everybody with a seat exists, the fallback too, and so many as a rule asks for (A1, A3). */
export const seats: Check = (subject) =>
  approvalsIn(subject).flatMap(({ state, policy }) => {
    const { groups } = subject.department;
    const named = policy.stages.flatMap((stage) => stage.seats);
    return [
      ...[{ group: policy.fallback ?? 'lead' }, ...named].flatMap((seat) =>
        'group' in seat && !Object.hasOwn(groups, seat.group)
          ? [`'${seat.group}' is no group of the department`]
          : [],
      ),
      ...named.flatMap((seat) =>
        'person' in seat && !/^[^@\s]+@[^@\s]+$/.test(seat.person) ? [`'${seat.person}' is no address`] : [],
      ),
      ...policy.stages.flatMap(rules),
      // A stage that depends on a fact may fall away; one of them may not.
      ...(policy.stages.every(({ when }) => when !== undefined) ? ['every stage depends on something'] : []),
      ...(policy.stages[0]?.together === true ? ['the first stage goes together with none'] : []),
    ].map((complaint) => `${complaint}, in '${state}'`);
  });

/** Silence approves only where a department says that it may (A5). */
export const silences: Check = (subject) =>
  approvalsIn(subject)
    .filter(({ policy }) => policy.onExpiry === 'approve' && subject.department.silenceMayApprove !== true)
    .map(({ state }) => `'${state}' counts silence as a yes, which the department does not allow`);

const FROM_THE_CASE = ['requester', 'subject', 'message', 'externalReference'];

/** The facts somebody fills in: dates and fields of the services, and what questions ask for. */
const known = ({ department, process, questions }: Subject): readonly string[] => [
  ...department.services
    .filter((service) => service.process === process.name)
    .flatMap(({ dates = [], fields = [] }) => [...dates, ...fields.map(({ name }) => name)]),
  ...questions.flatMap(({ fields }) => fields.map(({ name }) => name)),
];

/** What a policy goes by, and what must not change under it, is said by somebody (A3, A8). */
export const grounds: Check = (subject) =>
  approvalsIn(subject).flatMap(({ state, policy }) => {
    const { stages, material = [], beneficiary } = policy;
    const facts = [
      ...material,
      ...(beneficiary === undefined ? [] : [beneficiary]),
      ...stages.flatMap(({ when }) => (when === undefined ? [] : [when.fact])),
    ];
    return facts
      .filter((fact) => !known(subject).includes(fact))
      .map((fact) => `'${state}' rests on '${fact}', which nobody fills in`);
  });

/** A stage sees what is known, and of a confidential matter no words, unless only the department's own people vote in it (A10). */
export const stagesShown: Check = (subject) =>
  subject.questions.flatMap(({ state, policy, show }) =>
    (policy?.stages ?? []).flatMap((stage) => {
      const outsiders = stage.seats.some((seat) => !('group' in seat));
      return (stage.show ?? show).flatMap((fact) => [
        ...([...known(subject), ...FROM_THE_CASE].includes(fact)
          ? []
          : [`'${stage.name}' of '${state}' shows '${fact}', which nobody fills in`]),
        ...(subject.department.confidential && ['subject', 'message'].includes(fact) && outsiders
          ? [`'${stage.name}' of '${state}' shows the ${fact} of a confidential matter to others`]
          : []),
      ]);
    }),
  );

import type { Check } from './check.ts';

/**
 * A process goes by facts that somebody fills in, and hands on no others: the dates and fields of its services, what a
 * monthly run says, and the fields of its own questions.
 */
export const filledIn: Check = ({ department, process, questions, readings, children }) => {
  const services = department.services.filter((service) => service.process === process.name);
  const known = new Set([
    ...services.flatMap(({ dates = [], fields = [], run, onlyAsPart = [] }) => [
      ...dates,
      ...onlyAsPart,
      ...fields.map(({ name }) => name),
      ...(run === undefined ? [] : ['runDate', 'cutOff']),
    ]),
    ...questions.flatMap(({ fields }) => fields.map(({ name }) => name)),
  ]);
  const days = services.flatMap(({ id, dueOn }) => (dueOn === undefined ? [] : [{ id, fact: dueOn.fact }]));
  return [
    ...days
      .filter(({ fact }) => !known.has(fact))
      .map(({ id, fact }) => `'${id}' is due on '${fact}', which nobody fills in`),
    ...readings
      .filter(({ fact }) => !known.has(fact))
      .map(({ state, fact }) => `'${state}' goes by '${fact}', which nobody fills in`),
    ...children.flatMap(({ state, facts }) =>
      facts
        .filter((fact) => !known.has(fact))
        .map((fact) => `'${state}' hands on '${fact}', which nobody fills in`),
    ),
  ];
};

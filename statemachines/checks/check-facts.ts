import type { Check } from './check.ts';

/** A process goes by facts that somebody fills in, and hands on no others: the dates of its services, their fields, and those of its own questions. */
export const filledIn: Check = ({ department, process, questions, readings, children }) => {
  const services = department.services.filter((service) => service.process === process.name);
  const known = new Set([
    ...services.flatMap(({ dates = [], fields = [] }) => [...dates, ...fields.map(({ name }) => name)]),
    ...questions.flatMap(({ fields }) => fields.map(({ name }) => name)),
  ]);
  return [
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

import type { Case } from './case.ts';

/** Who asked for what a case is about: its requester, who submitted it, and whoever asked for what goes on in it now (A3). */
export const askersOf = ({ requester, submitter, absorbed = [] }: Case): readonly (string | undefined)[] => [
  requester.address,
  submitter,
  ...absorbed.map((each) => each.requester),
];

/** The state a question belongs to; of many that are asked in the same state at once, each has a name of its own. */
export const nameOfPart = (state: string, index?: number): string =>
  index === undefined ? state : `${state} (${index + 1})`;

/** What was asked of one action: how often, and how many bytes went each way. */
export interface Tally {
  count: number;
  requestBytes: number;
  responseBytes: number;
}

/** Adds one request to the tally of its action. */
export function tally(
  tallies: Map<string, Tally>,
  action: string,
  requestBytes: number,
  responseBytes: number,
): void {
  const at = tallies.get(action) ?? { count: 0, requestBytes: 0, responseBytes: 0 };
  tallies.set(action, {
    count: at.count + 1,
    requestBytes: at.requestBytes + requestBytes,
    responseBytes: at.responseBytes + responseBytes,
  });
}

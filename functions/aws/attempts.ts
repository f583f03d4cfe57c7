import { isThrottlingError, isTransientError, StandardRetryStrategy } from '@smithy/core/retry';

/** As many attempts as the clients of the SDK make. */
const ATTEMPTS = 3;

/** What kind of failure this is to the one who decides on another attempt. */
function kindOf(error: unknown): 'THROTTLING' | 'TRANSIENT' | 'CLIENT_ERROR' {
  const given = error as Parameters<typeof isTransientError>[0];
  if (isThrottlingError(given)) return 'THROTTLING';
  return isTransientError(given) ? 'TRANSIENT' : 'CLIENT_ERROR';
}

/** Runs what asks a service, and runs it again where that may help, at the pace of the SDK; the last failure is thrown. */
export function attempts(service: string): <T>(run: () => Promise<T>) => Promise<T> {
  const retry = new StandardRetryStrategy(ATTEMPTS);
  return async (run) => {
    let token = await retry.acquireInitialRetryToken(service);
    for (;;) {
      try {
        const answer = await run();
        retry.recordSuccess(token);
        return answer;
      } catch (error) {
        token = await retry.refreshRetryTokenForRetry(token, { errorType: kindOf(error) }).catch(() => {
          throw error;
        });
      }
    }
  };
}

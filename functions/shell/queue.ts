import middy from '@middy/core';
import type { SQSBatchResponse, SQSEvent } from 'aws-lambda';
import { logFailure, matterOf } from './log.ts';

/**
 * Handles each message of a queue alone: one that throws goes back to its queue, the others are done. `received` counts
 * the times it was handed out, this one included.
 */
export function eachMessage(handle: (body: unknown, received: number) => Promise<void>) {
  return middy<SQSEvent, SQSBatchResponse>().handler(async ({ Records }) => {
    const outcomes = await Promise.allSettled(
      Records.map(async ({ body, attributes }) =>
        handle(JSON.parse(body), Number(attributes?.ApproximateReceiveCount ?? 1)),
      ),
    );
    const batchItemFailures = [];
    for (const [i, outcome] of outcomes.entries()) {
      if (outcome.status === 'fulfilled') continue;
      const { messageId: itemIdentifier = '', body = '' } = Records[i] ?? {};
      const about = { ...matter(body), messageId: itemIdentifier };
      logFailure('error', 'a message goes back to its queue', about, outcome.reason);
      batchItemFailures.push({ itemIdentifier });
    }
    return { batchItemFailures };
  });
}

function matter(body: string) {
  try {
    return matterOf(JSON.parse(body));
  } catch {
    return {};
  }
}

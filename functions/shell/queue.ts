import middy from '@middy/core';
import type { SQSBatchResponse, SQSEvent } from 'aws-lambda';

/** Handles each message of a queue alone: one that throws goes back to its queue, the others are done. */
export function eachMessage(handle: (body: unknown) => Promise<void>) {
  return middy<SQSEvent, SQSBatchResponse>().handler(async ({ Records }) => {
    const outcomes = await Promise.allSettled(Records.map(async ({ body }) => handle(JSON.parse(body))));
    const batchItemFailures = [];
    for (const [i, outcome] of outcomes.entries()) {
      if (outcome.status === 'fulfilled') continue;
      const itemIdentifier = Records[i]?.messageId ?? '';
      console.error('message goes back to its queue', told(itemIdentifier, outcome.reason));
      batchItemFailures.push({ itemIdentifier });
    }
    return { batchItemFailures };
  });
}

/** What a log may say of a failure: ids and the error itself, never what people wrote. */
const told = (messageId: string, reason: unknown) => ({
  messageId,
  error: reason instanceof Error ? `${reason.name}: ${reason.message}` : String(reason),
  stack: reason instanceof Error ? reason.stack : undefined,
});

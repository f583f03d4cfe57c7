import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import middy from '@middy/core';
import type { DynamoDBBatchResponse, DynamoDBRecord, DynamoDBStreamEvent } from 'aws-lambda';
import { REQUESTER } from '#desk/case/quiet.ts';
import type { Effect, Outgoing } from '#desk/delivery/effect.ts';
import { moveProcess } from '../aws/processes.ts';
import { type Delayed, send } from '../aws/queues.ts';
import { desk } from '../desk.ts';
import { optional, required, type Variable } from '../environment.ts';
import { noticeOf } from '../intake/stored-objects.ts';
import { logFailure } from '../shell/log.ts';

const QUEUES: Readonly<Record<'mail' | 'webhook' | 'wake' | 'chat' | 'take-in', Variable>> = {
  mail: 'MAIL_QUEUE',
  webhook: 'WEBHOOK_QUEUE',
  wake: 'CLOCKS_QUEUE',
  chat: 'CHAT_POST_QUEUE',
  'take-in': 'INTAKE_QUEUE',
};

/** The effects a written row carries, with the case they belong to. */
function outgoing({ dynamodb }: DynamoDBRecord): Outgoing[] {
  const row = unmarshall((dynamodb?.NewImage ?? {}) as Record<string, AttributeValue>);
  const effects = JSON.parse(String(row.effects ?? '[]')) as Effect[];
  return effects.map((effect) => ({ caseId: String(row.effectsOf), effect }));
}

/** Where no chat is set up any more, what would have been said there is written by mail. */
const spoken = ({ caseId, effect }: Outgoing): Outgoing =>
  effect.kind === 'chat' && optional('CHAT_POST_QUEUE') === undefined
    ? { caseId, effect: { ...effect, kind: 'mail', to: [REQUESTER] } }
    : { caseId, effect };

/** A message for the queue of an effect; a wake-up is hidden until its moment, a mail is named as its bucket names it. */
function message({ caseId, effect }: Outgoing): Delayed {
  if (effect.kind === 'wake')
    return {
      body: { caseId: effect.child ?? caseId },
      delaySeconds: (Date.parse(effect.at) - Date.now()) / 1000,
    };
  if (effect.kind === 'take-in') return { body: noticeOf(required('MAIL_BUCKET'), effect.raw, 'Released') };
  return { body: { caseId, effect } };
}

/**
 * Starts or resumes a process at once, which spares three queue requests; what Step Functions does not take now goes to
 * the process queue, which tries again at its own pace and keeps it for a person in the end.
 */
async function handToProcess(out: Outgoing): Promise<void> {
  try {
    await moveProcess(desk(), out);
  } catch (error) {
    logFailure(
      'warn',
      'a process is moved by its queue',
      { caseId: out.caseId, effect: out.effect.id },
      error,
    );
    await send(required('PROCESS_QUEUE'), [{ body: out }]);
  }
}

async function handOn(records: readonly DynamoDBRecord[]): Promise<void> {
  const all = records.flatMap(outgoing).map(spoken);
  for (const [kind, queue] of Object.entries(QUEUES)) {
    const messages = all.filter(({ effect }) => effect.kind === kind).map(message);
    if (messages.length > 0) await send(required(queue), messages);
  }
  const moves = all.filter(({ effect }) => !(effect.kind in QUEUES));
  // One after the other: a process is started before it is resumed.
  for (const move of moves) await handToProcess(move);
}

/**
 * Fed by the table's stream with rows that carry effects: hands each to its queue or process. Repeating is safe: every
 * effect says why (see `Effect`). A record that fails stops its batch there, so that order is kept and nothing is skipped.
 */
export const handler = middy<DynamoDBStreamEvent, DynamoDBBatchResponse>().handler(async ({ Records }) => {
  try {
    await handOn(Records);
    return { batchItemFailures: [] };
  } catch (error) {
    // The whole batch again, which is allowed: every effect may leave twice.
    logFailure('error', 'a batch of effects goes back to the stream', {}, error);
    return { batchItemFailures: [{ itemIdentifier: Records[0]?.dynamodb?.SequenceNumber ?? '' }] };
  }
});

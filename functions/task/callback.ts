import { createHash } from 'node:crypto';
import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { mappingOf } from '#desk/delivery/mapping.ts';
import { verifyWebhook } from '#desk/delivery/webhook.ts';
import { DeskError, isRefusal } from '#desk/errors.ts';
import { answerTask, asSeenBy } from '#desk/task/answer.ts';
import { reportProgress, secondsLeft } from '#desk/task/progress.ts';
import type { Task } from '#desk/task/task.ts';
import { endpointsTable } from '../aws/endpoints-table.ts';
import { table } from '../aws/the-table.ts';
import { keyName, secretsOf } from '../aws/webhook-secrets.ts';
import { deskWith } from '../desk.ts';
import { type Answer, door, json, rawBody, refusal } from '../shell/http.ts';
import { readCallback } from './read-callback.ts';

const desk = deskWith(() => ({ endpoints: endpointsTable(table()) }));

/** The largest callback (W13). */
const LARGEST = 256 * 1024;

/**
 * The id of a message, where one of these secrets signed its very bytes (W9). Fresh is what is fresh by the gateway's clock
 * at arrival or by ours: a message that waited for a cold start is not too old, nor is one whose sender keeps our time.
 */
function signedBy(
  secrets: readonly string[],
  event: APIGatewayProxyEventV2,
  rawBody: Uint8Array,
): string | undefined {
  for (const now of [new Date(event.requestContext.timeEpoch).toISOString(), desk().now()]) {
    try {
      return verifyWebhook({ headers: event.headers, rawBody, secrets, now }).id;
    } catch (error) {
      if (!isRefusal(error, 'signature-invalid')) throw error;
    }
  }
  return undefined;
}

/** While one key replaces another, when each signed last is written down: what nobody signs with any more may go (W16). */
async function keepUse(
  department: string,
  secrets: readonly string[],
  event: APIGatewayProxyEventV2,
  raw: Uint8Array,
): Promise<void> {
  if (secrets.length < 2) return;
  for (const each of secrets) {
    if (signedBy([each], event, raw) === undefined) continue;
    await desk().endpoints.keepKeyUse(department, keyName(each), desk().now());
  }
}

/**
 * Whose signature it is. One department's key opens nothing of another's: its callback finds no such task (W11), and
 * who has no key at all learns only that (W9).
 */
async function signer(
  event: APIGatewayProxyEventV2,
  raw: Uint8Array,
): Promise<{ department: string; id: string }> {
  for (const { id: department, hasSystem } of desk().catalogue.departments) {
    if (!hasSystem) continue;
    const secrets = await secretsOf(department);
    const id = signedBy(secrets, event, raw);
    if (id === undefined) continue;
    await keepUse(department, secrets, event, raw);
    return { department, id };
  }
  throw new DeskError('signature-invalid', 'the signature is missing, wrong or too old');
}

/** A report too many says when reports are taken again (W15). */
const refuse = (error: DeskError): Answer => ({
  ...refusal(error),
  ...(error.code === 'too-many' && { headers: { 'retry-after': String(secondsLeft(desk().now())) } }),
});

/**
 * A department's system answers a task, or reports progress. The signature over the raw bytes is checked before
 * anything is read; the answer is stored before the process moves (K3); repeating gives the first result again (W10).
 */
export const handler = door(async (event) => {
  const raw = rawBody(event);
  if (raw.byteLength > LARGEST) throw new DeskError('too-large', `a callback may have ${LARGEST} bytes`);
  const { department, id } = await signer(event, raw);
  const ref = event.pathParameters?.taskRef ?? '';
  const by = { kind: 'system' as const, id: department };
  const own = (task: Task) => task.of.kind === 'system' && task.department === department;
  const task = asSeenBy(await desk().tasks.find(ref), own);
  const { outcome, comment, fields } = await readCallback(raw, mappingOf(desk().catalogue, task, 'response'));
  if (outcome === 'progress') {
    await reportProgress(desk(), ref, by, comment ?? '', own);
    return json(202, { status: 'accepted', outcome });
  }
  const repeated = task.state === 'answered';
  const receipt = await answerTask(
    desk(),
    ref,
    by,
    {
      outcome,
      ...(comment !== undefined && { comment }),
      fields,
      by: `${department} system`,
      at: desk().now(),
      deliveryId: id,
      bodyHash: createHash('sha256').update(raw).digest('base64url'),
    },
    own,
  );
  return json(repeated ? 200 : 202, receipt);
}, refuse);

import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { DeskError } from '#desk/errors.ts';
import { readSlack } from '#desk/intake/chat/slack/read-slack.ts';
import { verifySlack } from '#desk/intake/chat/slack/verify.ts';
import { slackSecret } from '../aws/chat-secret.ts';
import { send } from '../aws/queues.ts';
import { required } from '../environment.ts';
import { type Answer, door, json, rawBody } from '../shell/http.ts';

/** The largest request: a message of Slack has 40,000 characters at most. */
const LARGEST = 256 * 1024;

/** Slack is answered within three seconds, so everything but the look at the signature is done behind the queue. */
const TAKEN: Answer = { status: 200, body: '' };

const instants = ({ requestContext }: APIGatewayProxyEventV2) => [
  new Date(requestContext.timeEpoch).toISOString(),
  new Date().toISOString(),
];

/**
 * Slack tells of an event, a command or a shortcut. The signature over the raw bytes is checked before anything is read
 * (W9); what was said is in the queue before Slack is answered (C3). Told again (`X-Slack-Retry-Num`), it is put there
 * again: the books know what was taken in. Refuses `signature-invalid`, `too-large`, and `invalid` with the field.
 */
export const handler = door(async (event) => {
  const raw = rawBody(event);
  if (raw.byteLength > LARGEST) throw new DeskError('too-large', `a request may have ${LARGEST} bytes`);
  const { signingSecrets } = await slackSecret();
  verifySlack({ headers: event.headers, rawBody: raw, secrets: signingSecrets, now: instants(event) });
  const call = readSlack(raw, event.headers['content-type'] ?? '');
  if (call.kind === 'nothing') return TAKEN;
  if (call.kind === 'challenge') return json(200, { challenge: call.challenge });
  // A command without words is answered and goes no further: nothing was said.
  if (call.said.text !== '' || call.answer === undefined)
    await send(required('CHAT_QUEUE'), [{ body: call.said }]);
  return call.answer === undefined ? TAKEN : json(200, { response_type: 'ephemeral', text: call.answer });
});

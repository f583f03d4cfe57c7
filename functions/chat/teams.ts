import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { WHO_ARE_YOU } from '#desk/delivery/chat/chat-text.ts';
import { DeskError } from '#desk/errors.ts';
import { type Activity, readActivity } from '#desk/intake/chat/teams/read-activity.ts';
import { isServiceAllowed } from '#desk/intake/chat/teams/service.ts';
import { verifyHmac } from '#desk/intake/chat/teams/verify-hmac.ts';
import { keyIdOf, mustAgree, verifyToken } from '#desk/intake/chat/teams/verify-token.ts';
import { teamsSecret } from '../aws/chat-secret.ts';
import { send } from '../aws/queues.ts';
import { required } from '../environment.ts';
import { type Answer, door, json, rawBody } from '../shell/http.ts';
import { issuerWith } from './teams-keys.ts';

/** The largest activity. */
const LARGEST = 256 * 1024;

/** Puts what was said into the queue before Teams is answered (C3). */
async function keep({ said }: Activity): Promise<void> {
  if (said !== undefined) await send(required('CHAT_QUEUE'), [{ body: said }]);
}

/** An outgoing webhook: signed with the secret of its team, and answered at once, since nobody can be answered there later. */
async function webhook(authorization: string | undefined, raw: Uint8Array): Promise<Answer> {
  const { webhookSecrets = [] } = await teamsSecret();
  verifyHmac(authorization, raw, webhookSecrets);
  const { said } = readActivity(raw);
  if (said === undefined || said.but !== undefined) return json(200, {});
  const { service: _none, ...talk } = said.talk;
  await keep({ channel: '', service: '', said: { ...said, talk } });
  return json(200, { type: 'message', text: WHO_ARE_YOU });
}

/**
 * A bot's activity: the token of the Bot Framework opens the door before anything of the body is read, the activity has to
 * agree with it, and only an address of Microsoft's may be answered.
 */
async function activity(authorization: string | undefined, raw: Uint8Array): Promise<Answer> {
  const { appId = '', openId, services } = await teamsSecret();
  const issuer = await issuerWith(keyIdOf(authorization), openId);
  const now = new Date().toISOString();
  const proven = verifyToken(authorization, issuer, { audience: appId, now });
  const read = readActivity(raw);
  mustAgree(proven, read);
  if (!isServiceAllowed(read.service, services)) {
    const message = 'should be an address of Microsoft Teams';
    throw new DeskError('invalid', `/serviceUrl ${message}`, {
      faults: [{ pointer: '/serviceUrl', message }],
    });
  }
  await keep(read);
  return { status: 200, body: '' };
}

/** Teams tells what was said to our bot, or to a team's outgoing webhook. Refuses `signature-invalid`, `too-large`, `invalid`. */
export const handler = door((event: APIGatewayProxyEventV2) => {
  const raw = rawBody(event);
  if (raw.byteLength > LARGEST) throw new DeskError('too-large', `an activity may have ${LARGEST} bytes`);
  const { authorization } = event.headers;
  return event.rawPath.endsWith('/webhook') ? webhook(authorization, raw) : activity(authorization, raw);
});

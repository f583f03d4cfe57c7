import type { SlackUser } from '#desk/intake/chat/slack/read-user.ts';
import { slackSecret } from '../aws/chat-secret.ts';
import { type Called, call, mayPass } from './call.ts';

const SLACK = 'https://slack.com/api';

/** Refusals of Slack that another attempt may change; everything else stays as it is until somebody changes it. */
const PASSING = new Set([
  'ratelimited',
  'rate_limited',
  'internal_error',
  'fatal_error',
  'service_unavailable',
  'request_timeout',
  'team_added_to_org',
]);

/** What Slack answered: what was asked for, no (with its own word), or nothing that counts yet. */
export type Answered =
  | Readonly<{ kind: 'ok'; body: Called['body'] }>
  | Readonly<{ kind: 'no'; error: string }>
  | Readonly<{ kind: 'later'; note: string; seconds?: number }>;

/** Calls a method of Slack with the token of our app. */
export async function slack(method: string, values: Readonly<Record<string, string>>): Promise<Answered> {
  const { botToken, api = SLACK } = await slackSecret();
  const called = await call(`${api}/${method}`, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${botToken}`,
      'content-type': 'application/x-www-form-urlencoded; charset=utf-8',
    },
    body: new URLSearchParams(values).toString(),
  });
  if (called === undefined) return { kind: 'later', note: 'network' };
  const { status, body, wait } = called;
  const later = { kind: 'later' as const, ...(wait !== undefined && { seconds: wait }) };
  if (mayPass(status)) return { ...later, note: `answered-${status}` };
  if (body.ok === true) return { kind: 'ok', body };
  const error = typeof body.error === 'string' ? body.error : `answered-${status}`;
  return PASSING.has(error) ? { ...later, note: error } : { kind: 'no', error };
}

/** Refusals that say nothing of the person: somebody has to put our access right, and what was said waits for that. */
const ACCESS = /^(invalid_auth|not_authed|account_inactive|token_revoked|token_expired|no_permission)$/;

/** What Slack says of a person; undefined where it knows nobody, or tells us nothing. Throws where it cannot answer now. */
export async function slackUser(user: string): Promise<SlackUser | undefined> {
  const found = await slack('users.info', { user });
  if (found.kind === 'ok') return found.body.user as SlackUser;
  if (found.kind === 'later' || ACCESS.test(found.error))
    throw new Error(`Slack does not say who somebody is: ${found.kind === 'no' ? found.error : found.note}`);
  return undefined;
}

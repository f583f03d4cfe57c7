import { required } from '../environment.ts';
import { secret } from './secrets.ts';

/** What Slack gave us for our app; set by hand, read anew every minute (W16). */
export type SlackSecret = Readonly<{
  /** The active signing secrets, the newest first. */
  signingSecrets: readonly string[];
  botToken: string;
  /** Another place than Slack's own, to try things on one machine. */
  api?: string;
}>;

/** What Microsoft gave us for our bot, and the secrets of outgoing webhooks. */
export type TeamsSecret = Readonly<{
  /** The secrets of outgoing webhooks, as Teams shows them once (base64). */
  webhookSecrets?: readonly string[];
  appId?: string;
  password?: string;
  /** The tenant of the bot; without it, that of all bots. */
  tenant?: string;
  /** Other places than Microsoft's own, to try things on one machine. */
  openId?: string;
  token?: string;
  services?: readonly string[];
}>;

/** The secret of Slack, as it is now. */
export const slackSecret = async (): Promise<SlackSecret> =>
  JSON.parse(await secret()(required('SLACK_SECRET'))) as SlackSecret;

/** The secret of Teams, as it is now. */
export const teamsSecret = async (): Promise<TeamsSecret> =>
  JSON.parse(await secret()(required('TEAMS_SECRET'))) as TeamsSecret;

import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import { Construct } from 'constructs';
import type { Variable } from '#functions/environment.ts';
import { chatSecretName } from '../names.ts';
import type { DeskFunction } from '../parts/desk-function.ts';
import type { ChatApp, Settings } from '../settings.ts';

/** What a program's secret looks like before somebody sets it: nothing verifies, nothing can be said. */
const UNSET = {
  slack: { signingSecrets: [], botToken: '' },
  teams: { webhookSecrets: [], appId: '', password: '' },
} as const satisfies Readonly<Record<ChatApp, object>>;

const VARIABLES: Readonly<Record<ChatApp, Variable>> = { slack: 'SLACK_SECRET', teams: 'TEAMS_SECRET' };

/** What a program gave us for our app: set by hand, read anew every minute; deploying leaves it alone. */
export class ChatSecret extends Construct {
  private readonly secret: Secret;
  private readonly name: string;
  private readonly variable: Variable;

  constructor(scope: Construct, id: string, { settings, app }: { settings: Settings; app: ChatApp }) {
    super(scope, id);
    this.name = chatSecretName(settings, app);
    this.variable = VARIABLES[app];
    this.secret = new Secret(this, 'Resource', {
      secretName: this.name,
      description: `What ${app === 'slack' ? 'Slack' : 'Teams'} gave us for our app. Set by hand (docs/chat.md).`,
      // A generated value is made once: what is set by hand is not replaced by a deployment.
      generateSecretString: { secretStringTemplate: JSON.stringify(UNSET[app]), generateStringKey: 'unset' },
    });
  }

  /** Lets a function read it. */
  openTo(reader: DeskFunction): void {
    reader.give(this.variable, this.name).allow(['secretsmanager:GetSecretValue'], [this.secret.secretArn]);
  }
}

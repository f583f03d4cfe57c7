import { RemovalPolicy } from 'aws-cdk-lib';
import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import { Construct } from 'constructs';
import { keysSecretName } from '../names.ts';
import type { DeskFunction } from '../parts/desk-function.ts';
import type { Settings } from '../settings.ts';

/** The secret behind everything the desk signs: links, reply addresses, cursors. */
export class Keys extends Construct {
  private readonly secret: Secret;
  private readonly name: string;

  constructor(scope: Construct, id: string, { settings }: { readonly settings: Settings }) {
    super(scope, id);
    this.name = keysSecretName(settings);
    this.secret = new Secret(this, 'Resource', {
      secretName: this.name,
      description: 'Signs the links, reply addresses and cursors of the desk.',
      // 64 letters and digits are 381 bits, more than the 256 of the HMAC they feed.
      generateSecretString: { passwordLength: 64, excludePunctuation: true },
      // Without it every link in every mail ever sent is dead.
      removalPolicy: settings.keepsData ? RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE : RemovalPolicy.DESTROY,
    });
  }

  /** Lets a function sign and verify. */
  openTo(reader: DeskFunction): void {
    reader.give('KEYS_SECRET', this.name).allow(['secretsmanager:GetSecretValue'], [this.secret.secretArn]);
  }
}

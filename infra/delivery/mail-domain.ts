import { Aws } from 'aws-cdk-lib';
import {
  ConfigurationSet,
  ConfigurationSetTlsPolicy,
  DkimIdentity,
  EasyDkimSigningKeyLength,
  EmailIdentity,
  EmailSendingEvent,
  EventDestination,
  Identity,
  MailFromBehaviorOnMxFailure,
} from 'aws-cdk-lib/aws-ses';
import type { Topic } from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';
import { mailDomainOf, nameOf, sesArn } from '../names.ts';
import type { DeskFunction } from '../parts/desk-function.ts';
import type { Settings } from '../settings.ts';
import { printRecords } from './dns-records.ts';

/** The domain of the front door as SES sends for it: signed, with a return path of its own, and told what came back. */
export class MailDomain extends Construct {
  private readonly set: ConfigurationSet;
  private readonly domain: string;

  constructor(scope: Construct, id: string, { settings }: { readonly settings: Settings }) {
    super(scope, id);
    this.domain = mailDomainOf(settings);
    this.set = new ConfigurationSet(this, 'Set', {
      configurationSetName: nameOf(settings, 'mail'),
      // Some companies' mail servers still offer no TLS; a question that is never asked is worse.
      tlsPolicy: ConfigurationSetTlsPolicy.OPTIONAL,
      reputationMetrics: true,
      // The desk's own list forgets an address once its owner writes again; the account's list never does.
      disableSuppressionList: true,
    });
    const mailFrom = `bounce.${this.domain}`;
    const identity = new EmailIdentity(this, 'Resource', {
      identity: Identity.domain(this.domain),
      // Whatever is sent from the domain is sent through the set, so that nothing comes back unheard.
      configurationSet: this.set,
      dkimIdentity: DkimIdentity.easyDkim(EasyDkimSigningKeyLength.RSA_2048_BIT),
      mailFromDomain: mailFrom,
      mailFromBehaviorOnMxFailure: MailFromBehaviorOnMxFailure.USE_DEFAULT_VALUE,
      // Bounces come as events; as mails they would reach the front door, where they prove nothing.
      feedbackForwarding: false,
    });

    printRecords(this, [
      ...identity.dkimRecords.map(({ name, value }, at) => ({
        id: `Dkim${at + 1}`,
        why: 'signs our mail (DKIM)',
        name,
        type: 'CNAME',
        value,
      })),
      {
        id: 'Inbound',
        why: 'leads mail for the front door to SES',
        name: this.domain,
        type: 'MX',
        value: `10 inbound-smtp.${Aws.REGION}.amazonaws.com`,
      },
      {
        id: 'MailFrom',
        why: 'leads bounces to SES (MAIL FROM)',
        name: mailFrom,
        type: 'MX',
        value: `10 feedback-smtp.${Aws.REGION}.amazonses.com`,
      },
      {
        id: 'Spf',
        why: 'lets SES send with our return path (SPF)',
        name: mailFrom,
        type: 'TXT',
        value: '"v=spf1 include:amazonses.com -all"',
      },
      {
        id: 'Dmarc',
        why: 'has others refuse mail that only claims to be ours (DMARC)',
        name: `_dmarc.${this.domain}`,
        type: 'TXT',
        value: '"v=DMARC1; p=reject; adkim=r; aspf=r"',
      },
    ]);
  }

  /** Lets a function send mail in the name of the domain, and in no other. */
  openTo(sender: DeskFunction): void {
    sender.allow(
      ['ses:SendEmail', 'ses:SendRawEmail'],
      [
        sesArn(this, 'identity', this.domain),
        sesArn(this, 'configuration-set', this.set.configurationSetName),
      ],
    );
  }

  /** Has SES tell a topic of every mail that came back or was unwelcome. */
  tell(topic: Topic): void {
    this.set.addEventDestination('Feedback', {
      configurationSetEventDestinationName: 'feedback',
      destination: EventDestination.snsTopic(topic),
      events: [EmailSendingEvent.BOUNCE, EmailSendingEvent.COMPLAINT],
    });
  }
}

import { Aws, Duration, RemovalPolicy } from 'aws-cdk-lib';
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import {
  BlockPublicAccess,
  Bucket,
  BucketEncryption,
  CfnBucket,
  EventType,
  ObjectOwnership,
} from 'aws-cdk-lib/aws-s3';
import { ReceiptRuleSet, TlsPolicy } from 'aws-cdk-lib/aws-ses';
import { Construct } from 'constructs';
import { mailDomainOf, nameOf } from '../names.ts';
import type { DeskFunction } from '../parts/desk-function.ts';
import type { DeskQueue } from '../parts/desk-queue.ts';
import type { Settings } from '../settings.ts';

/** Where raw mails lie in the bucket. */
const MAIL = 'mail/';

/** What the mailbox must be told. */
export interface MailboxProps {
  /** The stage it belongs to. */
  readonly settings: Settings;
  /** The queue that hears of every mail. */
  readonly tells: DeskQueue;
}

/** Every mail to the front door as it came, kept before anybody looks at it. */
export class Mailbox extends Construct {
  private readonly bucket: Bucket;

  constructor(scope: Construct, id: string, { settings, tells }: MailboxProps) {
    super(scope, id);
    this.bucket = new Bucket(this, 'Resource', {
      blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
      objectOwnership: ObjectOwnership.BUCKET_OWNER_ENFORCED,
      encryption: BucketEncryption.S3_MANAGED,
      enforceSSL: true,
      versioned: true,
      // A mail is stored once and never again, so what is no longer current was only passed on (row 64): after a day it is gone.
      lifecycleRules: [
        { prefix: MAIL, noncurrentVersionExpiration: Duration.days(1), expiredObjectDeleteMarker: true },
      ],
      removalPolicy: settings.keepsData ? RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE : RemovalPolicy.DESTROY,
    });
    this.tell(tells);

    const kept = this.bucket.addToResourcePolicy(
      new PolicyStatement({
        principals: [new ServicePrincipal('ses.amazonaws.com')],
        actions: ['s3:PutObject'],
        resources: [this.bucket.arnForObjects(`${MAIL}*`)],
        conditions: { StringEquals: { 'aws:SourceAccount': Aws.ACCOUNT_ID } },
      }),
    );
    const rules = new ReceiptRuleSet(this, 'Rules', { receiptRuleSetName: nameOf(settings, 'mail') });
    const rule = rules.addRule('FrontDoor', {
      receiptRuleName: nameOf(settings, 'front-door'),
      // The whole domain, because the desk's own reply addresses are made per case.
      recipients: [mailDomainOf(settings)],
      scanEnabled: true,
      // A mail from a server without TLS is still somebody's request.
      tlsPolicy: TlsPolicy.OPTIONAL,
      actions: [
        { bind: () => ({ s3Action: { bucketName: this.bucket.bucketName, objectKeyPrefix: MAIL } }) },
      ],
    });
    // SES tries the bucket when the rule is made.
    if (kept.policyDependable) rule.node.addDependency(kept.policyDependable);
  }

  /** Lets a function read the raw mails. */
  openToRead(reader: DeskFunction): void {
    // Which bucket it is, every message of the queue says.
    reader.allow(['s3:GetObject'], [this.bucket.arnForObjects(`${MAIL}*`)]);
  }

  /** Lets a function forget a mail that was only passed on; a version of it stays for a day. */
  openToForget(reader: DeskFunction): void {
    reader.allow(['s3:DeleteObject'], [this.bucket.arnForObjects(`${MAIL}*`)]);
  }

  /** Lets a function see which mails there are, and not a word of them. */
  openToList(reader: DeskFunction): void {
    this.name(reader);
    reader.allow(['s3:ListBucket'], [this.bucket.bucketArn]);
  }

  /** Tells a function which bucket it is. */
  name(asker: DeskFunction): void {
    asker.give('MAIL_BUCKET', this.bucket.bucketName);
  }

  /*
   * The bucket's own property instead of `addEventNotification`, which would deploy a function of its own to set it.
   * S3 tries the queue when the bucket is made, so the queue's policy comes first and cannot name the bucket:
   * the account is what it trusts.
   */
  private tell(queue: DeskQueue): void {
    const permission = queue.resource.addToResourcePolicy(
      new PolicyStatement({
        principals: [new ServicePrincipal('s3.amazonaws.com')],
        actions: ['sqs:SendMessage'],
        resources: [queue.arn],
        conditions: { StringEquals: { 'aws:SourceAccount': Aws.ACCOUNT_ID } },
      }),
    );
    if (!(this.bucket.node.defaultChild instanceof CfnBucket)) throw new Error('a bucket is no CfnBucket');
    const resource = this.bucket.node.defaultChild;
    resource.notificationConfiguration = {
      queueConfigurations: [
        {
          event: EventType.OBJECT_CREATED,
          queue: queue.arn,
          filter: { s3Key: { rules: [{ name: 'prefix', value: MAIL }] } },
        },
      ],
    };
    if (permission.policyDependable) resource.node.addDependency(permission.policyDependable);
  }
}

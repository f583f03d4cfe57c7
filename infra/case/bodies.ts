import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import {
  BlockPublicAccess,
  Bucket,
  BucketEncryption,
  CfnBucket,
  HttpMethods,
  ObjectOwnership,
} from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import type { DeskFunction } from '../parts/desk-function.ts';
import type { Settings } from '../settings.ts';

/** Where the texts and attachments of cases live, too large for the table. */
export class Bodies extends Construct {
  private readonly bucket: Bucket;

  constructor(scope: Construct, id: string, { settings }: { readonly settings: Settings }) {
    super(scope, id);
    this.bucket = new Bucket(this, 'Resource', {
      blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
      objectOwnership: ObjectOwnership.BUCKET_OWNER_ENFORCED,
      encryption: BucketEncryption.S3_MANAGED,
      enforceSSL: true,
      versioned: true,
      // What was only passed on, to a department that does not take part, is not kept (row 64).
      lifecycleRules: [
        { prefix: 'forwards/', expiration: Duration.days(1), noncurrentVersionExpiration: Duration.days(1) },
        // How often a sender's pictures came is counted anew where nothing came with one for half a year (E12).
        { prefix: 'images/', expiration: Duration.days(180), noncurrentVersionExpiration: Duration.days(1) },
        // What a form sent waits here until its address is confirmed, for a day; what nobody confirms goes (P19).
        ...['uploads/', 'unconfirmed/'].map((prefix) => ({
          prefix,
          expiration: Duration.days(2),
          noncurrentVersionExpiration: Duration.days(1),
        })),
      ],
      removalPolicy: settings.keepsData ? RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE : RemovalPolicy.DESTROY,
    });
  }

  /** Lets a function read what was said, also what only few may read. */
  openToRead(reader: DeskFunction): void {
    this.lend(reader, 'messages/*', 'restricted/messages/*');
  }

  /** Lets a function read what was said and hand out files, and mails as they came: only this one can. */
  openToHandOut(reader: DeskFunction): void {
    const kinds = ['messages', 'attachments', 'originals'];
    this.lend(reader, ...kinds.flatMap((kind) => [`${kind}/*`, `restricted/${kind}/*`]));
  }

  /** Lets a function read what was said, and words that are only passed on (row 64), to write them into a mail. */
  openToPassOn(reader: DeskFunction): void {
    this.lend(reader, 'messages/*', 'restricted/messages/*', 'forwards/*');
  }

  /** Lets a function see how often a sender's pictures came (E12). */
  openToCount(reader: DeskFunction): void {
    this.lend(reader, 'images/*');
  }

  /** Lets a function read what ordinary cases say: nothing under `restricted/`, where the words of people in distress lie. */
  openToReadOrdinary(reader: DeskFunction): void {
    this.lend(reader, 'messages/*');
  }

  /** Lets a function fetch files that were sent and belong to nothing yet, and nothing else. */
  openToCollect(reader: DeskFunction): void {
    this.lend(reader, 'uploads/*');
  }

  /** Lets a function keep what waits for its address, fetch it again, and let others send files for it. */
  openToRequests(keeper: DeskFunction): void {
    this.lend(keeper, 'unconfirmed/*');
    this.lend(keeper, 'uploads/*');
    this.openToWrite(keeper);
  }

  /** Lets pages of one origin, and no other, send files for requests from a browser; what a link may be put to, its signature says. */
  openToBrowsersAt(origin: string): void {
    this.bucket.addCorsRule({
      allowedOrigins: [origin],
      allowedMethods: [HttpMethods.PUT],
      allowedHeaders: ['content-type'],
      maxAge: 3600,
    });
  }

  /**
   * Has the bucket tell of new objects, for a scanner that looks into the files of cases; `proof` is an object of its own.
   * Said here, so that no deployment takes away what the scanner set.
   */
  openToScan(proof: string): Readonly<{ prefixes: readonly string[]; objects: string[]; bucket: Bucket }> {
    if (!(this.bucket.node.defaultChild instanceof CfnBucket)) throw new Error('a bucket is no CfnBucket');
    // The bucket's own property: `eventBridgeEnabled` would deploy a function of its own to set it.
    this.bucket.node.defaultChild.notificationConfiguration = {
      eventBridgeConfiguration: { eventBridgeEnabled: true },
    };
    const prefixes = ['attachments/', 'restricted/attachments/'];
    const objects = [...prefixes.map((prefix) => `${prefix}*`), proof];
    return { prefixes, objects: objects.map((each) => this.bucket.arnForObjects(each)), bucket: this.bucket };
  }

  /** Its name, by which others speak of what lies in it. */
  get name(): string {
    return this.bucket.bucketName;
  }

  private lend(reader: DeskFunction, ...objects: readonly string[]): void {
    const arns = objects.map((each) => this.bucket.arnForObjects(each));
    reader
      .give('BODIES_BUCKET', this.bucket.bucketName)
      .allow(['s3:GetObject'], arns)
      // Without it S3 answers 403 for what is not there, and nobody could tell a lost text from a lost right.
      .allow(['s3:ListBucket'], [this.bucket.bucketArn]);
  }

  /** Lets a function keep something. */
  openToWrite(writer: DeskFunction): void {
    writer
      .give('BODIES_BUCKET', this.bucket.bucketName)
      .allow(['s3:PutObject'], [this.bucket.arnForObjects('*')]);
  }
}

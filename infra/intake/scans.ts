import { Duration } from 'aws-cdk-lib';
import { Rule } from 'aws-cdk-lib/aws-events';
import { SqsQueue } from 'aws-cdk-lib/aws-events-targets';
import { Construct } from 'constructs';
import type { Store } from '../case/store.ts';
import { nameOf } from '../names.ts';
import { DeskFunction } from '../parts/desk-function.ts';
import { DeskQueue } from '../parts/desk-queue.ts';
import type { Settings } from '../settings.ts';
import { MalwarePlan } from './malware-plan.ts';

/** What the way of verdicts must be told. */
export interface ScansProps {
  /** The stage it belongs to. */
  readonly settings: Settings;
  /** Where files are. */
  readonly store: Store;
}

/**
 * What a scanner says of files, and the scanner itself where the stage asks for it. GuardDuty tells the account's bus, of this bucket alone; a scanner of the company's own may
 * send to the same queue, by a right of its own role.
 */
export class Scans extends Construct {
  constructor(scope: Construct, id: string, { settings, store }: ScansProps) {
    super(scope, id);
    const timeout = Duration.seconds(20);
    const queue = new DeskQueue(this, 'Queue', {
      settings,
      name: 'verdicts',
      impact:
        'A file waits for its verdict: nobody who needs it can download it, or nobody hears that it is infected.',
      timeout,
    });
    const verdict = new DeskFunction(this, 'Verdict', {
      settings,
      name: 'verdict',
      entry: 'functions/intake/verdict.ts',
      does: 'Books what a scanner says of a file, and tells the people of its case of what is not clean.',
      timeout,
    });
    if (settings.scansFiles === 'guardduty') new MalwarePlan(this, 'Plan', { bodies: store.bodies });
    store.openTo(verdict);
    store.bodies.openToRead(verdict);
    queue.feed(verdict, { batch: 10 });
    new Rule(this, 'Scanned', {
      ruleName: nameOf(settings, 'files-scanned'),
      description: 'What GuardDuty says of the files of cases.',
      eventPattern: {
        source: ['aws.guardduty'],
        detailType: ['GuardDuty Malware Protection Object Scan Result'],
        detail: { s3ObjectDetails: { bucketName: [store.bodies.name] } },
      },
      targets: [new SqsQueue(queue.resource)],
    });
  }
}

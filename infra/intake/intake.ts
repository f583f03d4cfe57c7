import { Duration } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import type { Store } from '../case/store.ts';
import { DeskFunction } from '../parts/desk-function.ts';
import { DeskQueue } from '../parts/desk-queue.ts';
import type { Settings } from '../settings.ts';
import { LedgerCheck } from './ledger-check.ts';
import { Mailbox } from './mailbox.ts';

/** What intake must be told. */
export interface IntakeProps {
  /** The stage it belongs to. */
  readonly settings: Settings;
  /** Where cases and bodies go. */
  readonly store: Store;
}

/** The front door for mail: stored raw, then read by the desk. */
export class Intake extends Construct {
  private readonly queue: DeskQueue;
  private readonly mailbox: Mailbox;

  constructor(scope: Construct, id: string, { settings, store }: IntakeProps) {
    super(scope, id);
    const timeout = Duration.minutes(1);
    this.queue = new DeskQueue(this, 'Queue', {
      settings,
      name: 'intake',
      impact: 'Somebody wrote to the desk, and it could not read the mail: no case, no acknowledgement.',
      timeout,
    });
    this.mailbox = new Mailbox(this, 'Mailbox', { settings, tells: this.queue });

    const email = new DeskFunction(this, 'Email', {
      settings,
      name: 'intake-email',
      entry: 'functions/intake/email.ts',
      does: 'Reads a mail and turns it into a case, a reply to one, or a ledger row that says why not.',
      timeout,
      // A mail of 40 MB, the most SES takes, lies in memory three times while it is taken apart.
      memory: 1024,
    });
    // A mail is booked as a dead letter when its last attempt fails.
    email.give('INTAKE_ATTEMPTS', String(this.queue.attempts));
    this.mailbox.openToRead(email);
    this.mailbox.openToForget(email);
    store.openTo(email);
    store.bodies.openToWrite(email);
    store.bodies.openToCount(email);
    store.keys.openTo(email);
    this.queue.feed(email, { batch: 10 });
    new LedgerCheck(this, 'Check', { settings, store, queue: this.queue, mailbox: this.mailbox });
  }

  /** Lets a function have a mail taken in again. */
  openTo(sender: DeskFunction): void {
    this.queue.openTo(sender, 'INTAKE_QUEUE');
    this.mailbox.name(sender);
  }
}

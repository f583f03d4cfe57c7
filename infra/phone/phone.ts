import { Duration } from 'aws-cdk-lib';
import { ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import type { Store } from '../case/store.ts';
import { DeskFunction } from '../parts/desk-function.ts';
import type { Settings } from '../settings.ts';

/** What the telephone must be told. */
export interface PhoneProps {
  /** The stage it belongs to. */
  readonly settings: Settings;
  /** The Amazon Connect instance whose contact flows may tell the desk of a call. */
  readonly instanceArn: string;
  /** Where cases and bodies go. */
  readonly store: Store;
}

/** The front door for callers: a contact flow says what somebody wants, and says the answer aloud. */
export class Phone extends Construct {
  constructor(scope: Construct, id: string, { settings, instanceArn, store }: PhoneProps) {
    super(scope, id);
    const contact = new DeskFunction(this, 'Contact', {
      settings,
      name: 'phone-contact',
      entry: 'functions/phone/contact.ts',
      does: 'Turns what a caller said into a case, and answers with what they hear.',
      // Connect waits no longer.
      timeout: Duration.seconds(8),
    });
    store.openTo(contact);
    store.bodies.openToWrite(contact);
    contact.lambda.addPermission('Connect', {
      principal: new ServicePrincipal('connect.amazonaws.com'),
      sourceArn: instanceArn,
      sourceAccount: instanceArn.split(':')[4] ?? '',
    });
  }
}

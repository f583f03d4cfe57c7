import { Duration } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { DeskQueue } from '../parts/desk-queue.ts';
import type { Settings } from '../settings.ts';

/** How long one batch of deliveries may take: a webhook may wait ten seconds for its answer. */
export const DELIVERY_TIMEOUT = Duration.seconds(30);

/** The ways out of the outbox, one queue for each kind of effect. */
export class DeliveryQueues extends Construct {
  readonly mail: DeskQueue;
  readonly webhook: DeskQueue;
  readonly clocks: DeskQueue;
  readonly process: DeskQueue;
  /** What is said in chats, where the desk speaks in any. */
  readonly chat: DeskQueue | undefined;

  constructor(scope: Construct, id: string, { settings }: { readonly settings: Settings }) {
    super(scope, id);
    const timeout = DELIVERY_TIMEOUT;
    this.mail = new DeskQueue(this, 'Mail', {
      settings,
      name: 'mail',
      impact: 'A person was not told something the desk promised to tell.',
      timeout,
    });
    this.webhook = new DeskQueue(this, 'Webhook', {
      settings,
      name: 'webhook',
      impact: "A department's system never heard of a task it was given.",
      timeout,
    });
    this.clocks = new DeskQueue(this, 'Clocks', {
      settings,
      name: 'clocks',
      impact: 'A promise about time may be broken without anybody being warned.',
      timeout,
    });
    this.process = new DeskQueue(this, 'Process', {
      settings,
      name: 'process',
      impact: 'A case waits although its answer has arrived, or its process never began.',
      timeout,
      // What is paced comes back more often than what is broken.
      attempts: 10,
    });
    this.chat =
      settings.chat &&
      new DeskQueue(this, 'Chat', {
        settings,
        name: 'chat-posts',
        impact: 'Somebody who turned to the desk in a chat was not answered, there or by mail.',
        timeout,
      });
  }
}

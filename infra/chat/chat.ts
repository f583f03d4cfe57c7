import { Duration } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import type { HttpDoor } from '../api/http-door.ts';
import type { Store } from '../case/store.ts';
import { DELIVERY_TIMEOUT, type DeliveryQueues } from '../delivery/queues.ts';
import { DeskFunction } from '../parts/desk-function.ts';
import { DeskQueue } from '../parts/desk-queue.ts';
import type { ChatApp, Settings } from '../settings.ts';
import { ChatDoor } from './chat-door.ts';

/** What the chats must be told. */
export interface ChatProps {
  /** The stage they belong to. */
  readonly settings: Settings;
  /** The programs people may turn to the desk in. */
  readonly apps: readonly ChatApp[];
  /** Where cases and bodies go. */
  readonly store: Store;
  /** The ways out. */
  readonly queues: DeliveryQueues;
  /** Where the programs tell what was said. */
  readonly door: HttpDoor;
}

/** The front door for chats: each program has a door of its own, and behind them all there is one queue. */
export class Chat extends Construct {
  constructor(scope: Construct, id: string, { settings, apps, store, queues, door }: ChatProps) {
    super(scope, id);
    const timeout = Duration.minutes(1);
    const queue = new DeskQueue(this, 'Queue', {
      settings,
      name: 'chat',
      impact: 'Somebody turned to the desk in a chat, and it could not take that in: no case, no answer.',
      timeout,
    });
    const take = new DeskFunction(this, 'Take', {
      settings,
      name: 'chat-take',
      entry: 'functions/chat/take.ts',
      does: 'Turns something said in a chat into a case, a word in one, or a ledger row that says why not.',
      timeout,
    });
    // What was said is booked as a dead letter when its last attempt fails.
    take.give('INTAKE_ATTEMPTS', String(queue.attempts));
    store.openTo(take);
    store.bodies.openToWrite(take);
    // Which files of a message were kept, its body says; whoever is in need is told nothing of them.
    store.bodies.openToReadOrdinary(take);
    store.keys.openTo(take);
    queue.feed(take, { batch: 5 });

    const post = new DeskFunction(this, 'Post', {
      settings,
      name: 'chat-post',
      entry: 'functions/chat/post.ts',
      does: 'Says something in the chat of a case, or hands it to the mails.',
      timeout: DELIVERY_TIMEOUT,
    });
    post.give('PUBLIC_URL', door.url);
    store.openTo(post);
    store.bodies.openToRead(post);
    store.keys.openTo(post);
    queues.mail.openTo(post, 'MAIL_QUEUE');
    queues.chat?.openTo(post, 'CHAT_POST_QUEUE');
    queues.chat?.feed(post, { batch: 5 });

    for (const app of apps) {
      const way = new ChatDoor(this, app === 'slack' ? 'Slack' : 'Teams', { settings, app, queue, door });
      way.secret.openTo(take);
      way.secret.openTo(post);
    }
  }
}

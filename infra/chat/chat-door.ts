import { Construct } from 'constructs';
import type { HttpDoor } from '../api/http-door.ts';
import { DeskFunction } from '../parts/desk-function.ts';
import type { DeskQueue } from '../parts/desk-queue.ts';
import type { ChatApp, Settings } from '../settings.ts';
import { ChatSecret } from './chat-secret.ts';

/** What the door of a program must be told. */
export interface ChatDoorProps {
  /** The stage it belongs to. */
  readonly settings: Settings;
  /** The program. */
  readonly app: ChatApp;
  /** Where what was said goes. */
  readonly queue: DeskQueue;
  /** The one door for HTTP. */
  readonly door: HttpDoor;
}

const DOORS = {
  slack: {
    does: 'Checks what Slack tells by its signature, and puts it into the queue.',
    paths: ['/chat/slack'],
  },
  teams: {
    does: 'Checks what Teams tells by its signature or token, and puts it into the queue.',
    paths: ['/chat/teams', '/chat/teams/webhook'],
  },
} as const satisfies Readonly<Record<ChatApp, { does: string; paths: readonly string[] }>>;

/** Where one program tells what was said: opened by its signature, not by a token of the company. */
export class ChatDoor extends Construct {
  readonly secret: ChatSecret;

  constructor(scope: Construct, id: string, { settings, app, queue, door }: ChatDoorProps) {
    super(scope, id);
    this.secret = new ChatSecret(this, 'Secret', { settings, app });
    const { does, paths } = DOORS[app];
    const handler = new DeskFunction(this, 'Door', {
      settings,
      name: `chat-${app}`,
      entry: `functions/chat/${app}.ts`,
      does,
    });
    this.secret.openTo(handler);
    queue.openTo(handler, 'CHAT_QUEUE');
    door.open(
      handler,
      paths.map((path) => ({ method: 'POST', path, open: true })),
    );
  }
}

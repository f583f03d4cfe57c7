import { randomBytes, randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { createTransport, type SendMailOptions } from 'nodemailer';
import type { Shown } from '#test/journeys/driver/api.ts';
import { FRONT_DOOR, linkIn, replyTo } from '#test/journeys/driver/letters.ts';
import { press } from '#test/journeys/driver/page.ts';
import { waitFor } from '#test/journeys/driver/wait.ts';
import type { DemoDesk } from './desk.ts';
import type { DemoSystem } from './systems.ts';

/** Long enough to be watched. */
const A_PERSON_THINKS = 2_000;

/** A case as an agent who may see all departments sees it. */
export type Seen = Shown &
  Readonly<{ label: Readonly<{ kind: string; stage: string }>; requester: Readonly<{ address: string }> }>;

/** A mail of the demonstration. */
export type Sent = SendMailOptions & Readonly<{ from: string }>;

/** What the stories are played on: the desk, its departments' systems, and people with addresses of this run. */
export interface Stage {
  readonly desk: DemoDesk;
  readonly systems: Readonly<Record<'it' | 'hr' | 'facilities', DemoSystem>>;
  /** An address nobody had in an earlier run. */
  person(name: string): string;
  /** A Message-ID nobody used before. */
  newId(): string;
  /** Sends a mail by SMTP and answers with its Message-ID. */
  send(mail: Sent): Promise<string>;
  see(caseId: string): Promise<Seen>;
  /** Somebody who was asked by mail opens its link, reads the form and presses a button. */
  answers(who: string, of: Seen, button: string, fields?: Record<string, string>): Promise<void>;
  /** The requester hears that it is solved, and says that it helped. */
  confirms(of: Seen): Promise<void>;
  /** The requester answers a mail of the desk. */
  replies(of: Seen, about: string, text: string): Promise<string>;
  /** The platform team keeps who leads whom. */
  manages(manager: string, person: string): Promise<void>;
  agent(department: string): ReturnType<DemoDesk['as']>;
}

/** Sets the stage for one run. */
export function setStage(desk: DemoDesk, systems: Stage['systems']): Stage {
  const run = randomBytes(2).toString('hex');
  const { hostname: host, port } = new URL(desk.smtp);
  const transport = createTransport({ host, port: Number(port), ignoreTLS: true });
  const person = (name: string) => `${name}.${run}@corp.example`;
  const viewer = desk.as(person('viewer'), 'it', 'hr', 'facilities', 'triage', 'desk');
  const newId = () => `${randomUUID()}@corp.example`;
  const send = async ({ messageId = newId(), ...mail }: Sent) => {
    await transport.sendMail({ to: FRONT_DOOR, date: desk.now(), ...mail, messageId: `<${messageId}>` });
    return messageId;
  };
  const see = async (caseId: string) => (await viewer.case(caseId)) as Seen;
  return {
    desk,
    systems,
    person,
    newId,
    send,
    see,
    agent: (department) => desk.as(person('agent'), department),
    answers: async (who, { reference }, button, fields = {}) => {
      const mail = await waitFor(`a question to ${who} about ${reference}`, async () =>
        (await desk.mailbox(who)).findLast(
          ({ subject, text }) => `${subject}\n${text}`.includes(reference) && text.includes('/answers/'),
        ),
      );
      await pause(A_PERSON_THINKS);
      const { status, html } = await press(linkIn(mail, '/answers/'), button, fields);
      if (status !== 200 || !html.includes('This is answered'))
        throw new Error(`${who} could not answer '${button}': ${status}`);
    },
    confirms: async ({ requester, reference }) => {
      const mail = await desk.mailTo(requester.address, reference, 'Did this help?');
      await pause(A_PERSON_THINKS);
      const { status } = await press(linkIn(mail, '/surveys/', 'helped=yes'), 'yes');
      if (status !== 200) throw new Error(`the survey of ${reference} was answered ${status}`);
    },
    replies: async ({ requester }, about, text) => {
      const mail = await desk.mailTo(requester.address, about);
      const { from, to, subject, text: words, headers } = replyTo(mail, requester.address, text);
      return send({ from, to, subject, text: words, headers: { ...headers } });
    },
    manages: async (manager, who) => {
      const { status } = await desk
        .as('root@corp.example', 'platform')
        .put(`/people/${encodeURIComponent(who)}`, { manager });
      if (status !== 200) throw new Error(`the directory answered ${status}`);
    },
  };
}

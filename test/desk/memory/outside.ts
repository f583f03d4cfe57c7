import PostalMime, { type Email } from 'postal-mime';
import type { Outgoing } from '#desk/delivery/effect.ts';
import { type Hand, sendMail } from '#desk/delivery/send-mail.ts';
import { resendWebhook, sendWebhook } from '#desk/delivery/send-webhook.ts';
import type { Outcome } from '#desk/delivery/webhook.ts';
import type { System, Wire } from '#desk/delivery/wire.ts';
import type { Ports } from '#desk/ports.ts';
import { lookAtCase } from '#desk/sla/look-at-case.ts';
import { type Processes, processes } from './processes.ts';

/** A mail as it reached people. */
export type Sent = Readonly<{ to: readonly string[]; raw: string }>;
/** A webhook as it reached a department's system. */
export type Call = Readonly<{ url: string; headers: Readonly<Record<string, string>>; body: string }>;

/** The world around the desk: a mail provider, a department's system, an engine of processes. */
export type Outside = Readonly<{
  /** Every mail the provider took, repeated ones too. */
  mails: Sent[];
  /** Every attempt that reached a system. */
  calls: Call[];
  engine: Processes;
  /** Deliveries handed back to their queue, with their seconds. */
  again: (readonly [string, number])[];
  /** What somebody has to hear of, with its department. */
  alarms: string[];
  /** What the mail provider and the system do; a test changes it. */
  behaves: { hand: Hand; system: System; answer: Outcome };
  wire: Wire;
  /** Hands one effect on, as the queues and their functions would. */
  deliver(ports: Ports, out: Outgoing): Promise<void>;
  /** Tries a webhook again. */
  resend(ports: Ports, deliveryId: string): Promise<void>;
}>;

/** The Message-ID of a sent mail: a mailbox shows it once, however often it comes. */
export const messageIdOf = ({ raw }: Sent): string => /^Message-ID:\s*<([^>]+)>/m.exec(raw)?.[1] ?? '';

/** A sent mail as its reader sees it. */
export const opened = ({ raw }: Sent): Promise<Email> => PostalMime.parse(raw);

/** A world in which everything works, until a test says otherwise. */
export function outside(): Outside {
  const mails: Sent[] = [];
  const calls: Call[] = [];
  const again: [string, number][] = [];
  const alarms: string[] = [];
  const engine = processes();
  const answer: Outcome = { kind: 'answered', status: 202, at: '2026-03-02T09:00:00.000Z' };
  const behaves: Outside['behaves'] = {
    hand: async () => 'taken',
    system: {
      url: 'https://system.corp-it.com/desk',
      network: 'public',
      secrets: ['whsec_c2VjcmV0IG9mIGl0'],
    },
    answer,
  };
  const wire: Wire = {
    system: async () => behaves.system,
    post: async ({ url }, _network, headers, body) => {
      calls.push({ url, headers, body });
      return { outcome: behaves.answer, note: 'noted' };
    },
    again: async (id, seconds) => {
      again.push([id, seconds]);
    },
    alarm: (what, department) => alarms.push(`${what} ${department}`),
    chance: () => 0.5,
    schedule: undefined,
  };
  const hand: Hand = async (to, raw, about) => {
    const id = await behaves.hand(to, raw, about);
    mails.push({ to, raw });
    return id;
  };
  return {
    mails,
    calls,
    engine,
    again,
    alarms,
    behaves,
    wire,
    deliver: async (ports, out) => {
      const { caseId, effect } = out;
      if (effect.kind === 'mail') await sendMail(ports, caseId, effect, hand);
      else if (effect.kind === 'webhook') await sendWebhook(ports, wire, caseId, effect);
      else if (effect.kind === 'wake') await lookAtCase(ports, effect.child ?? caseId);
      else await engine.move(ports, out);
    },
    resend: (ports, id) => resendWebhook(ports, wire, id),
  };
}

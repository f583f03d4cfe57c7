import { envelopeSender, mailboxOf, sender } from './addresses.ts';
import { all, first, type Header } from './headers.ts';
import type { Attachment, Automation } from './message.ts';
import { isHard, readReport } from './report.ts';

/** What of a mail tells whether a person wrote it. `calendarReply`: one of its parts answers an invitation. */
export type Classifiable = Readonly<{
  headers: readonly Header[];
  subject: string;
  text: string;
  attachments: readonly Attachment[];
  calendarReply: boolean;
  ours: readonly string[];
}>;

const DAEMON =
  /^(?:mailer[-_.]?daemon|postmaster|mail[-_.]?daemon|mail-delivery-(?:subsystem|system)|mdaemon)(?:[+._-][^@]*)?@/i;
const NOBODY =
  /^(?:no[-_.]?reply|do[-_.]?not[-_.]?reply|noreply[^@]*|[^@]*[-_.]noreply|no-?responder|ne-?pas-?repondre|keine-?antwort)@/i;
const UNDELIVERED =
  /undeliver|delivery (?:status|has failed|failure|incomplete)|returned (?:mail|to sender)|failure notice|mail delivery (?:failed|system)|unzustellbar|nicht zugestellt|non remis|no entregado|mancato recapito|onbestelbaar|warning: message \S+ delayed|delayed mail/i;
/** How absence notes begin in the languages we ship; never proof on its own (E5). */
const ABSENT =
  /^\s*(?:automatic reply|automatische (?:antwort|reactie)|automatisch antwoord|odpowiedź automatyczna|auto: .{1,80} (?:is|est|ist|está) |abwesen(?:d|heit)|réponse automatique|absence|absent|respuesta automática|fuera de(?: la)? oficina|risposta automatica|fuori (?:ufficio|sede)|resposta automática|fora do escritório|out of (?:the )?office|out-of-office|on (?:vacation|leave|holiday)|vacation|i am away|afwezig|automatiskt svar|automatisk svar|autosvar|frånvarande|automaattinen vastaus|poissa|automatyczna odpowiedź|nieobecność|otomatik yanıt|自动(?:回复|答复)|自動(?:応答|回覆)|不在|자동 (?:회신|응답)|автоответ|автоматический ответ|auto(?:matic)?[- ]?(?:reply|response))/iu;

const yes = (value: string | undefined) => value !== undefined && /^\s*(?:yes|true|1|all|auto)/i.test(value);

/** What the headers say, by name: the value is there and means what the rule asks for. */
function signs({ headers, subject, calendarReply, ours }: Classifiable) {
  const submitted = (first(headers, 'auto-submitted') ?? 'no').trim().toLowerCase();
  const precedence = [...all(headers, 'precedence'), ...all(headers, 'x-precedence')].join(' ').toLowerCase();
  const type = first(headers, 'content-type') ?? '';
  const from = sender(headers)?.address ?? '';
  const listId = first(headers, 'list-id')?.toLowerCase() ?? '';
  // A front door that is itself a group address stamps every mail as list mail; that list is us.
  const ownList = ours.some((door) => listId.includes(`<${mailboxOf(door).replace('@', '.')}>`));
  const has = (name: string) => first(headers, name) !== undefined;

  return {
    'Auto-Submitted': !/^no\b/.test(submitted),
    replied: /^auto-replied/.test(submitted),
    vacation: /vacation|out-of-office|ooo/.test(submitted),
    'X-Autoreply': yes(first(headers, 'x-autoreply')) || has('x-autorespond') || has('x-autoresponder'),
    'X-MS-Exchange-Inbox-Rules-Loop': has('x-ms-exchange-inbox-rules-loop'),
    Precedence: /auto_reply/.test(precedence),
    'X-Loop': has('x-loop') || has('x-no-loop'),
    'X-FC-Machinegenerated': yes(first(headers, 'x-fc-machinegenerated')),
    'X-Failed-Recipients': has('x-failed-recipients'),
    report: /^\s*multipart\/report/i.test(type),
    calendar: calendarReply,
    nullPath: envelopeSender(headers) === '',
    daemon: DAEMON.test(from),
    nobody: NOBODY.test(from),
    absent: ABSENT.test(subject),
    bulk: !ownList && /\b(?:bulk|junk|list)\b/.test(precedence),
    list: !ownList && ['list-id', 'list-unsubscribe', 'mailing-list'].some(has),
    own: has('x-desk-loop') || ours.some((door) => mailboxOf(door) === mailboxOf(from)),
  };
}

/** The names under which the evidence is kept, where the sign is not itself a header's name. */
const NAMES: Readonly<Record<string, string>> = {
  replied: 'Auto-Submitted',
  vacation: 'Auto-Submitted',
  report: 'Content-Type',
  calendar: 'Content-Type',
  nullPath: 'Return-Path',
  daemon: 'From',
  nobody: 'From',
  absent: 'Subject',
  bulk: 'Precedence',
  list: 'List-Id',
  own: 'X-Desk-Loop',
};

/**
 * Tells whether a person wrote a mail, and if not, what kind of machine did, with the headers that decided it (E5). An absence note stays
 * one even from postmaster@ and with a null path, unless a delivery report is in it. `X-Auto-Response-Suppress` alone proves nothing:
 * it asks not to be answered automatically.
 */
export function classify(mail: Classifiable): Automation {
  const found = signs(mail);
  const evidence = (...names: (keyof typeof found)[]) => [
    ...new Set(names.filter((name) => found[name]).map((name) => NAMES[name] ?? name)),
  ];
  if (found.own) return { kind: 'own-loop', evidence: evidence('own') };

  const status = mail.attachments.some(({ type }) => /^message\/(?:global-)?delivery-status$/.test(type));
  const replied = found.replied || found['X-Autoreply'] || found.vacation;
  const machine = found.nullPath || found.daemon;
  // Exim calls its reports auto-replied, as absence notes are called; its subject or its own header tells them apart.
  const undelivered = UNDELIVERED.test(mail.subject);
  const failed = machine && !found.absent && (undelivered || (found.daemon && !replied));
  if (status || failed || found['X-Failed-Recipients']) {
    const report = readReport(mail.attachments, mail.text, first(mail.headers, 'x-failed-recipients'));
    const seen = evidence('report', 'X-Failed-Recipients', 'nullPath', 'daemon', 'Auto-Submitted');
    // "Delivered", "relayed", "expanded": good news is no bounce.
    if (status && report.action && !['failed', 'delayed'].includes(report.action)) {
      return { kind: 'auto-reply', evidence: seen };
    }
    return { kind: isHard(report) ? 'bounce-hard' : 'bounce-soft', evidence: seen, bounce: report.bounce };
  }

  const answered = replied || found.Precedence || found['Auto-Submitted'] || machine;
  if (answered && (found.absent || found.vacation || found['X-MS-Exchange-Inbox-Rules-Loop'])) {
    const seen = evidence(
      'replied',
      'X-Autoreply',
      'Precedence',
      'nullPath',
      'X-MS-Exchange-Inbox-Rules-Loop',
      'absent',
    );
    return { kind: 'ooo', evidence: seen };
  }
  const automatic = evidence(
    ...(['Auto-Submitted', 'X-Autoreply', 'Precedence', 'X-Loop', 'X-FC-Machinegenerated'] as const),
    ...(['report', 'calendar', 'nullPath', 'daemon'] as const),
  );
  const spread = evidence('bulk', 'list');
  // A newsletter's null path or noreply@ says less about it than its being sent to many.
  if (spread.length > 0 && !replied) return { kind: 'bulk', evidence: spread };
  const machines = [...automatic, ...evidence('nobody')];
  if (machines.length > 0) return { kind: 'auto-reply', evidence: [...new Set(machines)] };
  return { kind: 'human', evidence: [] };
}

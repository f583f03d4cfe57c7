/** The line our own mails begin with, so that what stands below it in a reply is ours (E12). */
export const REPLY_LINE = '##- Please write your reply above this line -##';

const OWN_LINE = /##-.{0,120}-##/;
const ORIGINAL =
  /^\s*[-_*]{2,}\s*(?:original (?:message|appointment)|forwarded message|ursprüngliche nachricht|weitergeleitete nachricht|message d'origine|message transféré|mensaje original|messaggio originale|oorspronkelijk bericht|mensagem original|originalmeddelande|opprinnelig melding|oprindelig meddelelse|alkuperäinen viesti|wiadomość oryginalna|orijinal mesaj|исходное сообщение|пересылаемое сообщение|原始邮件|原始郵件|元のメッセージ|원본 메시지)\s*[-_*]{2,}\s*$/iu;
/** "On … wrote:" in the languages of the common mail programs; up to three lines when it was wrapped. */
const WROTE =
  /(?:^\s*(?:on|am|le|el|il|op|em|den|w dniu|dnia|в|вт|пн|ср|чт|пт|сб|вс|a|dne)\s?[\s,.].*\d.*(?:wrote|schrieb|a écrit|escribió|ha scritto|schreef|escreveu|skrev|napisał\(?a?\)?|pisze|написал\(?а?\)?|пишет|napsal\(?a?\)?|kirjoitti|yazdı).{0,200}|^.{0,60}\d.*<[^<>\s]+@[^<>\s]+>.{0,40}|^.{0,80}\d.*(?:写道|寫道|のメール|님이 작성|пишет|написал\(?а?\)?|kirjoitti|yazdı))\s*[:：]\s*$/iu;
const FROM =
  /^[\s>*]*(?:from|von|de|da|van|från|fra|lähettäjä|od|kimden|от|发件人|寄件者|差出人|보낸 사람)\s*\*?\s*[:：]\*?\s*\S/iu;
const HEADER =
  /^[\s>*]*(?:sent|gesendet|envoyé|enviado(?: el)?|inviato|verzonden|skickat|sendt|lähetetty|wysłano|gönderildi|отправлено|дата|发送时间|寄件日期|送信日時|보낸 날짜|date|datum|fecha|data|to|an|à|para|a|aan|till|til|vastaanottaja|do|kime|кому|收件人|收件者|宛先|받는 사람|subject|betreff|objet|asunto|oggetto|assunto|onderwerp|ämne|emne|aihe|temat|konu|тема|主题|主旨|件名|제목|cc|kopie|копия|抄送)\s*\*?\s*[:：]/iu;
/** HCL Notes puts the attribution between dashes: `-----"Desk" <help@desk.example> wrote: -----`. */
const NOTES = /^\s{0,9}-{3,20}[^\s-].{0,200}[:：]\s?-{3,20}\s*$/u;
const MARKED = /^\s{0,3}>/;
const MOBILE =
  /^\s*(?:sent from (?:my|outlook|yahoo|proton)|get outlook for|von meinem .{1,40} gesendet|gesendet (?:von|mit) |holen sie sich outlook|outlook für .{3,10} (?:beziehen|herunterladen)|envoyé (?:de|depuis) |télécharger outlook|enviado (?:desde|do) |obtener outlook|inviato da|scarica outlook|verstuurd vanaf|skickat från|wysłane z |отправлено (?:из|с) |发自我的|iphoneから送信)/iu;

/** The words of a text that was signed by PGP where it stands, without its armour (RFC 9580, section 7). */
function withoutArmour(text: string): string {
  const head = '-----BEGIN PGP SIGNED MESSAGE-----\n';
  const begin = text.indexOf(head);
  const words = begin < 0 ? -1 : text.indexOf('\n\n', begin);
  const sign = words < 0 ? -1 : text.indexOf('\n-----BEGIN PGP SIGNATURE-----', words);
  if (sign < 0) return text;
  const tail = '\n-----END PGP SIGNATURE-----';
  const end = text.indexOf(tail, sign);
  return text.slice(0, begin) + text.slice(words + 2, sign) + (end < 0 ? '' : text.slice(end + tail.length));
}

/** Whether a separator or the head of a quoted mail stands at this line: everything below it is somebody else's. */
function endsHere(lines: readonly string[], at: number): boolean {
  const line = lines[at] ?? '';
  if (OWN_LINE.test(line) || ORIGINAL.test(line) || NOTES.test(line)) return true;
  if (/^\s*_{20,}\s*$/.test(line) && FROM.test(lines[at + 1] || lines[at + 2] || '')) return true;
  return FROM.test(line) && lines.slice(at + 1, at + 6).filter((next) => HEADER.test(next)).length >= 2;
}

/** How many lines "On … wrote:" takes that starts at this line; none when it does not. */
function attribution(lines: readonly string[], at: number): number {
  for (let length = 1; length <= 3; length++) {
    const last = lines[at + length - 1]?.trimEnd() ?? '';
    if (last === '') return 0;
    if (!/[:：]$/.test(last)) continue;
    const line = lines.slice(at, at + length).join(' ');
    // Nobody's name and date are longer; the pattern is not to be fed pages.
    return line.length <= 400 && WROTE.test(line) ? length : 0;
  }
  return 0;
}

/** The first line from here on that says anything. */
function nextWords(lines: readonly string[], from: number): string {
  for (let at = from; at < lines.length; at++) if (lines[at]?.trim()) return lines[at] ?? '';
  return '';
}

/** The lines that are the sender's: where quoted lines are marked those go, so answers between and below them stay. */
function unquoted(lines: readonly string[]): readonly string[] {
  const own: string[] = [];
  for (let at = 0; at < lines.length; at++) {
    if (endsHere(lines, at)) break;
    const wrote = attribution(lines, at);
    if (wrote > 0 && !MARKED.test(nextWords(lines, at + wrote))) break;
    if (wrote > 0) at += wrote - 1;
    else if (!MARKED.test(lines[at] ?? '')) own.push(lines[at] ?? '');
  }
  return own;
}

/** The lines above the signature: "-- " by convention, or the advertisement of a phone at the end (E12). */
function unsigned(lines: readonly string[]): readonly string[] {
  const dashes = lines.findIndex((line) => /^--\s?$/.test(line));
  const above = dashes < 0 ? lines : lines.slice(0, dashes);
  const last = above.findLastIndex((line) => line.trim() !== '');
  const sign = above.findIndex((line, i) => i >= last - 2 && MOBILE.test(line));
  return sign < 0 ? above : above.slice(0, sign);
}

/**
 * What the sender wrote this time (E12): above our own reply line or the mail program's separator, without quoted lines and signature.
 * Empty when nothing is left; whoever calls decides what then.
 */
export function withoutQuote(text: string): string {
  const plain = withoutArmour(text.replace(/\r\n?/g, '\n'));
  const lines = plain.split('\n').map((line) => (/^\s+$/.test(line) ? '' : line));
  return unsigned(unquoted(lines))
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
}

/** The shortest of several readings that says anything; the whole text when none does (E12). */
export function newestWords(whole: string, readings: readonly string[]): string {
  const found = readings.map(withoutQuote).filter((reading) => reading !== '');
  return found.toSorted((a, b) => a.length - b.length)[0] ?? whole;
}

import { describe, expect, test } from 'vitest';
import { fileName } from '#desk/intake/attachments.ts';
import { detectCharset } from '#desk/intake/charset.ts';
import { joinWords } from '#desk/intake/encoded-words.ts';
import { newTextOfHtml, textOfHtml } from '#desk/intake/html.ts';
import { newestWords, REPLY_LINE, withoutQuote } from '#desk/intake/quotes.ts';

describe('what is new in a text (E12)', () => {
  test.each([
    ['On Tue, Mar 3, 2026 at 9:02 AM Desk <help@desk.example> wrote:'],
    ['Am 03.03.2026 um 09:02 schrieb Service Desk:'],
    ['Am Di., 3. März 2026 um 09:02 Uhr schrieb Desk <help@desk.example>:'],
    ['Le mar. 3 mars 2026 à 09:02, Desk <help@desk.example> a écrit :'],
    ['El mar, 3 mar 2026 a las 9:02, Desk (<help@desk.example>) escribió:'],
    ['Il giorno mar 3 mar 2026 alle ore 09:02 Desk <help@desk.example> ha scritto:'],
    ['Op di 3 mrt 2026 om 09:02 schreef Desk <help@desk.example>:'],
    ['Em ter., 3 de mar. de 2026 às 09:02, Desk <help@desk.example> escreveu:'],
    ['Den tis 3 mars 2026 kl 09:02 skrev Desk <help@desk.example>:'],
    ['W dniu 3.03.2026 o 09:02, Desk pisze:'],
    ['вт, 3 мар. 2026 г. в 09:02, Desk <help@desk.example>:'],
    ['2026年3月3日(火) 9:02 Desk <help@desk.example>:'],
    ['Desk <help@desk.example> 于2026年3月3日周二 09:02写道：'],
    ['-----Original Message-----'],
    ['-----Ursprüngliche Nachricht-----'],
    ["-------- Message d'origine --------"],
    ['From: Desk\nSent: Tuesday\nTo: Anna\nSubject: Printer\n'],
    ['*From:* Desk\n*Date:* Tuesday\n*To:* Anna\n'],
    ['Von: Desk\nGesendet: Dienstag\nAn: Anna\nBetreff: Drucker\n'],
    ['De : Desk\nEnvoyé : mardi\nÀ : Anna\nObjet : Imprimante\n'],
    ['发件人: Desk\n发送时间: 2026年3月3日\n收件人: Anna\n主题: 打印机\n'],
    ['________________________________\nFrom: Desk\n'],
    ['-----"Desk" <help@desk.example> wrote: -----\nTo: Anna\nFrom: Desk\n'],
    ['-----Service Desk schrieb: -----'],
    [REPLY_LINE],
  ])('E12 ends above "%s"', (separator) => {
    expect(withoutQuote(`The new words.\n\n${separator}\nold words\nmore of them`)).toBe('The new words.');
  });

  test.each([
    'On Monday the printer wrote:\nPC LOAD LETTER',
    'From: the hall\nTo: the window, that is where it stands',
    'I have 3 questions:\nwhich, when, how',
    'Steps -- 1, 2 -- and then:\nit fails',
    '---- see note: ---- it is broken',
    '-----BEGIN PGP SIGNED MESSAGE-----\nand no signature',
    'He said > 5 is fine',
  ])('E12 keeps "%s", which quotes nobody', (text) => expect(withoutQuote(text)).toBe(text));

  test('E12 answers between and below quoted lines stay', () => {
    expect(
      withoutQuote('On 3 Mar 2026, Desk wrote:\n> Which?\nThe left one.\n> Since when?\nMonday.\n'),
    ).toBe('The left one.\nMonday.');
  });

  test.each([
    '-- \nAnna Berg\nPurchasing',
    '--\nAnna',
    'Sent from my iPhone',
    'Von meinem iPhone gesendet',
    'Envoyé de mon iPhone',
    'Wysłane z iPhone’a',
  ])('E12 the signature "%s" goes', (signature) =>
    expect(withoutQuote(`The new words.\n\n${signature}\n`)).toBe('The new words.'),
  );

  test('E12 words that were signed where they stand lose the armour', () => {
    const signed = '-----BEGIN PGP SIGNED MESSAGE-----\nHash: SHA512\n\nThe new words.\n';
    const signature = '-----BEGIN PGP SIGNATURE-----\n\niHUE\n-----END PGP SIGNATURE-----\n';
    expect(withoutQuote(signed + signature)).toBe('The new words.');
    expect(withoutQuote(`${signed}${signature}More words.`)).toBe('The new words.\nMore words.');
  });

  test('E12 of several readings the shortest that says anything is taken', () => {
    expect(newestWords('all of it', ['', 'quite long', 'short', '> nothing'])).toBe('short');
    expect(newestWords('all of it', ['', '> nothing'])).toBe('all of it');
  });
});

describe('words of a page (E12)', () => {
  test('E12 no markup, no script, nothing hidden', () => {
    const page =
      '<head><title>t</title></head><body><style>s</style><p>Hi <b>there</b></p><script>x</script><p style="display: none">h</p><p hidden>h</p>&amp;</body>';
    expect(textOfHtml(page)).toBe('Hi there\n&');
  });

  test.each([
    '<div class="gmail_quote">old</div>',
    '<blockquote type="cite">old</blockquote>',
    '<div class="moz-cite-prefix">On</div><blockquote type="cite">old</blockquote>',
    '<div class="protonmail_quote">old</div>',
    '<div class="yahoo_quoted">old</div>',
    '<div id="appendonsend"></div><hr><div id="divRplyFwdMsg">From</div><div>old</div>',
    '<div style="border:none;border-top:solid #E1E1E1 1.0pt">From</div><p>old</p>',
    '<p><a name="_MailAutoSig">Anna Berg</a></p><p>Purchasing</p><div>old</div>',
    '<hr id="zwchr" data-marker="__DIVIDER__"><div data-marker="__HEADERS__">From</div>old',
  ])('E12 %s is not new', (quote) => expect(newTextOfHtml(`<div>new</div>${quote}`)).toBe('new'));

  test.each(['javascript:steal()', 'data:text/html,x', 'vbscript:x', ' JaVaScRiPt:x'])(
    'E12 of a link to %s only the words stay',
    (link) => expect(textOfHtml(`<a href="${link}">Look</a>`)).toBe('Look'),
  );

  test('E12 of a link that leads somewhere the way stays', () => {
    expect(textOfHtml('<a href="https://intranet.corp.example/form">The form</a>')).toBe(
      'The form [https://intranet.corp.example/form]',
    );
  });

  test('E12 a page nested beyond reason still gives its words', () => {
    expect(textOfHtml(`${'<div>'.repeat(5000)}deep`)).toBe('deep');
  });
});

describe('charsets and names (E13)', () => {
  const word = (bytes: Uint8Array, encoding = 'B') =>
    encoding === 'B'
      ? `=?utf-8?B?${Buffer.from(bytes).toString('base64')}?=`
      : `=?utf-8?Q?${[...bytes].map((byte) => `=${byte.toString(16).toUpperCase()}`).join('')}?=`;

  test.each(['B', 'Q'])(
    'P18 a letter split between two encoded words (%s) is one letter again',
    (encoding) => {
      const bytes = Buffer.from('日本');
      const block = `Subject: ${word(bytes.subarray(0, 4), encoding)}\r\n ${word(bytes.subarray(4), encoding)}`;
      expect(joinWords(block)).toBe(`Subject: ${word(bytes)}`);
    },
  );

  test('E13 encoded words that are whole stay as they came', () => {
    const block = `Subject: ${word(Buffer.from('日'))}\r\n ${word(Buffer.from('本'))}`;
    expect(joinWords(block)).toBe(block);
    const unknown = 'Subject: =?x-odd?B?/w==?= =?x-odd?B?/w==?=';
    expect(joinWords(unknown)).toBe(unknown);
  });

  test.each([
    ['utf-8', Buffer.from('Größe')],
    ['windows-1252', Buffer.from('Der Zugang f\xfcr J\xfcrgen', 'latin1')],
    ['iso-2022-jp', Buffer.from('\x1b$BFs7n\x1b(B')],
    ['gb18030', Buffer.from([0xb4, 0xf2, 0xd3, 0xa1, 0xbb, 0xfa, 0xbb, 0xb5, 0xc1, 0xcb])],
    [
      'koi8-r',
      Buffer.from([0xf0, 0xd2, 0xcf, 0xd0, 0xd5, 0xd3, 0xcb, 0x20, 0xd7, 0x20, 0xc7, 0xc1, 0xd2, 0xc1, 0xd6]),
    ],
    ['utf-8', Buffer.alloc(0)],
  ])('E13 %s is told by its bytes', (label, bytes) => expect(detectCharset(bytes)).toBe(label));

  test.each([
    ['../../etc/passwd', 'passwd'],
    ['C:\\Users\\anna\\scan.pdf', 'scan.pdf'],
    ['a\u0000b\u202egnp.exe', 'abgnp.exe'],
    ['..', 'attachment-1.pdf'],
    ['   ', 'attachment-1.pdf'],
    ['.htaccess', 'htaccess'],
    [null, 'attachment-1.pdf'],
    ['über uns.pdf', 'über uns.pdf'],
    ['a"b<c>|:*?.pdf', 'abc.pdf'],
  ])('E13 a file called %j is called %j', (given, name) =>
    expect(fileName(given, 'application/pdf', 1)).toBe(name),
  );

  test('E13 a long name keeps its extension', () => {
    expect(fileName(`${'ü'.repeat(300)}.docx`, 'x/y', 1)).toMatch(/^ü{115}\.docx$/);
  });
});

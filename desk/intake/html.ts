import { compile, type Selector } from 'html-to-text';

/** Beyond this the rest of a page is not read for its words; the original keeps it. */
const LONGEST = 2 * 1024 * 1024;

/** Stands where a mail program began to quote; a private-use character that no keyboard writes. */
const QUOTE_STARTS = '\uE0A1quote\uE0A1';

/** Where a link may lead; what would run something is only its words. */
const harmless = (link: string) => (/^\s*(?:https?:|mailto:|tel:)/i.test(link) ? link : '');

const SHOWN: Selector[] = [
  {
    selector: 'a',
    options: { hideLinkHrefIfSameAsText: true, noAnchorUrl: true, pathRewrite: harmless },
  },
  { selector: 'img', format: 'skip' },
  ...['h1', 'h2', 'h3', 'h4', 'h5', 'h6'].map((selector) => ({ selector, options: { uppercase: false } })),
  ...['p', 'ul', 'ol'].map((selector) => ({
    selector,
    options: { leadingLineBreaks: 1, trailingLineBreaks: 1 },
  })),
  ...['head', 'title', 'style', 'script', 'template', 'object'].map((selector) => ({
    selector,
    format: 'skip',
  })),
  ...['[style*="display:none"i]', '[style*="display: none"i]', '[hidden]'].map((selector) => ({
    selector,
    format: 'skip',
  })),
];

/** What mail programs wrap around what they quote and sign (E12): Gmail, Thunderbird, Apple, Yahoo, Proton, Zimbra, Outlook. */
const QUOTED: Selector[] = [
  '.gmail_quote',
  '.gmail_quote_container',
  '.gmail_attr',
  '.gmail_extra',
  'blockquote[type=cite]',
  'blockquote.gmail_quote',
  '.moz-cite-prefix',
  '.moz-signature',
  '.yahoo_quoted',
  '.protonmail_quote',
  '.protonmail_signature_block',
  '.gmail_signature',
  '#Signature',
  '#ms-outlook-mobile-signature',
  '#mail-editor-reference-message-container',
].map((selector) => ({ selector, format: 'skip' }));

/** From these on everything is signed or quoted, to the end of the mail. */
const FROM_HERE: Selector[] = [
  // Outlook's signature has no box of its own, only a bookmark at its beginning.
  'a[name="_MailAutoSig"]',
  'div#divRplyFwdMsg',
  'div#appendonsend',
  'hr[data-marker="__DIVIDER__"]',
  'div[style*="border-top:solid #E1E1E1"i]',
  'div[style*="border-top:solid #B5C4DF"i]',
].map((selector) => ({ selector, format: 'blockString', options: { string: QUOTE_STARTS } }));

const settings = { wordwrap: false as const, limits: { maxInputLength: LONGEST, maxDepth: 200 } };
const whole = compile({ ...settings, selectors: SHOWN });
const unquoted = compile({ ...settings, selectors: [...SHOWN, ...QUOTED, ...FROM_HERE] });

/** Plain words where the page is beyond reading: every tag goes, in one pass. */
const stripped = (html: string) => html.replace(/<[^<>]{0,2000}>/g, ' ').replace(/[ \t]+/g, ' ');

/** No page is nested so deep; reading one that is would take time that grows with the square of its depth. */
const DEEPEST = 1000;
/** Tags that close by themselves and so say nothing about depth. */
const SHALLOW = new Set(
  'area base br col dd dt embed hr img input li link meta option p source tbody td tfoot th thead tr wbr'.split(
    ' ',
  ),
);

function isTooDeep(html: string): boolean {
  let depth = 0;
  for (const [, close, name = ''] of html.matchAll(/<(\/?)([a-z][^\s/>]*)/gi)) {
    if (SHALLOW.has(name.toLowerCase())) continue;
    depth = close ? Math.max(0, depth - 1) : depth + 1;
    if (depth > DEEPEST) return true;
  }
  return false;
}

const words = (convert: (html: string) => string, html: string): string => {
  const page = html.slice(0, LONGEST);
  if (isTooDeep(page)) return stripped(page).trim();
  try {
    return convert(page).trim();
  } catch {
    return stripped(page).trim();
  }
};

/** All words of an HTML mail as it would be seen: no markup, no scripts, nothing hidden (E12). Total. */
export const textOfHtml = (html: string): string => words(whole, html);

/** The same without what the mail program marked as quoted or signed (E12). Total. */
export const newTextOfHtml = (html: string): string => {
  const text = words(unquoted, html);
  const at = text.indexOf(QUOTE_STARTS);
  return (at < 0 ? text : text.slice(0, at)).trim();
};

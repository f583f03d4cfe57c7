/** Longer texts are cut by Slack itself; this much is kept (characters). */
const LONGEST = 40_000;

const ENTITIES: Readonly<Record<string, string>> = { '&lt;': '<', '&gt;': '>', '&amp;': '&' };

/** `<https://a.example|a page>` → `a page (https://a.example)`; `<@U1|ann>` → `@ann`; `<!here>` → `@here`. */
function unmarked(inside: string): string {
  const [target = '', label] = inside.split('|');
  if (/^[@#!]/.test(target)) return `${target.startsWith('#') ? '#' : '@'}${label ?? target.slice(1)}`;
  const bare = target.replace(/^(mailto|tel):/, '');
  return label === undefined || label === bare || label === target ? bare : `${label} (${bare})`;
}

/**
 * What a person wrote in Slack, without Slack's marks (https://docs.slack.dev/messaging/formatting-message-text): the name
 * of the desk at its beginning is no part of the words. `ours` is the desk's own user, where it is known.
 */
export const fromSlack = (text: string, ours?: string): string =>
  text
    .slice(0, LONGEST)
    .replace(/^\s*<@(\w+)(?:\|[^>]*)?>[\s,:]*/, (all, user) =>
      ours === undefined || user === ours ? '' : all,
    )
    .replace(/<([^<>]{1,2000})>/g, (_all, inside: string) => unmarked(inside))
    .replace(/&(?:lt|gt|amp);/g, (entity) => ENTITIES[entity] ?? entity)
    .replace(/[^\P{Cc}\n\t]/gu, '')
    .toWellFormed()
    .trim();

/** Words of ours as Slack takes them: nothing in them calls a channel, a person or a link that we did not mean. */
export const toSlack = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

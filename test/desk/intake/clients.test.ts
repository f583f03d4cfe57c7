import { describe, expect, test } from 'vitest';
import { takeIn } from '#desk/intake/take-in.ts';
import { subjectTag } from '#desk/intake/tokens.ts';
import type { Ports } from '#desk/ports.ts';
import { CASE, corpus } from '../../mail/corpus.ts';
import { expected } from '../../mail/table.ts';
import { arrive } from '../memory/mail.ts';
import { eventsOf } from '../memory/stories.ts';
import { KEY, memory } from '../memory.ts';

const CLIENTS = ['outlook', 'outlook-web', 'gmail', 'apple', 'thunderbird', 'notes', 'icloud', 'k9'];
const ANNA = 'anna.berg@corp.example';
const FIRST = '20260302170001.12@corp.example';
const OURS = /<c\.[^>]+>/;

/** The mail with other headers of its thread; `undefined` takes one away. */
function rethreaded(raw: string, headers: Readonly<Record<string, string | undefined>>): string {
  let changed = raw;
  for (const [name, value] of Object.entries(headers)) {
    const line = value === undefined ? '' : `${name}: ${value}\r\n`;
    changed = changed.replace(new RegExp(`^${name}:.*\\r\\n(?:[ \\t].*\\r\\n)*`, 'im'), line);
  }
  return changed;
}

const WAYS: Readonly<Record<string, (raw: string, tag: string) => string>> = {
  'a reply': (raw) => raw,
  'a reply to all': (raw) =>
    rethreaded(raw, { To: 'Service Desk <help@desk.example>, Bob <bob@corp.example>' }),
  'a reply to one’s own sent mail': (raw) =>
    rethreaded(raw, { To: 'help@desk.example', 'In-Reply-To': `<${FIRST}>`, References: `<${FIRST}>` }),
  'a reply to a colleague’s reply that we never saw': (raw) =>
    rethreaded(raw, {
      To: 'bob@corp.example',
      'In-Reply-To': '<never-seen@corp.example>',
      References: `${OURS.exec(raw)?.[0]} <never-seen@corp.example>`,
    }),
  'a reply that lost every header of its thread': (raw, tag) =>
    rethreaded(raw, {
      To: 'help@desk.example',
      'In-Reply-To': undefined,
      References: undefined,
      Subject: `Re: ${tag} x`,
    }),
  'nothing but a Thread-Index': (raw) =>
    rethreaded(raw, {
      To: 'help@desk.example',
      'In-Reply-To': undefined,
      References: undefined,
      Subject: 'RE: x',
    }).replace(/for help\+\S+@desk\.example/, 'for help@desk.example'),
};

/** A desk with Anna's case, which the replies of the corpus are about. */
async function annasDesk() {
  const desk = memory();
  const ports: Ports = { ...desk.ports, ids: { ...desk.ports.ids, caseId: () => CASE } };
  await arrive(ports, { from: ANNA, id: FIRST });
  const of = desk.rows.heads.get(CASE);
  if (of === undefined) throw new Error('there is no case');
  return { desk, tag: subjectTag(of.reference, KEY) };
}

describe.each(CLIENTS)('a reply from %s (P3)', (client) => {
  const name = `reply-${client}-es`;
  const raw = Buffer.from(corpus.get(name) ?? '').toString('latin1');

  test.each(Object.keys(WAYS))('P3 %s', async (way) => {
    const { desk, tag } = await annasDesk();
    const changed = WAYS[way]?.(raw, tag) ?? raw;
    await takeIn(desk.ports, { raw: Buffer.from(changed, 'latin1'), key: 'raw/reply' });
    const alone = way === 'nothing but a Thread-Index';
    // Outlook's index can be made up by anybody, so it opens no door (E8 4).
    expect(desk.rows.heads.size).toBe(alone ? 2 : 1);
    if (alone) return;
    const said = eventsOf(desk, CASE).at(-1);
    if (said?.type !== 'MessageReceived') return expect.fail('no message was received');
    expect(said.by).toEqual({ kind: 'requester', id: ANNA });
    expect((await desk.ports.bodies.get(said.body))?.text).toBe(expected[name]?.newText);
  });
});

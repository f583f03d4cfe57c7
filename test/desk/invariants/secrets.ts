import fc from 'fast-check';
import { expect } from 'vitest';
import { routeCase } from '#desk/case/route-case.ts';
import type { Ports } from '#desk/ports.ts';
import { answerTask } from '#desk/task/answer.ts';
import { ask, type Question } from '#desk/task/ask.ts';
import { isLinkOf, refOfLink } from '#desk/task/link.ts';
import { showCase } from '#functions/api/show-case.ts';
import { askPage, overPage } from '#functions/task/answer-form.ts';
import { ANNA } from '../memory/mail.ts';
import { type Outside, outside, opened as read } from '../memory/outside.ts';
import { AGENT, now, opens, question } from '../memory/stories.ts';
import { KEY, type Memory, memory } from '../memory.ts';

/** How processes ask and what carries their questions; a mutant replaces a part of it. */
export type Secrets = Readonly<{ ports(desk: Memory): Ports; world(): Outside }>;

/** The desk's own. */
export const SECRETS: Secrets = { ports: ({ ports }) => ports, world: outside };

const visit = fc.record({
  of: fc.constantFrom<Question['of']>({ manager: true }, { group: 'team' }, { system: true }),
  answered: fc.boolean(),
  again: fc.boolean(),
  manager: fc.boolean(),
});

/** Plays visits of a process: each asks, some are asked again with a newer token, some are answered; everything is delivered. */
async function played(
  { ports: make, world: open }: Secrets,
  visits: readonly (typeof visit extends fc.Arbitrary<infer V> ? V : never)[],
) {
  const desk = memory();
  const ports = make(desk);
  const world = open();
  const { id } = await opens(desk, { subject: 'x', text: 'fnord' });
  await routeCase(ports, id, AGENT, { department: 'it', service: 'equipment-and-access' });
  const asked: { ref: string; tokens: string[] }[] = [];
  for (const [at, { of, answered, again, manager }] of visits.entries()) {
    if (manager) await ports.directory.keep({ address: ANNA, manager: 'boss@corp.example' });
    const tokens = [`tokentokentoken-${at}-old`, ...(again ? [`tokentokentoken-${at}-new`] : [])];
    let ref = '';
    for (const token of tokens)
      ref = await ask(
        ports,
        question(await now(desk, id), { of, token, state: `Ask ${at}`, entered: `${at}` }),
      );
    asked.push({ ref, tokens });
    const answer = { outcome: 'approve', by: 'boss@corp.example', at: desk.rows.now };
    if (answered)
      await answerTask(ports, ref, { kind: 'agent', id: 'boss@corp.example' }, answer, () => true);
  }
  for (const out of desk.rows.outbox) await world.deliver(ports, out);
  return { desk, ports, world, id, asked };
}

const visits = fc.array(visit, { minLength: 1, maxLength: 5 });

/** K5: the token of a process is in no event, effect, mail, webhook, page or answer of the API; after a retry the old one is dead. */
export const tokenIsSecret = (rules: Secrets) =>
  fc.asyncProperty(visits, async (all) => {
    const { desk, ports, world, id, asked } = await played(rules, all);
    const found = await now(desk, id);
    const mails = await Promise.all(world.mails.map(read));
    const tasks = await Promise.all(asked.map(({ ref }) => ports.tasks.find(ref)));
    const pages = tasks.flatMap((task) => (task ? [askPage(task, 'csrf').body, overPage(task).body] : []));
    const shown = JSON.stringify([
      [...desk.rows.commits.values()],
      [...desk.rows.ledger.values()],
      [...desk.rows.deliveries.values()],
      mails.map(({ text, html, headers }) => [text, html, headers]),
      world.calls,
      pages,
      await showCase(ports, found, 'agent'),
      await showCase(ports, found, 'requester'),
    ]);
    expect(shown, 'K5: no token is shown').not.toContain('tokentokentoken');
    const moved = new Set(world.engine.resumed.keys());
    for (const [at, { tokens }] of asked.entries()) {
      const answered = all[at]?.answered === true;
      expect(moved.has(tokens.at(-1) ?? ''), 'K5: the newest token is the one that works').toBe(answered);
      if (tokens.length > 1) expect(moved.has(tokens[0] ?? ''), 'K5: the old token is dead').toBe(false);
    }
  });

/** K2: whatever is asked has a time, and a way to be answered that really reached somebody. */
export const canBeAnswered = (rules: Secrets) =>
  fc.asyncProperty(visits, fc.boolean(), async (all, configured) => {
    const { desk, ports, world, asked } = await played(
      { ...rules, world: () => unlessConfigured(rules.world(), configured) },
      all.map((each) => ({ ...each, answered: false })),
    );
    const mails = (await Promise.all(world.mails.map(read))).map(
      ({ text = '' }) => /answers\/(\S+)/.exec(text)?.[1] ?? '',
    );
    for (const { ref } of asked) {
      const task = (await ports.tasks.find(ref)) ?? expect.fail('K2: no row');
      expect(task.expiresAt > desk.rows.now, 'K2: a time').toBe(true);
      const { of } = task;
      const link = mails.some(
        (each) =>
          'address' in of && refOfLink(each) === ref && isLinkOf([KEY], each, 'answer', ref, of.address),
      );
      const called = world.calls.some(({ body }) => body.includes(`/callbacks/${ref}`));
      const failed =
        task.state === 'undeliverable' && [...world.engine.resumed.values()].includes('DeliveryFailed');
      expect(link || called || failed, `K2: a way for ${of.kind}`).toBe(true);
    }
  });

function unlessConfigured(world: Outside, configured: boolean): Outside {
  if (!configured) world.behaves.system = { ...world.behaves.system, url: '' };
  return world;
}

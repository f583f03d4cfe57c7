import { beforeEach, describe, expect, test } from 'vitest';
import type { Case } from '#desk/case/case.ts';
import type { Effect } from '#desk/delivery/effect.ts';
import { type Feedback, takeFeedback } from '#desk/delivery/feedback.ts';
import { stopped, stops } from '#desk/delivery/suppression.ts';
import { replyAddress } from '#desk/intake/tokens.ts';
import { ANNA, arrive, type Written } from '../memory/mail.ts';
import { type Outside, outside } from '../memory/outside.ts';
import { eventsOf, happenings, newest, now, opens } from '../memory/stories.ts';
import { FRONT_DOOR, KEY, type Memory, memory } from '../memory.ts';

const TEAM = 'it-support@corp.example';
const LEAD = 'it-lead@corp.example';

let desk: Memory;
let world: Outside;
let opened: Case;

beforeEach(async () => {
  desk = memory();
  world = outside();
  opened = await opens(desk);
  desk.pass(1);
});

/** What the provider tells of the acknowledgement to Anna, unless said otherwise. */
const tells = (more: Partial<Feedback> = {}): Promise<void> =>
  takeFeedback(desk.ports, {
    kind: 'bounce',
    addresses: [ANNA],
    at: desk.ports.now(),
    status: '5.1.1',
    mail: { caseId: opened.id, id: `${opened.id}-1-ack` },
    ...more,
  });

const writes = (written: Written) => {
  const to = [replyAddress(FRONT_DOOR, opened.id, KEY)];
  return arrive(desk.ports, { to, subject: 'Re: My laptop', text: 'Are you there?', ...written });
};

let sent = 0;
/** Sends one more mail of the case; gives the addresses it went to. */
async function sends(mail: Partial<Effect & { kind: 'mail' }>, of = opened): Promise<readonly string[]> {
  sent += 1;
  const effect: Effect = { kind: 'mail', id: `${of.id}-9-${sent}`, to: [ANNA], template: 'told', ...mail };
  const before = world.mails.length;
  await world.deliver(desk.ports, { caseId: of.id, effect });
  return world.mails.slice(before).flatMap(({ to }) => to);
}

const returned = (of = opened) => eventsOf(desk, of.id).filter(({ type }) => type === 'MailReturned');

describe('a mail that comes back for good', () => {
  test('E6 is booked on its case, and whoever works on it hears of it', async () => {
    await tells();
    expect(returned()).toMatchObject([
      { to: ANNA, cause: 'bounce', status: '5.1.1', mail: `${opened.id}-1-ack` },
    ]);
    expect(newest(desk, opened.id).effects).toMatchObject([
      { to: [TEAM], template: 'mail-returned', values: { to: ANNA, cause: 'bounce' } },
    ]);
    expect((await now(desk, opened.id)).unreachable).toEqual([ANNA]);
  });

  test('E6 stops every mail to the address, a person’s words too', async () => {
    await tells();
    expect(await sends({})).toEqual([]);
    expect(await sends({ template: 'message' })).toEqual([]);
    expect([...desk.rows.deliveries.values()].map(({ state, note }) => [state, note])).toEqual([
      ['suppressed', 'unreachable'],
      ['suppressed', 'unreachable'],
    ]);
  });

  test('stops nobody else: the others of the same mail get it', async () => {
    await tells();
    expect(await sends({ to: [ANNA, TEAM], template: 'message' })).toEqual([TEAM]);
  });

  test('counts for sixty days and no longer', async () => {
    await tells();
    desk.pass(60 * 24 * 60 - 1);
    expect(await sends({})).toEqual([]);
    desk.pass(2);
    expect(await sends({})).toEqual([ANNA]);
  });

  test('marks its delivery, without the address', async () => {
    await sends({ to: [ANNA] });
    const id = `${opened.id}-9-${sent}`;
    await tells({ mail: { caseId: opened.id, id } });
    expect(desk.rows.deliveries.get(id)).toMatchObject({ state: 'returned', note: 'bounce 5.1.1' });
  });

  test('of no case of ours still stops the address', async () => {
    await takeFeedback(desk.ports, { kind: 'bounce', addresses: [ANNA], at: desk.ports.now() });
    expect(await sends({})).toEqual([]);
  });
});

describe('told again', () => {
  test('it is booked once and told once', async () => {
    await tells();
    await tells();
    await tells({ at: '2026-03-02T09:00:30.000Z' });
    expect(returned()).toHaveLength(1);
  });

  test('after a crash between the address and the case, the case still hears of it', async () => {
    desk.rows.suppressions.set(ANNA, stopped(undefined, 'bounce', desk.ports.now()));
    await tells();
    expect(returned()).toHaveLength(1);
  });

  test('late, when the person has written meanwhile, it says nothing any more', async () => {
    const at = desk.ports.now();
    desk.pass(5);
    await tells({ at });
    await writes({ id: 'again@corp.example' });
    await tells({ at });
    expect(returned()).toHaveLength(1);
    expect((await now(desk, opened.id)).unreachable).toBeUndefined();
    expect(await sends({})).toEqual([ANNA]);
  });

  test('of a newer mail that came back too, it counts anew', async () => {
    await tells();
    await writes({ id: 'again@corp.example' });
    desk.pass(1);
    await tells();
    expect(returned()).toHaveLength(2);
    expect(await sends({})).toEqual([]);
  });
});

describe('a mail of the person', () => {
  test('E6 ends the silence when it is authenticated, and is acknowledged', async () => {
    await tells();
    const next = await opens(desk, {
      id: 'second@corp.example',
      subject: 'Printer',
      text: 'The printer jams.',
    });
    expect(newest(desk, next.id).effects).toMatchObject([{ template: 'acknowledgement' }, {}]);
    expect(await sends({ template: 'acknowledgement' }, next)).toEqual([ANNA]);
  });

  test('E6 does not when anybody could have written it, and is not acknowledged', async () => {
    await takeFeedback(desk.ports, { kind: 'bounce', addresses: ['x@else.example'], at: desk.ports.now() });
    const next = await opens(desk, { from: 'x@else.example', id: 'x@else.example', dmarc: 'none' });
    expect(newest(desk, next.id).effects.map(({ kind }) => kind)).not.toContain('mail');
    expect(stops(desk.rows.suppressions.get('x@else.example'), desk.ports.now())).toBe(true);
  });

  test('C6 written by a machine of theirs ends nothing', async () => {
    await tells();
    await writes({ id: 'ooo@corp.example', headers: ['Auto-Submitted: auto-replied'] });
    expect(await sends({})).toEqual([]);
  });
});

test('no bounce that arrives as a mail silences anybody, even with a true Message-ID of ours in it', async () => {
  await sends({});
  const own = /^Message-ID: (<.*>)/m.exec(world.mails[0]?.raw ?? '')?.[1] ?? '';
  await writes({
    from: 'mailer-daemon@corp.example',
    subject: 'Undelivered Mail Returned to Sender',
    id: 'dsn@corp.example',
    headers: [`X-Failed-Recipients: ${ANNA}`, `References: ${own}`],
    text: `<${ANNA}>: 550 5.1.1 user unknown`,
  });
  expect(happenings(desk, opened.id).at(-1)).toBe('MessageReceived');
  expect(desk.rows.suppressions.size).toBe(0);
  expect(await sends({})).toEqual([ANNA]);
});

test('a complaint stops what the desk writes by itself; a person may still answer', async () => {
  await tells({ kind: 'complaint' });
  expect(await sends({})).toEqual([]);
  expect(await sends({ template: 'message' })).toEqual([ANNA]);
});

test('a full mailbox or an absence stops nothing and tells nobody', async () => {
  await sends({});
  await tells({ kind: 'later', status: '4.2.2', mail: { caseId: opened.id, id: `${opened.id}-9-${sent}` } });
  expect(desk.rows.deliveries.get(`${opened.id}-9-${sent}`)).toMatchObject({
    state: 'delivered',
    note: 'later 4.2.2',
  });
  expect(returned()).toEqual([]);
  expect(await sends({})).toEqual([ANNA]);
});

describe('another case of somebody who cannot be reached', () => {
  test('says so at its first mail, once', async () => {
    const other = await opens(desk, {
      id: 'other@corp.example',
      subject: 'Printer',
      text: 'The printer jams.',
    });
    desk.pass(1);
    await tells();
    await sends({}, other);
    await sends({}, other);
    expect(returned(other)).toMatchObject([{ to: ANNA, cause: 'suppressed' }]);
  });
});

describe('the owner', () => {
  test('who cannot be reached either is not written to: the lead is', async () => {
    await tells({ addresses: [TEAM] });
    expect(newest(desk, opened.id).effects).toMatchObject([{ to: [LEAD] }]);
  });

  test('and the lead gone, the case says it and no notice chases another', async () => {
    await tells({ addresses: [TEAM, LEAD, ANNA] });
    expect(newest(desk, opened.id)).toEqual({ names: ['MailReturned'], effects: [] });
  });
});

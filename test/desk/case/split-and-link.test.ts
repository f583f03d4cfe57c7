import { beforeEach, describe, expect, test } from 'vitest';
import type { Case } from '#desk/case/case.ts';
import { linkCases } from '#desk/case/link-cases.ts';
import { type Splitting, splitCase } from '#desk/case/split-case.ts';
import { replyAddress } from '#desk/intake/tokens.ts';
import { ANNA, arrive, BOB } from '../memory/mail.ts';
import { AGENT, caseAt, eventsOf, newest, now, opens, refusalOf } from '../memory/stories.ts';
import { FRONT_DOOR, KEY, type Memory, memory } from '../memory.ts';

let desk: Memory;
let found: Case;
/** Where the words of each reply lie. */
let said: readonly string[];
beforeEach(async () => {
  desk = memory();
  found = await opens(desk, { to: ['help@desk.example', BOB] });
  const to = [replyAddress(FRONT_DOOR, found.id, KEY)];
  for (const [from, id, text] of [
    [ANNA, 'a1@x', 'I also need a second monitor.'],
    [ANNA, 'a2@x', 'A large one, please.'],
    [BOB, 'b1@x', 'And the printer on my floor prints blank pages.'],
  ] as const) {
    desk.pass(10);
    await arrive(desk.ports, { from, id, to, text });
  }
  said = eventsOf(desk, found.id).flatMap((event) => (event.type === 'MessageReceived' ? [event.body] : []));
});

const split = (more: Partial<Splitting> = {}) =>
  splitCase(desk.ports, found.id, AGENT, {
    messages: said.slice(0, 2),
    subject: 'A second monitor',
    ...more,
  });
const monitor = { department: 'it', service: 'equipment-and-access' };

describe('P15 messages that become a case of their own', () => {
  test('are asked for by who wrote them, with their words and files where they lay, and its own process', async () => {
    const part = await split({ place: monitor });
    expect(part).toMatchObject({
      requester: { address: ANNA },
      subject: 'A second monitor',
      body: said[0],
      service: 'equipment-and-access',
      participants: [],
      links: [{ other: found.id, as: 'split-from' }],
      execution: `${part.id}-it-service-request-1`,
    });
    expect(eventsOf(desk, part.id)).toContainEqual(
      expect.objectContaining({ type: 'MessageShared', body: said[1], from: ANNA, other: found.id }),
    );
    expect((await now(desk, found.id)).links).toEqual([{ other: part.id, as: 'split-into' }]);
    expect(eventsOf(desk, found.id).filter(({ type }) => type === 'MessageReceived')).toHaveLength(3);
  });

  test('of a participant are theirs, and they alone are told', async () => {
    const part = await split({ messages: [said[2] ?? ''], subject: 'Printer' });
    expect(part.requester.address).toBe(BOB);
    expect(newest(desk, part.id).effects).toContainEqual(
      expect.objectContaining({ template: 'acknowledgement', to: [BOB] }),
    );
  });

  test('L11 its promises count from the split, or from the moment its first message came', async () => {
    desk.pass(20);
    const part = await split();
    expect(part.clocks.resolution?.spans).toEqual([[desk.rows.now]]);
    const late = await split({ messages: [said[2] ?? ''], retroactive: true });
    expect(late.clocks.resolution?.spans).toEqual([['2026-03-02T09:30:00.000Z']]);
  });

  test('leave a case once', async () => {
    await split();
    expect(await refusalOf(split({ messages: said.slice(1, 2) }))).toBe('conflict');
    expect(desk.rows.heads.size).toBe(2);
  });

  test('V1 a lost race is decided anew', async () => {
    let races = 0;
    const appendAll: typeof desk.ports.cases.appendAll = async (steps) => {
      races += 1;
      if (races === 1)
        await arrive(desk.ports, { id: 'race@x', inReplyTo: 'first@corp.example', text: 'Hurry, please.' });
      await desk.ports.cases.appendAll(steps);
    };
    const racing = { ...desk.ports, cases: { ...desk.ports.cases, appendAll } };
    await splitCase(racing, found.id, AGENT, { messages: said.slice(0, 1), subject: 'Monitor' });
    expect([races, desk.rows.heads.size]).toEqual([2, 2]);
    expect(newest(desk, found.id).names).toEqual(['MessagesSplitOff', 'CaseLinked']);
  });

  test.each([
    ['/messages', () => split({ messages: [] })],
    ['/messages', () => split({ messages: said })],
    ['/messages/1', () => split({ messages: [said[0] ?? '', found.body] })],
    ['/messages/0', () => split({ messages: ['messages/nothing'] })],
    ['/department', () => split({ place: { department: 'nowhere', service: 'x' } })],
    ['/service', () => split({ place: { department: 'it', service: 'nothing' } })],
  ])('are refused at %s', async (pointer, act) => {
    await expect(act()).rejects.toMatchObject({ code: 'invalid', faults: [{ pointer }] });
    expect(desk.rows.heads.size).toBe(1);
  });

  test('never leave what is confidential, nor a case that is not there', async () => {
    const hr = await opens(desk, {
      id: 'hr@x',
      subject: 'Vacation',
      text: 'How many vacation days do I have left?',
    });
    const to = [replyAddress(FRONT_DOOR, hr.id, KEY)];
    await arrive(desk.ports, { id: 'hr2@x', to, text: 'My laptop is slow, too.' });
    const words = eventsOf(desk, hr.id).flatMap((event) =>
      event.type === 'MessageReceived' ? event.body : [],
    );
    const asked = { messages: words, subject: 'Laptop', place: monitor };
    expect(await refusalOf(splitCase(desk.ports, hr.id, AGENT, asked))).toBe('conflict');
    expect(await refusalOf(splitCase(desk.ports, 'nothing', AGENT, asked))).toBe('case-not-found');
  });
});

describe('links between cases', () => {
  let other: Case;
  beforeEach(async () => {
    other = await opens(desk, { from: BOB, id: 'other@x' });
  });
  const link = (one = found.id, two = other.id) => linkCases(desk.ports, one, two, 'duplicate-of', AGENT);

  test('are said on both sides, each in its own words, once', async () => {
    await link();
    await link();
    expect((await now(desk, found.id)).links).toEqual([{ other: other.id, as: 'duplicate-of' }]);
    expect((await now(desk, other.id)).links).toEqual([{ other: found.id, as: 'has-duplicate' }]);
    expect((await now(desk, other.id)).version).toBe(2);
  });

  test('move nothing and let nothing leave', async () => {
    const { links: _none, version: _v, ...before } = await now(desk, found.id);
    await link();
    const { links: _one, version: _w, ...after } = await now(desk, found.id);
    expect(after).toEqual(before);
    expect(newest(desk, found.id).effects).toEqual([]);
  });

  test('are refused to a case itself, to one that is not there, and beyond fifty', async () => {
    expect(await refusalOf(link(found.id, found.id))).toBe('invalid');
    expect(await refusalOf(link(found.id, 'nothing'))).toBe('case-not-found');
    for (let nth = 0; nth < 50; nth += 1) await link(found.id, (await opens(desk, { id: `${nth}@x` })).id);
    expect(await refusalOf(link())).toBe('conflict');
    expect(caseAt(desk, 1).links).toBeUndefined();
  });
});

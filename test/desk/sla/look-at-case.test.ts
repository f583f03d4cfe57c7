import { beforeEach, describe, expect, test } from 'vitest';
import type { Case } from '#desk/case/case.ts';
import { sendMessage } from '#desk/case/send-message.ts';
import type { Ports } from '#desk/ports.ts';
import { lookAtCase } from '#desk/sla/look-at-case.ts';
import { arrive } from '../memory/mail.ts';
import { AGENT, eventsOf, newest, now, opens } from '../memory/stories.ts';
import { type Memory, memory } from '../memory.ts';

let desk: Memory;
let opened: Case;
beforeEach(async () => {
  desk = memory();
  opened = await opens(desk);
});

const found = () => now(desk, opened.id);
const look = (ports: Ports = desk.ports) => lookAtCase(ports, opened.id);
const reached = () =>
  eventsOf(desk, opened.id).flatMap((event) =>
    event.type === 'ThresholdReached' ? [`${event.clock} ${event.threshold}`] : [],
  );
const escalations = () =>
  desk.rows.outbox.flatMap(({ effect }) =>
    effect.kind === 'mail' && effect.template.startsWith('sla')
      ? [{ template: effect.template, to: effect.to }]
      : [],
  );

describe('a look at a case', () => {
  test('I1 early says nothing and writes nothing', async () => {
    desk.pass(44);
    expect(await look()).toBe('nothing');
    expect((await found()).version).toBe(1);
  });

  test('L8 at three quarters warns the team, once', async () => {
    desk.pass(45);
    expect(await look()).toBe('fired');
    expect(await look()).toBe('nothing');
    expect(escalations()).toEqual([{ template: 'sla-warning', to: ['it-support@corp.example'] }]);
  });

  test('L8 at the end tells the team and their lead, once', async () => {
    desk.pass(45);
    await look();
    desk.pass(15);
    await look();
    await look();
    expect(reached()).toEqual(['firstResponse 75', 'firstResponse 100']);
    expect(escalations().at(-1)).toEqual({
      template: 'sla-breach',
      to: ['it-support@corp.example', 'it-lead@corp.example'],
    });
  });

  test('I6 however late: both thresholds, dated by when they were reached', async () => {
    desk.pass(60 * 24);
    await look();
    expect(reached()).toEqual(['firstResponse 75', 'firstResponse 100', 'resolution 75', 'resolution 100']);
    const dated = eventsOf(desk, opened.id).flatMap((event) =>
      event.type === 'ThresholdReached' ? [event.due] : [],
    );
    expect(dated.slice(0, 2)).toEqual(['2026-03-02T09:45:00.000Z', '2026-03-02T10:00:00.000Z']);
    expect(new Set(newest(desk, opened.id).effects.map(({ id }) => id)).size).toBe(4);
  });

  test('I3 sets the next one exactly', async () => {
    desk.pass(60);
    await look();
    // 75 % of eight business hours that began at nine.
    expect((await found()).wakeAt).toBe('2026-03-02T15:00:00.000Z');
  });

  test('I1 says nothing of a promise that was kept', async () => {
    await sendMessage(desk.ports, opened.id, AGENT, { body: 'b', visibility: 'public', waitForReply: false });
    desk.pass(90);
    await look();
    expect(reached()).toEqual([]);
    expect((await found()).wakeAt, 'the bound that was too early is put right').toBe(
      '2026-03-02T15:00:00.000Z',
    );
    expect((await found()).version, 'without a change of the case').toBe(2);
  });

  test('I1 says nothing while the requester has the ball', async () => {
    await sendMessage(desk.ports, opened.id, AGENT, { body: 'b', visibility: 'public', waitForReply: true });
    desk.pass(60 * 24 * 3);
    await look();
    expect(reached()).toEqual([]);
    await arrive(desk.ports, { id: 'r@x', inReplyTo: 'first@corp.example', text: 'It is the left one.' });
    await look();
    expect((await found()).clocks.resolution?.state).toBe('running');
  });

  test('a wake-up for nothing is nothing', async () => {
    expect(await lookAtCase(desk.ports, 'nothing')).toBe('nothing');
  });

  test('I2 two looks at once tell once: the second reads again and finds it told', async () => {
    desk.pass(45);
    await Promise.all([look(), look(), look()]);
    expect(reached()).toEqual(['firstResponse 75']);
    expect(escalations()).toHaveLength(1);
  });
});

test('a change within the window of the sweep brings its own wake-up with it', async () => {
  desk.pass(59);
  await look();
  expect((await found()).wakeAt).toBe('2026-03-02T10:00:00.000Z');
  expect(newest(desk, opened.id).effects).toContainEqual({
    kind: 'wake',
    id: `${opened.id}-2-wake`,
    at: '2026-03-02T10:00:00.000Z',
  });
});

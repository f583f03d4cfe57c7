import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Case } from '#desk/case/case.ts';
import { changeFacts } from '#desk/case/change-facts.ts';
import { routeCase } from '#desk/case/route-case.ts';
import { dueAt, explain, type Told } from '#desk/sla/clock.ts';
import { lookAtCase } from '#desk/sla/look-at-case.ts';
import { previewReplan } from '#desk/sla/replan.ts';
import { answerTask } from '#desk/task/answer.ts';
import { askRequester } from '#desk/task/ask-requester.ts';
import { ANNA } from '../memory/mail.ts';
import { AGENT, asks, caughtUp, eventsOf, newest, now, opens, question } from '../memory/stories.ts';
import { type Memory, memory } from '../memory.ts';

const LETTER = {
  subject: 'Authority',
  text: 'The regulator wants a statutory filing, the deadline is unknown.',
};

/** A letter of an authority, as it lies with compliance. */
async function letter(desk: Memory, more: object = {}): Promise<Case> {
  const found = await opens(desk, { ...LETTER, ...more });
  const to = { department: 'legal', service: 'regulatory-deadline' };
  return found.service === to.service ? found : routeCase(desk.ports, found.id, AGENT, to);
}
const dueOf = ({ ports }: Memory, { clocks }: Case) =>
  clocks.resolution && dueAt(clocks.resolution, ports.catalogue.calendar)?.slice(0, 16);
const moved = (desk: Memory, { id }: Case) =>
  eventsOf(desk, id).filter(({ type }) => type === 'ClockRetargeted');
const correct = (desk: Memory, { id }: Case, deadline: string) =>
  changeFacts(desk.ports, id, AGENT, { deadline });
const plans = async ({ ports }: Memory, department: string) => {
  const all = [];
  for await (const plan of previewReplan(ports, department)) all.push(plan);
  return all;
};

describe('row 18, L4 a date that becomes known later', () => {
  test('is what the work is due on, from the very commit that books it', async () => {
    const desk = memory();
    const found = await letter(desk);
    const plain = dueOf(desk, found);
    const task = await asks(
      desk.ports,
      question(found, {
        of: { group: 'filing' },
        outcomes: ['due'],
        fields: [{ name: 'deadline', label: 'Due on', type: 'date' }],
      }),
    );
    desk.pass(120);
    const by = { kind: 'participant' as const, id: 'office@corp.example' };
    const fields = { deadline: '2027-03-31' };
    await answerTask(
      desk.ports,
      task.ref,
      by,
      { outcome: 'due', fields, by: by.id, at: desk.rows.now },
      () => true,
    );
    const booked = await caughtUp(desk, found.id);
    expect([plain, dueOf(desk, booked)]).toEqual(['2026-03-06T13:00', '2027-03-31T16:00']);
    await asks(desk.ports, question(found, { state: 'Prepare it', of: { group: 'filing' } }));
    expect(newest(desk, found.id).names).toEqual(
      expect.arrayContaining(['TaskAnswered', 'FactRecorded', 'ClockRetargeted', 'TaskAsked']),
    );
    expect(moved(desk, found)).toMatchObject([{ because: 'deadline 2027-03-31', mode: 'carry', by }]);
  });

  test('a letter that names it is promised for that day at once', async () => {
    const desk = memory();
    const found = await letter(desk, { text: 'The regulator wants a statutory filing by 2027-03-31.' });
    expect(dueOf(desk, found)).toBe('2027-03-31T16:00');
    expect(await plans(desk, 'legal')).toEqual([]);
  });

  test('the days a requester was waited for do not move it, and a re-plan moves nothing', async () => {
    const desk = memory();
    const text = (day: string) =>
      `We are hiring a new colleague.\nName of the new colleague: Robin Weber\n${day}\nPosition: Buyer\nPlace of work: Germany`;
    const found = await opens(desk, { subject: 'Hiring', text: text('') });
    expect([found.service, found.facts.firstDay]).toEqual(['joiner', undefined]);
    const ref = await askRequester(desk.ports, {
      caseId: found.id,
      execution: found.execution ?? '',
      state: 'Ask for what is missing',
      entered: 'visit 1',
      version: 'v1',
      token: 'token',
      question: 'We need a few details.',
      hours: 240,
    });
    desk.pass(60 * 24 * 3);
    const by = { kind: 'requester' as const, id: ANNA };
    const answer = {
      outcome: 'given',
      fields: { firstDay: '2026-06-01' },
      by: ANNA,
      at: desk.rows.now,
    };
    const row = await desk.ports.tasks.find(ref);
    expect(row?.fields.map(({ name }) => name)).toEqual(['firstDay']);
    await answerTask(desk.ports, ref, by, answer, () => true);
    await lookAtCase(desk.ports, found.id);
    const atOnce = await opens(desk, {
      id: 'second',
      subject: 'Hiring',
      text: text('First working day: 2026-06-01'),
    });
    expect(dueOf(desk, await now(desk, found.id))).toBe(dueOf(desk, atOnce));
    expect(await plans(desk, 'hr')).toEqual([]);
  });
});

describe('L4 a date that is corrected', () => {
  test('I3 to an earlier day wakes the case earlier, and L13 its explanation says why', async () => {
    const desk = memory();
    const found = await letter(desk, { text: 'The regulator wants a statutory filing by 2026-03-31.' });
    desk.pass(60 * 24 * 3);
    await lookAtCase(desk.ports, found.id);
    const { wakeAt = '' } = await now(desk, found.id);
    const after = await correct(desk, found, '2026-03-06');
    expect(newest(desk, found.id).names).toEqual(['FactRecorded', 'ClockRetargeted']);
    expect(dueOf(desk, after)).toBe('2026-03-06T15:00');
    expect(Date.parse(after.wakeAt ?? '')).toBeLessThan(Date.parse(wakeAt));
    const history = eventsOf(desk, found.id).filter(
      (event) => 'clock' in event && event.clock === 'resolution',
    ) as unknown as Told[];
    const clock = after.clocks.resolution ?? expect.fail();
    expect(explain(clock, desk.ports.catalogue.calendar, desk.rows.now, history)).toMatchObject({
      because: 'deadline 2026-03-06',
      sentence: expect.stringContaining('moved by deadline 2026-03-06; due on'),
    });
  });

  test('L12 to a later day forgives no breach', async () => {
    const desk = memory();
    const found = await letter(desk, { text: 'The regulator wants a statutory filing by 2026-03-06.' });
    desk.pass(60 * 24 * 7);
    const after = await correct(desk, found, '2026-04-30');
    expect(newest(desk, found.id).names).toEqual(['FactRecorded', 'ThresholdReached', 'ClockRetargeted']);
    expect(dueOf(desk, after)).toBe('2026-04-30T16:00');
    expect(after.clocks.resolution?.breached).toHaveLength(1);
  });

  test('to what it was already, or beside it, moves nothing', async () => {
    const desk = memory();
    const found = await letter(desk, { text: 'The regulator wants a statutory filing by 2026-03-31.' });
    await correct(desk, found, '2026-03-31');
    await changeFacts(desk.ports, found.id, AGENT, { filing: 'the annual report' });
    expect(moved(desk, found).filter((event) => 'because' in event)).toEqual([]);
  });

  test('in whatever order: it is due on the newest, and without one that can be kept as if it had none', async () => {
    const days = fc.integer({ min: 1, max: 900 }).map((day) => {
      const at = new Date(Date.parse('2026-03-20') + day * 86_400_000);
      return at.toISOString().slice(0, 10);
    });
    const dates = fc.oneof(
      { weight: 4, arbitrary: days },
      fc.constantFrom('soon', '2026-02-30', '2035-01-01'),
    );
    const steps = fc.array(fc.record({ date: dates, minutes: fc.nat(2000) }), { minLength: 1, maxLength: 5 });
    await fc.assert(
      fc.asyncProperty(steps, async (corrections) => {
        const desk = memory();
        const found = await letter(desk);
        for (const { date, minutes } of corrections) {
          desk.pass(minutes);
          await correct(desk, found, date);
        }
        const last = corrections.at(-1)?.date ?? '';
        const fresh = memory();
        const other = await letter(fresh);
        await correct(fresh, other, last);
        expect(dueOf(desk, await now(desk, found.id))).toBe(dueOf(fresh, await now(fresh, other.id)));
      }),
      { seed: 20260301, numRuns: 60 },
    );
  });
});

import { expect, test } from 'vitest';
import { resolveCase } from '#desk/case/resolve-case.ts';
import { lookAtCase } from '#desk/sla/look-at-case.ts';
import { type PromiseRow, reportPromises } from '#desk/sla/report.ts';
import { arrive } from '../desk/memory/mail.ts';
import { AGENT, asks, eventsOf, now, opens, question } from '../desk/memory/stories.ts';
import { type Memory, memory } from '../desk/memory.ts';

const DAY = 60 * 24;

/** How a promise stands in the report of a department: kept, broken, still open. */
function rowOf({ rows, ports }: Memory, department: string, promise: string) {
  const report = reportPromises(rows.heads.values(), ports.catalogue.calendar, ports.now());
  const of = ({ department: whose, promise: name }: PromiseRow) => whose === department && name === promise;
  const { kept, broken, open } = report.find(of) ?? expect.fail(`${department} has no '${promise}'`);
  return { kept, broken, open };
}

test('row 24 each department keeps its own promise, and the person waits too long from end to end: that is reported', async () => {
  const desk = memory();
  await arrive(desk.ports, {
    to: ['hr@desk.example', 'help+it@desk.example'],
    subject: 'Parental leave and my laptop',
    text: 'I ask for a leave of absence from 2027-01-04. My laptop shows a blue screen and restarts.',
  });
  const within = (department: string) =>
    [...desk.rows.heads.values()].find((each) => each.department === department) ??
    expect.fail(`nothing in ${department}`);
  const whole = within('triage');
  expect(whole).toMatchObject({ service: 'for-several', clocks: { e2e: { state: 'running' } } });
  expect(Object.keys(whole.clocks), 'its parts keep the other promises').toEqual(['e2e']);
  expect(within('hr').clocks.e2e).toBeUndefined();

  desk.pass(60);
  await resolveCase(desk.ports, within('it').id, AGENT, { outcome: 'solved' });
  desk.pass(8 * DAY);
  await lookAtCase(desk.ports, whole.id);
  expect(eventsOf(desk, whole.id)).toContainEqual(
    expect.objectContaining({ type: 'ThresholdReached', clock: 'e2e', threshold: 100 }),
  );
  await resolveCase(desk.ports, within('hr').id, AGENT, { outcome: 'granted' });
  await lookAtCase(desk.ports, whole.id);
  expect((await now(desk, whole.id)).status).toBe('resolved');
  expect(rowOf(desk, 'it', 'resolution')).toEqual({ kept: 1, broken: 0, open: 0 });
  expect(rowOf(desk, 'hr', 'resolution')).toEqual({ kept: 1, broken: 0, open: 0 });
  expect(rowOf(desk, 'triage', 'e2e')).toEqual({ kept: 0, broken: 1, open: 0 });
});

test('L1 a firm that does building work keeps its contract or breaks it, and the time of the person who waits goes on', async () => {
  const desk = memory();
  const cold = { subject: 'Cold', text: 'The heating in my office is not working.' };
  const opened = await opens(desk, cold);
  await asks(desk.ports, question(opened, { of: { group: 'engineers' }, hours: 24 }));
  const waiting = await now(desk, opened.id);
  expect(waiting.clocks['uc:building-firm']).toMatchObject({
    state: 'running',
    calendar: 'facilities-hours@1',
  });
  expect(waiting.clocks.resolution?.state).toBe('running');
  expect(rowOf(desk, 'facilities', 'uc:building-firm')).toEqual({ kept: 0, broken: 0, open: 1 });
  desk.pass(DAY - 60);
  await lookAtCase(desk.ports, opened.id);
  expect(rowOf(desk, 'facilities', 'uc:building-firm')).toEqual({ kept: 0, broken: 1, open: 0 });
  expect(rowOf(desk, 'facilities', 'resolution')).toEqual({ kept: 0, broken: 0, open: 1 });
});

import { expect, test } from 'vitest';
import { dueAt } from '#desk/sla/clock.ts';
import { ask, type Question } from '#desk/task/ask.ts';
import { facilitiesFolder } from '#statemachines/facilities/index.ts';
import { opens } from '../memory/stories.ts';
import { memory } from '../memory.ts';

/** What the first state of the process hands to the step that asks. */
function firstQuestion(): Question {
  const { definition } =
    facilitiesFolder.processes.find(({ name }) => name === 'urgent-access') ?? expect.fail();
  const { Arguments } = definition.States[definition.StartAt] ?? expect.fail();
  return (Arguments as unknown as { Payload: Question }).Payload;
}

test('row 4 locked out on Saturday at ten past eleven: urgent, around the clock, due in 15 minutes, on call paged once', async () => {
  const desk = memory('2026-03-07T22:10:00.000Z'); // 23:10 in Berlin
  const opened = await opens(desk, { subject: 'Help', text: 'I am locked out of the parking garage' });
  expect(opened).toMatchObject({ department: 'facilities', service: 'lock-out', priority: 1 });
  const { firstResponse = expect.fail('no promise') } = opened.clocks;
  expect(firstResponse.calendar).toMatch(/^always@/);
  // Not Monday at six, when Facilities opens.
  expect(dueAt(firstResponse, desk.ports.catalogue.calendar)).toBe('2026-03-07T22:25:00.000Z');

  const visit = { caseId: opened.id, execution: opened.execution ?? '', entered: '2026-03-07T22:10:01.000Z' };
  for (const token of ['first', 'and the step ran twice'])
    await ask(desk.ports, { ...firstQuestion(), ...visit, state: 'Send the engineer on call', token });
  const pages = desk.rows.outbox.filter(
    ({ effect }) => effect.kind === 'webhook' && effect.event === 'case.page',
  );
  expect(pages).toMatchObject([{ caseId: opened.id, effect: { department: 'facilities' } }]);
});

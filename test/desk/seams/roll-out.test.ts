import { beforeEach, describe, expect, test } from 'vitest';
import type { Case } from '#desk/case/case.ts';
import { escalateCase } from '#desk/case/escalate-case.ts';
import { handOn } from '#desk/case/hand-on.ts';
import { resolveCase } from '#desk/case/resolve-case.ts';
import { splitCase } from '#desk/case/split-case.ts';
import { catalogueOf } from '#desk/department.ts';
import { DEPARTMENTS } from '#statemachines/index.ts';
import { ANNA, arrive } from '../memory/mail.ts';
import { handsOn } from '../memory/parts.ts';
import { AGENT, caseAt, eventsOf, newest, opens } from '../memory/stories.ts';
import { type Memory, memory } from '../memory.ts';

/** A desk with one department in this stage. */
function deskWith(department: string, stage: 'off' | 'shadow'): Memory {
  const desk = memory();
  const rollout = { stage, contact: `${department}@corp.example` };
  const catalogue = catalogueOf(
    DEPARTMENTS.map((each) => (each.id === department ? { ...each, rollout } : each)),
  );
  return { ...desk, ports: { ...desk.ports, catalogue } };
}

describe.each(['off', 'shadow'] as const)('a department whose stage is %s (rows 64, 65)', (stage) => {
  let desk: Memory;
  let found: Case;
  beforeEach(async () => {
    desk = deskWith('facilities', stage);
    found = await opens(desk);
  });
  const refused = { code: 'invalid', faults: [{ message: expect.stringContaining('does not take part') }] };

  test('is given no case by an escalation', async () => {
    const to = 'facilities/building-work';
    const given = escalateCase(desk.ports, found.id, AGENT, { escalation: 'functional', to, reason: 'Heat' });
    await expect(given).rejects.toMatchObject(refused);
  });

  test('nor by a split', async () => {
    await arrive(desk.ports, { id: 'more@x', inReplyTo: 'first@corp.example', text: 'The heating is cold.' });
    const messages = eventsOf(desk, found.id).flatMap((event) =>
      event.type === 'MessageReceived' ? [event.body] : [],
    );
    const place = { department: 'facilities', service: 'building-work' };
    const split = splitCase(desk.ports, found.id, AGENT, { messages, subject: 'Heating', place });
    await expect(split).rejects.toMatchObject(refused);
    expect(desk.rows.heads.size).toBe(1);
  });

  test('nor by a process: the desk’s first line has the part done as before, and its end answers the whole', async () => {
    const { child, task } = await handsOn(desk, found, {
      department: 'facilities',
      service: 'building-work',
    });
    expect(child).toMatchObject({ department: 'triage', routing: { proposed: 'facilities/building-work' } });
    expect(newest(desk, child.id).effects).toEqual([]);
    await resolveCase(desk.ports, child.id, AGENT, { outcome: 'answered' });
    expect(await desk.ports.tasks.find(task.ref)).toMatchObject({ state: 'answered' });
  });
});

test('row 65 what only sounded like distress goes to the first line where its department is in shadow, and beside it into the shadow', async () => {
  const desk = deskWith('it', 'shadow');
  const text = 'this printer is killing me, it jams all day';
  const found = await opens(desk, { subject: 'Printer', text });
  await handOn(desk.ports, found.id);
  await handOn(desk.ports, found.id);
  expect([...desk.rows.heads.values()].map(({ department, shadow }) => [department, shadow])).toEqual([
    ['care', undefined],
    ['it', true],
    ['triage', undefined],
  ]);
});

test('C3 a reply that only its number of another system leads back reaches the case, and not the shadow beside it', async () => {
  const desk = deskWith('it', 'shadow');
  const subject = '[INC0012345] My laptop shows a blue screen';
  await arrive(desk.ports, { subject });
  const [shadow, real] = [caseAt(desk, 0), caseAt(desk, 1)];
  expect([shadow.shadow, real.shadow, real.requester.address]).toEqual([true, undefined, ANNA]);
  // Both were opened in one and the same moment: the listing may name either first.
  const listForRequester = async () => [shadow.id, real.id];
  const ports = { ...desk.ports, cases: { ...desk.ports.cases, listForRequester } };
  await arrive(ports, { subject, id: 'second@x', text: 'It is worse.' });
  expect(newest(desk, real.id).names).toContain('MessageReceived');
  expect(newest(desk, shadow.id).names).not.toContain('MessageReceived');
});

import { beforeEach, describe, expect, test } from 'vitest';
import { viewOf } from '#desk/case/authorise.ts';
import { resolveCase } from '#desk/case/resolve-case.ts';
import { routeCase } from '#desk/case/route-case.ts';
import { catalogueOf, type Department, type Service } from '#desk/department.ts';
import { takeIn } from '#desk/intake/take-in.ts';
import { standingOf } from '#desk/routing/roll-out.ts';
import { showCase } from '#functions/api/show-case.ts';
import { facilities } from '#statemachines/facilities/department.ts';
import { ANNA, arrive, BOB, rawMail, type Written } from '../memory/mail.ts';
import { type Outside, opened, outside } from '../memory/outside.ts';
import { AGENT, asks, caseAt, newest, now, question, refusalOf } from '../memory/stories.ts';
import { type Memory, memory } from '../memory.ts';

const COLD: Written = {
  subject: 'Heating',
  text: 'The heating in my office is cold.',
  id: 'cold@corp.example',
};

/** One thing they do, whatever else the department that is shipped does. */
const WORK: Service = {
  id: 'building-work',
  title: 'Something in the building',
  description: 'Heating.',
  kind: 'incident',
  priority: 3,
  process: 'work-order',
  examples: ['the heating in my office is not working', 'my radiator stays cold'],
  words: { heating: 5 },
};

/** A desk whose facilities take part in this way. */
function deskWith(more: Partial<Department>): Memory {
  const desk = memory();
  const others = desk.ports.catalogue.departments.filter(({ id }) => id !== 'facilities');
  return {
    ...desk,
    ports: {
      ...desk.ports,
      catalogue: catalogueOf([...others, { ...facilities, services: [WORK], ...more }]),
    },
  };
}
const casesOf = ({ rows }: Memory) => [...rows.heads.values()];

let world: Outside;
beforeEach(() => {
  world = outside();
});
const deliverAll = async ({ ports, rows }: Memory) => {
  for (const out of rows.outbox) await world.deliver(ports, out);
};

describe('where a department stands to a requester', () => {
  const pilot = ['anna@corp.example', '@pilot.example'];
  test.each([
    [undefined, ANNA, 'serves'],
    [{ stage: 'live' }, ANNA, 'serves'],
    [{ stage: 'off' }, ANNA, 'absent'],
    [{ stage: 'shadow' }, ANNA, 'shadows'],
    [{ stage: 'pilot', pilot }, 'Anna@corp.example', 'serves'],
    [{ stage: 'pilot', pilot }, 'x@pilot.example', 'serves'],
    [{ stage: 'pilot', pilot }, 'x@notpilot.example', 'absent'],
    [{ stage: 'pilot' }, ANNA, 'absent'],
  ] as const)('%j to %s: %s', (rollout, requester, standing) => {
    expect(standingOf(rollout === undefined ? {} : { rollout }, requester)).toBe(standing);
  });
});

describe('a department that does not take part (row 64)', () => {
  const contact = 'facilities@corp.example';
  let desk: Memory;
  beforeEach(() => {
    desk = deskWith({ rollout: { stage: 'off', contact } });
  });

  test('gets its mail passed on; its sender hears where to write, and no case and no words are kept', async () => {
    await arrive(desk.ports, COLD);
    expect(casesOf(desk)).toEqual([]);
    expect([...desk.rows.ledger.values()]).toEqual([
      expect.objectContaining({ class: 'suppressed', cause: 'not-served' }),
    ]);
    // The bucket forgets what lies there after a day.
    expect([...desk.rows.bodies.keys()].map((key) => key.split('/')[0])).toEqual(['forwards']);
    expect(JSON.stringify([...desk.rows.ledger.values()])).not.toContain('cold.');
    await deliverAll(desk);
    const [passed = expect.fail('nothing left'), told = expect.fail('nobody was told')] = world.mails;
    expect(passed.to).toEqual([contact]);
    expect((await opened(passed)).text).toContain('The heating in my office is cold.');
    expect(told.to).toEqual([ANNA]);
    expect((await opened(told)).text).toContain(contact);
  });

  test('twice the same mail is passed on once', async () => {
    await arrive(desk.ports, COLD);
    await arrive(desk.ports, COLD);
    await deliverAll(desk);
    expect(world.mails).toHaveLength(2);
  });

  test('is not sent its own mail back: people of the desk read it', async () => {
    await arrive(desk.ports, { ...COLD, from: contact });
    expect(casesOf(desk)).toMatchObject([{ department: 'triage', routing: { reason: 'not-served' } }]);
    await deliverAll(desk);
    expect(world.mails.map(({ to }) => to)).toEqual([[contact]]);
  });

  test('has its senders told no more often than any automatic mail (E10)', async () => {
    for (let each = 0; each < 30; each += 1)
      await arrive(desk.ports, { ...COLD, id: `cold-${each}@corp.example` });
    await deliverAll(desk);
    expect(world.mails.filter(({ to }) => to[0] === contact).length).toBeGreaterThan(1);
    expect(world.mails.filter(({ to }) => to[0] === ANNA).length).toBeLessThan(30);
  });

  test('is given no case by hand either', async () => {
    await arrive(desk.ports, { subject: 'Something', text: 'Whatever it is.', id: 'x@corp.example' });
    const given = routeCase(desk.ports, caseAt(desk, 0).id, AGENT, {
      department: 'facilities',
      service: 'building-work',
    });
    await expect(given).rejects.toMatchObject({ code: 'invalid', faults: [{ pointer: '/department' }] });
  });
});

test('a pilot serves whoever takes part in it, and nobody else (row 65)', async () => {
  const desk = deskWith({ rollout: { stage: 'pilot', pilot: [ANNA], contact: 'fm@corp.example' } });
  await arrive(desk.ports, COLD);
  await arrive(desk.ports, { ...COLD, from: BOB, id: 'bob@corp.example' });
  expect(casesOf(desk)).toMatchObject([{ department: 'facilities', requester: { address: ANNA } }]);
});

describe('a department in its shadow stage (row 65)', () => {
  let desk: Memory;
  beforeEach(async () => {
    desk = deskWith({ rollout: { stage: 'shadow' } });
    await arrive(desk.ports, COLD);
  });
  const shadow = () => casesOf(desk).find((each) => each.shadow) ?? expect.fail('there is no shadow');
  const real = () => casesOf(desk).find((each) => !each.shadow) ?? expect.fail('there is no case');

  test('plays along beside the real case, which people of the desk have', () => {
    expect(casesOf(desk)).toHaveLength(2);
    expect(shadow()).toMatchObject({ department: 'facilities', process: 'work-order', participants: [] });
    expect(real()).toMatchObject({
      department: 'triage',
      routing: { reason: 'in-shadow', proposed: 'facilities/building-work' },
    });
    expect(newest(desk, shadow().id).effects.map(({ kind }) => kind)).toContain('start');
  });

  test('lets nothing out: mail and webhooks of it are captured, the requester hears of the real one', async () => {
    await asks(desk.ports, question(shadow(), { of: { group: 'team' } }));
    await asks(
      desk.ports,
      question(shadow(), { of: { system: true }, state: 'Order', outcomes: ['completed'] }),
    );
    await resolveCase(desk.ports, shadow().id, AGENT, { outcome: 'done' });
    await deliverAll(desk);
    expect(world.calls).toEqual([]);
    expect(world.mails.map(({ to }) => to)).toEqual([[ANNA]]);
    expect((await opened(world.mails[0] ?? expect.fail('no mail'))).text).toContain(real().reference);
    const captured = [...desk.rows.deliveries.values()].filter(({ state }) => state === 'captured');
    expect(captured.map(({ kind, note }) => `${kind} ${note}`)).toEqual([
      'mail acknowledgement',
      'mail task',
      'webhook task.asked',
      'mail resolved',
    ]);
  });

  test('shows its own people what would have left, and its requester not even that it is there', async () => {
    const shown = await showCase(desk.ports, shadow(), 'agent');
    expect(shown).toMatchObject({
      shadow: true,
      captured: [{ kind: 'mail', template: 'acknowledgement', to: [ANNA] }],
    });
    expect(viewOf({ sub: ANNA, groups: [] }, shadow())).toBe('none');
    expect(viewOf({ sub: 'kim@corp.example', groups: ['facilities'] }, shadow())).toBe('agent');
  });

  test('is found by no mail: a reply belongs to the real case', async () => {
    await arrive(desk.ports, {
      subject: 'Re: Heating',
      text: 'It is worse.',
      id: 'r',
      inReplyTo: 'cold@corp.example',
    });
    expect((await now(desk, shadow().id)).version).toBe(1);
    expect((await now(desk, real().id)).version).toBe(2);
  });

  test('a crash after the shadow was opened opens the real case, and no second shadow', async () => {
    const again = deskWith({ rollout: { stage: 'shadow' } });
    let appends = 0;
    const append: typeof again.ports.cases.append = async (...step) => {
      appends += 1;
      if (appends === 2) throw new Error('the store is away');
      await again.ports.cases.append(...step);
    };
    const broken = { ...again.ports, cases: { ...again.ports.cases, append } };
    const mail = { raw: rawMail(COLD), key: 'raw/cold' };
    await expect(takeIn(broken, mail)).rejects.toThrow('away');
    await takeIn(again.ports, mail);
    await takeIn(again.ports, mail);
    expect(casesOf(again).map(({ shadow }) => shadow === true)).toEqual([true, false]);
  });
});

describe('the desk as first line (row 22)', () => {
  test('has the case first, the department proposed; a person confirms it and its process starts', async () => {
    const desk = deskWith({ firstLine: 'desk' });
    await arrive(desk.ports, COLD);
    const first = caseAt(desk, 0);
    expect(first).toMatchObject({
      department: 'triage',
      routing: { reason: 'first-line', proposed: 'facilities/building-work' },
    });
    const after = await routeCase(desk.ports, first.id, AGENT, {});
    expect(after).toMatchObject({ department: 'facilities', service: 'building-work' });
    expect(after.routing.proposed).toBeUndefined();
    expect(newest(desk, first.id).effects.map(({ kind }) => kind)).toEqual(['start']);
    expect(await refusalOf(routeCase(desk.ports, first.id, AGENT, {}))).toBe('invalid');
  });

  test('the same mail lands straight in a department with a first line of its own', async () => {
    const desk = deskWith({ firstLine: 'own' });
    await arrive(desk.ports, COLD);
    expect(caseAt(desk, 0)).toMatchObject({ department: 'facilities' });
  });

  test('what is confidential stays so on the way', async () => {
    const desk = deskWith({ firstLine: 'desk', confidential: true });
    await arrive(desk.ports, COLD);
    expect(viewOf({ sub: 'kim@corp.example', groups: ['desk'] }, caseAt(desk, 0))).toBe('none');
  });
});

import { describe, expect, test } from 'vitest';
import type { Case } from '#desk/case/case.ts';
import { openCase } from '#desk/case/open-case.ts';
import { resolveCase } from '#desk/case/resolve-case.ts';
import { tellRequester } from '#desk/case/tell-requester.ts';
import { catalogueOf } from '#desk/department.ts';
import { placementOf, TRIAGE } from '#desk/routing/route.ts';
import { lookAtCase } from '#desk/sla/look-at-case.ts';
import { ask, type Question } from '#desk/task/ask.ts';
import { askRequester } from '#desk/task/ask-requester.ts';
import { openChild } from '#desk/task/open-child.ts';
import { undeliverable } from '#desk/task/undeliverable.ts';
import { graphOf } from '#statemachines/checks/graph.ts';
import { childrenOf, payloadOf, questionsOf, sayingsOf } from '#statemachines/checks/read-states.ts';
import { DEPARTMENTS } from '#statemachines/index.ts';
import { ANNA } from '../memory/mail.ts';
import { outside } from '../memory/outside.ts';
import { memory } from '../memory.ts';

const SERVICES = DEPARTMENTS.filter(({ id }) => id !== TRIAGE).flatMap((department) =>
  department.services.map((service) => ({
    called: `${department.id}/${service.id}`,
    department,
    service,
    process: department.processes.find(({ name }) => name === service.process),
  })),
);

describe('whatever a process does in its shadow stage, nothing leaves (row 65)', () => {
  test.each(SERVICES)('$called', async ({ department, service, process }) => {
    const desk = memory();
    const world = outside();
    const ports = { ...desk.ports, catalogue: catalogueOf(DEPARTMENTS) };
    const found: Case = await openCase(ports, {
      channel: 'email',
      requester: { address: ANNA },
      subject: 'A matter',
      body: 'messages/1',
      verified: true,
      placement: placementOf(department, service, { reason: 'matched', score: 9, because: [] }),
      acknowledge: true,
      shadow: true,
      ledger: { key: 'shadow', at: desk.rows.now },
    });
    const graph = process === undefined ? undefined : graphOf(process.definition);
    const visit = { caseId: found.id, execution: found.execution ?? '', entered: 'once' };
    for (const { state, of } of graph ? questionsOf(graph) : []) {
      const payload = payloadOf(graph?.states.get(state)) as unknown as Question;
      const asked = { ...payload, ...visit, state, token: state };
      const ref = of === 'requester' ? await askRequester(ports, asked) : await ask(ports, asked);
      if (of === 'system') await undeliverable(ports, ref, 'gone');
    }
    for (const { state, text, outcome } of graph ? sayingsOf(graph) : [])
      if (outcome === undefined) await tellRequester(ports, { ...visit, state, text: text ?? '' });
    for (const part of graph ? childrenOf(graph) : [])
      await openChild(ports, { ...visit, version: 'v1', token: part.state, ...part });
    // Every promise breaks, every notice and escalation is due.
    for (const { id } of [...desk.rows.heads.values()]) {
      desk.pass(60 * 24 * 60);
      await lookAtCase(ports, id);
    }
    // What it is a part of ends last; each is ended by its own process.
    const parts = [...desk.rows.heads.values()].filter(({ id }) => id !== found.id);
    for (const { id, execution = '' } of [...parts, found])
      await resolveCase(ports, id, { kind: 'process', id: execution }, { outcome: 'done' });
    let left = 0;
    for (; left < desk.rows.outbox.length; left += 1) {
      const out = desk.rows.outbox[left];
      if (out !== undefined && ['mail', 'webhook', 'wake'].includes(out.effect.kind))
        await world.deliver(ports, out);
    }
    expect([...desk.rows.heads.values()].every(({ shadow }) => shadow === true)).toBe(true);
    expect(world.mails).toEqual([]);
    expect(world.calls).toEqual([]);
    const kept = [...desk.rows.deliveries.values()];
    expect(kept.some(({ state }) => state === 'captured')).toBe(true);
    expect(kept.filter(({ state }) => state === 'delivered' || state === 'retrying')).toEqual([]);
  });
});

import { describe, expect, test } from 'vitest';
import { ALWAYS } from '#desk/sla/calendar.ts';
import type { EscalationStep } from '#desk/sla/escalation.ts';
import { escalation } from '#statemachines/checks/check-escalation.ts';
import type { DepartmentFolder } from '#statemachines/words/department.ts';
import { library } from './library.ts';

const said = (steps: readonly EscalationStep[], more: Partial<DepartmentFolder> = {}) =>
  escalation({ ...library, escalation: steps, ...more });
const page: readonly EscalationStep[] = [{ at: 100, do: [{ page: 'lead' }] }];

describe('an escalation that can be done', () => {
  test('tells, hands over and makes urgent in the order of time', () => {
    expect(
      said([
        { at: 50, do: [{ notify: ['worker'] }] },
        { at: 'before:600', do: [{ notify: ['worker', 'lead'] }] },
        { at: 90, do: [{ reassign: 'lead' }, { raisePriority: true }] },
        { at: 100, do: [{ escalate: 'hierarchical', to: 'lead' }] },
        { at: 'after:3600', do: [{ notify: ['lead'] }] },
        { at: 75, clocks: ['resolution'], do: [{ webhook: 'case.late' }] },
      ]),
    ).toEqual([]);
  });

  test('pages only for promises that count round the clock, and for emergencies', () => {
    const services = library.services.map((each) => ({ ...each, kind: 'emergency' as const }));
    expect(said(page)).toHaveLength(1);
    expect(said(page, { calendars: [ALWAYS] })).toEqual([]);
    expect(said(page, { services })).toEqual([]);
  });

  test('calls a system only where there is one', () => {
    const steps: readonly EscalationStep[] = [{ at: 100, do: [{ webhook: 'case.late' }] }];
    expect(said(steps, { hasSystem: false })).toEqual(['at 100 % it calls a system it does not have']);
  });

  test('of the contract of a supplier, where there is one', () => {
    const steps: readonly EscalationStep[] = [{ at: 100, clocks: ['uc:Binder'], do: [{ notify: ['lead'] }] }];
    expect(said(steps)).toEqual(["it escalates 'uc:Binder', which it does not promise"]);
    expect(said(steps, { suppliers: { team: { name: 'Binder', promise: 3600 } } })).toEqual([]);
  });
});

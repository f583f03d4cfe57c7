import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Outgoing } from '#desk/delivery/effect.ts';
import type { TaskChange } from '#desk/task/task.ts';
import { refusalOf } from '../memory/stories.ts';
import { append, following, newId, type Open, opening, type Stores, taskOf } from './stores.ts';

const AT = '2026-03-02T09:00:00.000Z';
const answer = { outcome: 'done', by: 'IT', at: AT, actor: { kind: 'system', id: 'it' } } as const;

/** What every store does with a part of a case: opened with the task of its parent, and answering it by its end. */
export function parts(name: string, open: Open): void {
  describe(`a part of a case in ${name}`, () => {
    let stores: Stores;
    let close: () => void;
    beforeAll(async () => {
      ({ stores, close } = await open());
    });
    afterAll(() => close());

    const opened = async (requester = `${newId()}@corp.example`) => {
      const parent = await append(stores, opening({ requester }));
      const first = opening({ requester });
      const task = taskOf(parent);
      const part = { caseId: parent.id, taskRef: task.ref, depth: 1 };
      const events = first.commit.events.map((event) =>
        event.type === 'CaseOpened' ? { ...event, parent: part } : event,
      );
      const child = {
        ...first,
        after: { ...first.after, parent: part },
        commit: { ...first.commit, events },
      };
      await stores.cases.appendAll([following(parent, undefined, { tasks: [{ type: 'ask', task }] }), child]);
      return { parent, task, child: child.after };
    };
    const answers = (ref: string): TaskChange => {
      const effects: Outgoing[] = [{ caseId: 'c', effect: { kind: 'resume', id: 'c-2-resume', ref } }];
      return { type: 'answer', ref, answer, effects };
    };

    test('keeps what it is a part of, and is not found as something its requester asked for', async () => {
      const requester = `${newId()}@corp.example`;
      const { parent, child } = await opened(requester);
      expect((await stores.cases.find(child.id))?.parent).toEqual(child.parent);
      expect(await stores.cases.listForRequester(requester, 10)).toEqual([parent.id]);
    });

    test('row 23 answers the task of its parent with its own commit, once', async () => {
      const { task, child } = await opened();
      const tasks = [answers(task.ref)];
      const after = await append(stores, following(child, undefined, { tasks }));
      expect(await stores.tasks.find(task.ref)).toEqual({ ...task, state: 'answered', answer });
      expect(await refusalOf(append(stores, following(after, undefined, { tasks })))).toBe('conflict');
      expect((await stores.cases.find(child.id))?.version, 'neither is written').toBe(after.version);
    });

    test('K4 whose parent waits no more answers nothing', async () => {
      const { task, parent, child } = await opened();
      const before = (await stores.cases.find(parent.id)) ?? expect.fail('no parent');
      const expired = { type: 'settle', ref: task.ref, state: 'expired' } as const;
      await append(stores, following(before, undefined, { tasks: [expired] }));
      const late = following(child, undefined, { tasks: [answers(task.ref)] });
      expect(await refusalOf(append(stores, late))).toBe('conflict');
      expect((await stores.tasks.find(task.ref))?.state).toBe('expired');
    });
  });
}

import { beforeEach, describe, expect, test } from 'vitest';
import type { Case } from '#desk/case/case.ts';
import { resolveCase } from '#desk/case/resolve-case.ts';
import { showCase } from '#functions/api/show-case.ts';
import { handsOn, memoryOfParts, parentOf } from '#test/desk/memory/parts.ts';
import { now, opens, PROCESS } from '#test/desk/memory/stories.ts';
import type { Memory } from '#test/desk/memory.ts';

type Shown = Readonly<{
  children?: readonly Readonly<{ caseId: string; label: string; stage: string }>[];
  criticalPath?: readonly Readonly<{ caseId: string }>[];
  parent?: Readonly<{ caseId: string }>;
}>;

let desk: Memory;
let whole: Case;
beforeEach(async () => {
  desk = memoryOfParts();
  whole = await opens(desk);
});

const shown = async (of: Case, ...groups: string[]) => {
  const viewer = { sub: 'kim@corp.example', groups };
  return (await showCase(desk.ports, await now(desk, of.id), 'agent', viewer)) as Shown;
};

describe('the parts of a case', () => {
  test('row 23 are shown with where they stand, and which chain of open ones is due last', async () => {
    const soon = (await handsOn(desk, whole, { service: 'workplace-incident', state: 'Soon' })).child;
    // What is handed over an hour later is due an hour later.
    desk.pass(60);
    const late = (await handsOn(desk, whole, { state: 'Late' })).child;
    const below = (await handsOn(desk, late, { state: 'Below' })).child;
    const done = (await handsOn(desk, whole, { state: 'Done' })).child;
    await resolveCase(desk.ports, done.id, PROCESS, { outcome: 'done' });
    const { children, criticalPath } = await shown(whole, 'it');
    expect(children).toMatchObject([
      { caseId: soon.id, stage: 'received', label: 'received' },
      { caseId: late.id },
      { caseId: done.id, stage: 'done', outcome: 'done', status: 'closed' },
    ]);
    expect(criticalPath?.map(({ caseId }) => caseId)).toEqual([late.id, below.id]);
    expect((await shown(late, 'it')).parent).toEqual({ caseId: whole.id, reference: whole.reference });
  });

  test('row 27 that are not somebody’s to see are absent, also from counts, history, tasks and clocks', async () => {
    const promised = memoryOfParts((each) => ({
      ...each,
      promises: Object.fromEntries(
        Object.entries(each.promises).map(([name, of]) => [name, { ...of, ola: 3600 }]),
      ) as typeof each.promises,
    }));
    desk = promised;
    whole = await opens(desk);
    const plain = JSON.stringify(await shown(whole, 'it'));
    const hidden = await handsOn(desk, whole, {
      department: 'hr',
      service: 'hr-question',
      state: 'Ask people operations',
    });
    const seen = await shown(whole, 'it');
    expect(seen.children).toBeUndefined();
    const said = JSON.stringify(seen);
    for (const word of [
      hidden.child.id,
      hidden.child.reference,
      hidden.task.ref,
      'ola:hr',
      'people operations',
    ])
      expect(said, word).not.toContain(word);
    expect(said.length - plain.length, 'nothing but the version and the bound differ').toBeLessThan(10);
    expect((await shown(whole, 'it', 'hr')).children).toMatchObject([{ caseId: hidden.child.id }]);
  });

  test('row 7 tell nothing of a parent that is not theirs to see', async () => {
    desk = memoryOfParts();
    const parent = await parentOf(desk);
    const { child, task } = await handsOn(desk, parent);
    const said = JSON.stringify(await shown(child, 'it'));
    for (const word of [parent.id, parent.reference, task.ref, parent.subject])
      expect(said).not.toContain(word);
    expect((await shown(child, 'it', 'hr')).parent).toMatchObject({ caseId: parent.id });
  });

  test('a case without a family shows none', async () => {
    expect(Object.keys(await shown(whole, 'it'))).not.toEqual(expect.arrayContaining(['children']));
  });
});

import { beforeEach, describe, expect, test } from 'vitest';
import type { Case } from '#desk/case/case.ts';
import { answerTask } from '#desk/task/answer.ts';
import { evidenceOf } from '#functions/api/show-evidence.ts';
import { handsOn, memoryOfParts } from '#test/desk/memory/parts.ts';
import { AGENT, asks, now, opens, question } from '#test/desk/memory/stories.ts';
import type { Memory } from '#test/desk/memory.ts';

type Evidence = Readonly<{
  decisions: readonly Readonly<{ state: string; end: string; outcome?: string; by?: object }>[];
  documents: readonly Readonly<{ name: string; sha256?: string; at: string; by: object }>[];
  history: readonly Readonly<{ type: string }>[];
  seals: readonly Readonly<{ version: number; seal: string }>[];
}>;

let desk: Memory;
let whole: Case;
beforeEach(async () => {
  desk = memoryOfParts();
  whole = await opens(desk);
});

const exported = async (...groups: string[]) => {
  const viewer = { sub: 'kim@corp.example', groups };
  return (await evidenceOf(desk.ports, viewer, await now(desk, whole.id))) as Evidence;
};

describe('the evidence of a case (row 36)', () => {
  test('tells an answer that stands on its task and not yet in the history', async () => {
    const before = await exported('it');
    const asked = await asks(desk.ports, question(whole, { of: { group: 'team' }, outcomes: ['approve'] }));
    expect((await exported('it')).decisions).toMatchObject([{ taskRef: asked.ref, end: 'open' }]);
    const said = { outcome: 'approve', by: AGENT.id ?? '', at: desk.ports.now() };
    await answerTask(desk.ports, asked.ref, AGENT, said, () => true);
    const { decisions, seals } = await exported('it');
    expect(decisions).toMatchObject([{ taskRef: asked.ref, end: 'answered', outcome: 'approve' }]);
    expect(seals.slice(0, before.seals.length)).toEqual(before.seals);
  });

  test('names every document by its hash, with who sent it', async () => {
    const { body } = whole;
    const text = (await desk.ports.bodies.get(body))?.text ?? '';
    const key = `attachments/${whole.id}/${'a'.repeat(64)}`;
    await desk.ports.bodies.put(body, {
      text,
      attachments: [{ name: 'requirements.pdf', type: 'application/pdf', bytes: 9, key }],
    });
    expect((await exported('it')).documents).toMatchObject([
      { name: 'requirements.pdf', sha256: 'a'.repeat(64), at: whole.openedAt, by: { kind: 'requester' } },
    ]);
  });

  test('says nothing of a part that is not theirs to see, under the same seals (row 27)', async () => {
    const hidden = await handsOn(desk, whole, {
      department: 'hr',
      service: 'hr-question',
      state: 'Ask people operations',
    });
    const [seen, all] = [await exported('it'), await exported('it', 'hr')];
    const said = JSON.stringify(seen);
    for (const word of [hidden.child.id, hidden.child.reference, hidden.task.ref, 'people operations'])
      expect(said, word).not.toContain(word);
    expect(all.decisions).toMatchObject([{ state: 'Ask people operations' }]);
    expect(seen.seals).toEqual(all.seals);
  });
});

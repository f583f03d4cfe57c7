import { beforeEach, describe, expect, test } from 'vitest';
import { tellRequester } from '#desk/case/tell-requester.ts';
import { caseAt, eventsOf, newest, opens } from '../memory/stories.ts';
import { type Memory, memory } from '../memory.ts';

let desk: Memory;
beforeEach(() => {
  desk = memory();
});

/** A sentence of a process, said in one visit of a state. */
const told = async (more: object) => {
  const { id, execution = '' } = caseAt(desk, 0);
  const telling = {
    caseId: id,
    execution,
    state: 'Tell',
    entered: '2026-03-02T09:00:01.000Z',
    text: 'Well.',
  };
  await tellRequester(desk.ports, { ...telling, ...more });
  return newest(desk, id);
};

describe('a sentence of a process', () => {
  test('is told with the facts it names, in the words of the process; one that is not known is left out', async () => {
    await opens(desk, {
      subject: 'Parental leave',
      text: 'I ask for parental leave from 2026-06-01, please.',
    });
    const { effects } = await told({ facts: { 'First day': 'from', 'Last day': 'until' } });
    expect(effects).toMatchObject([{ template: 'told', values: { text: 'Well.\nFirst day: 2026-06-01' } }]);
  });

  test('says where the case stands from then on, once, also when the step runs twice', async () => {
    const { id } = await opens(desk);
    await told({ stage: 'fulfilment' });
    await told({ stage: 'fulfilment' });
    expect(caseAt(desk, 0).stage).toBe('fulfilment');
    expect(eventsOf(desk, id).filter(({ type }) => type === 'StageReached')).toHaveLength(1);
  });
});

import { describe, expect, test } from 'vitest';
import { mayHaveOriginal, mayList, maySeeToSystem, viewOf } from '#desk/case/authorise.ts';
import { happened } from '#desk/case/events.ts';

const matter = {
  department: 'it',
  confidential: false,
  requester: { address: 'anna@corp.example' },
  participants: ['bob@corp.example'],
};
const secret = { ...matter, department: 'hr', confidential: true };
const who = (sub: string, ...groups: string[]) => ({ sub: `${sub}@corp.example`, groups });

describe('who may see a case (row 28)', () => {
  test.each([
    ['its department’s people', who('kim', 'it'), 'agent', 'none'],
    ['the people of a confidential department', who('hal', 'hr'), 'none', 'agent'],
    ['an agent of the desk', who('dee', 'desk'), 'agent', 'none'],
    ['its requester', who('anna'), 'requester', 'requester'],
    ['a colleague in copy', who('bob'), 'requester', 'none'],
    ['the platform team', who('ops', 'platform'), 'none', 'none'],
    ['anybody else', who('eve'), 'none', 'none'],
    ['a group that is only called almost the same', who('eve', 'it-lead', 'IT', ''), 'none', 'none'],
    ['its requester who is also an agent of the desk', who('anna', 'desk'), 'agent', 'requester'],
  ] as const)('%s', (_, viewer, open, confidential) => {
    expect(viewOf(viewer, matter)).toBe(open);
    expect(viewOf(viewer, secret)).toBe(confidential);
  });
});

describe('who may list a queue (row 28)', () => {
  const it = { id: 'it', confidential: false };
  const hr = { id: 'hr', confidential: true };
  test.each([
    ['the department itself', who('hal', 'hr', 'it'), true, true],
    ['an agent of the desk', who('dee', 'desk'), true, false],
    ['the platform team', who('ops', 'platform'), false, false],
    ['nobody in particular', who('eve'), false, false],
  ] as const)('%s', (_, viewer, open, confidential) => {
    expect(mayList(viewer, it)).toBe(open);
    expect(mayList(viewer, hr)).toBe(confidential);
  });
});

describe('who may see to a department’s system (W3)', () => {
  const facilities = { groups: { team: 'building-engineers', lead: 'facilities-lead' } };
  test.each([
    ['its lead', who('lou', 'facilities-lead'), true],
    ['the platform team', who('ops', 'platform'), true],
    ['its people', who('kim', 'facilities', 'building-engineers'), false],
    ['the lead of another department', who('ian', 'it-lead'), false],
    ['an agent of the desk', who('dee', 'desk'), false],
  ] as const)('%s', (_, viewer, may) => {
    expect(maySeeToSystem(viewer, facilities)).toBe(may);
  });
});

describe('who may have a mail as it came (E12)', () => {
  const [written] = happened(
    '2026-03-02T09:00:00Z',
    { kind: 'requester' },
    {
      type: 'MessageReceived',
      from: 'anna@corp.example',
      body: 'messages/1',
      verified: true,
    },
  );
  const carriers = written === undefined ? [] : [written];
  test.each([
    ['its department’s people', who('kim', 'it'), 'agent', true],
    ['who wrote it', who('anna'), 'requester', true],
    ['who only takes part', who('bob'), 'requester', false],
    ['who may not see the case, though they wrote it', who('anna'), 'none', false],
  ] as const)('%s', (_, viewer, view, may) => {
    expect(mayHaveOriginal(viewer, {}, view, carriers)).toBe(may);
    expect(mayHaveOriginal(viewer, { shadow: true }, view, carriers)).toBe(false);
  });
});

import { describe, expect, test } from 'vitest';
import { type CaseFact, happened } from '#desk/case/events.ts';
import { evolveAll } from '#desk/case/evolve.ts';
import { caseFrom, headOf, type KeptHead } from '#desk/case/head.ts';

const AT = '2026-03-02T09:00:00.000Z';
const place = (department: string, process?: string) => ({
  department,
  service: `${department}-service`,
  kind: 'request' as const,
  ...(process !== undefined && { process }),
  priority: 3 as const,
  confidential: department === 'hr',
  routing: { reason: 'matched', score: 8, because: ["word 'lease' +3", "word 'exchange' +1.5"] },
});

const [opening, ...start] = happened(
  AT,
  { kind: 'requester', id: 'ada@corp.example' },
  {
    type: 'CaseOpened',
    id: 'c1',
    reference: 'IT-7K3F-9Q2',
    channel: 'email',
    requester: { address: 'ada@corp.example' },
    subject: 'Lease',
    body: 'messages/1',
    verified: true,
    messageId: 'first@corp.example',
    participants: ['bob@corp.example'],
    ...place('it', 'device-exchange'),
  },
  { type: 'ClockStarted', clock: 'firstResponse', target: 3600, calendar: 'it-hours@1' },
  { type: 'ProcessStarted', execution: 'c1-it-device-exchange-1', attempt: 1 },
);
/** A case after these facts, and the same case made of its two rows. */
function keptAndFound(...facts: readonly CaseFact[]) {
  if (opening?.type !== 'CaseOpened') throw new Error('a story begins with an opening');
  const whole = evolveAll(undefined, [opening, ...start, ...happened(AT, { kind: 'desk' }, ...facts)]);
  const kept = JSON.parse(JSON.stringify(headOf(whole))) as KeptHead;
  return { whole, kept, found: caseFrom(opening, kept) };
}

const STORIES: Record<string, readonly CaseFact[]> = {
  'just opened': [],
  'with questions, facts and participants': [
    { type: 'TaskAsked', ref: 'r', state: 'Approve', visit: AT, of: 'it system', expires: AT },
    { type: 'FactRecorded', name: 'returnDate', value: '2026-05-01' },
    { type: 'ParticipantJoined', address: 'cy@corp.example' },
    { type: 'StageReached', stage: 'fulfilment' },
  ],
  'with a paused clock': [{ type: 'ClockPaused', clock: 'firstResponse', cause: 'waiting-requester' }],
  'given to another department': [{ type: 'CaseRouted', ...place('hr', 'question') }],
  'given to people without a process': [{ type: 'CaseRouted', ...place('triage') }],
  'a part since it was opened': [{ type: 'CaseAdopted', other: 'c0', taskRef: 'r' }],
  'confidential since a part of it is': [{ type: 'CaseRestricted' }],
  'resolved, opened again and closed': [
    { type: 'CaseResolved', outcome: 'done', closesAt: AT },
    { type: 'CaseReopened', cause: 'reply' },
    { type: 'CaseClosed', cause: 'confirmed' },
  ],
};

describe('a kept head', () => {
  test.each(Object.entries(STORIES))('gives the same case again: %s', (_name, facts) => {
    const { whole, found } = keptAndFound(...facts);
    expect(found).toEqual(whole);
  });

  test('repeats neither the opening nor, until it moves, the place', () => {
    expect(Object.keys(keptAndFound().kept).sort()).toEqual([
      'attempt',
      'clocks',
      'execution',
      'lastMessageId',
      'participants',
      'stage',
      'status',
      'version',
    ]);
  });
});

test('a case that began in a chat and went on by mail is not found in the chat again', () => {
  if (opening?.type !== 'CaseOpened') throw new Error('a story begins with an opening');
  const chat = { app: 'slack', team: 'T1', user: 'U1', channel: 'D1', thread: '1.1', direct: true } as const;
  const begun = { ...opening, chat };
  const mail: CaseFact = {
    type: 'MessageReceived',
    from: 'ada@corp.example',
    body: 'messages/2',
    verified: true,
  };
  for (const [facts, expected] of [
    [[], chat],
    [[mail], undefined],
    [[mail, { ...mail, chat }], chat],
  ] as const) {
    const whole = evolveAll(undefined, [begun, ...happened(AT, { kind: 'desk' }, ...facts)]);
    expect(caseFrom(begun, JSON.parse(JSON.stringify(headOf(whole)))).chat).toEqual(expected);
  }
});

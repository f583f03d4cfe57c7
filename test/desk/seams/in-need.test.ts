import { beforeEach, describe, expect, test } from 'vitest';
import { cancelCase } from '#desk/case/cancel-case.ts';
import type { Case } from '#desk/case/case.ts';
import { escalateCase } from '#desk/case/escalate-case.ts';
import { splitCase } from '#desk/case/split-case.ts';
import { ANNA, arrive } from '../memory/mail.ts';
import { AGENT, caseAt, eventsOf, newest, now, opens } from '../memory/stories.ts';
import { type Memory, memory } from '../memory.ts';

let desk: Memory;
let found: Case;
beforeEach(async () => {
  desk = memory();
  found = await opens(desk, { subject: 'Not well', text: 'I do not want to live any more.' });
});

const mails = (id: string) => newest(desk, id).effects.filter(({ kind }) => kind === 'mail');

describe('a matter of somebody in distress, whatever is done with it (row 14)', () => {
  test('is cancelled without a word of the desk to them', async () => {
    await cancelCase(desk.ports, found.id, AGENT, 'It was said in a play.');
    expect((await now(desk, found.id)).outcome).toBe('cancelled');
    expect(mails(found.id)).toEqual([]);
    expect(JSON.stringify(newest(desk, found.id).effects)).not.toContain(ANNA);
    expect(newest(desk, found.id).names).not.toContain('MessageSent');
  });

  test('is handed over to no department where others would read its words', async () => {
    const away = { escalation: 'functional' as const, to: 'it/workplace-incident', reason: 'Only a laptop.' };
    await expect(escalateCase(desk.ports, found.id, AGENT, away)).rejects.toMatchObject({
      code: 'invalid',
      faults: [{ pointer: '/to' }],
    });
    expect(await now(desk, found.id)).toMatchObject({ department: 'care', version: 1 });
  });

  test('is handed over among its own people', async () => {
    const to = { escalation: 'functional' as const, to: 'care/look', reason: 'Please look again.' };
    expect(await escalateCase(desk.ports, found.id, AGENT, to)).toMatchObject({ kind: 'care' });
  });

  test('is split without the first words a second time', async () => {
    await arrive(desk.ports, { id: 'more@x', inReplyTo: 'first@corp.example', text: 'Somebody follows me.' });
    const [said = expect.fail('no message')] = eventsOf(desk, found.id).flatMap((event) =>
      event.type === 'MessageReceived' ? [event.body] : [],
    );
    await splitCase(desk.ports, found.id, AGENT, { messages: [said], subject: 'Another matter' });
    expect(caseAt(desk, 1)).toMatchObject({ department: 'care', kind: 'care' });
    expect(mails(caseAt(desk, 1).id)).toEqual([]);
  });
});

import { expect, test } from 'vitest';
import { sendMessage } from '#desk/case/send-message.ts';
import { lookAtCase } from '#desk/sla/look-at-case.ts';
import { askRequester } from '#desk/task/ask-requester.ts';
import { arrive } from '../memory/mail.ts';
import { AGENT, newest, now, opens } from '../memory/stories.ts';
import { memory } from '../memory.ts';

test('P21 a process that finds nothing missing does not end the waiting for what a person has asked', async () => {
  const desk = memory();
  const found = await opens(desk);
  await sendMessage(desk.ports, found.id, AGENT, { body: 'b', visibility: 'public', waitForReply: true });
  await askRequester(desk.ports, {
    caseId: found.id,
    execution: found.execution ?? '',
    state: 'Ask for what is missing',
    entered: 'once',
    version: 'v1',
    token: 'token',
    question: 'We need a few details.',
    hours: 120,
  });
  expect(newest(desk, found.id).names).toEqual(['TaskAsked', 'TaskAnswered']);
  expect((await now(desk, found.id)).status).toBe('waiting');
  desk.pass(60 * 24 * 4);
  await lookAtCase(desk.ports, found.id);
  expect((await now(desk, found.id)).reminded?.times).toBe(1);
  await arrive(desk.ports, { id: 'reply@x', inReplyTo: 'first@corp.example', text: 'The left one.' });
  const after = await now(desk, found.id);
  expect([after.status, after.clocks.resolution?.state]).toEqual(['open', 'running']);
});

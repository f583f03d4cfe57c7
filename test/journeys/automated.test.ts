import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { type Desk, startDesk } from './driver/desk.ts';
import { inOrder, opens, reaches, seen } from './driver/story.ts';

const desks: Desk[] = [];
const desk = () => desks[0] ?? expect.fail('the desk did not start');
beforeAll(async () => {
  desks.push(await startDesk());
});
afterEach(() => inOrder(desk()));
afterAll(() => desks[0]?.end());

async function acknowledged(person: string) {
  const from = `${person}@corp.example`;
  const found = await opens(desk(), from, 'Wifi', 'The wifi is very slow and disconnects.');
  const ack = await desk().mailTo(from, found.reference);
  return { from, found, to: (ack.headers['reply-to'] ?? '').replace(/[<>]/g, ''), ack };
}

describe('automated mail', () => {
  test('out of office on a case is noted, and changes and answers nothing', async () => {
    const { from, found, to } = await acknowledged('abo');
    const before = await seen(desk(), found.caseId);
    const row = await desk().becomes({
      from,
      to,
      subject: 'Automatic reply: Wifi',
      text: 'I am back on Monday.',
      headers: { 'Auto-Submitted': 'auto-replied', 'X-Auto-Response-Suppress': 'All' },
    });
    expect(row).toMatchObject({ class: 'appended', caseId: found.caseId, cause: 'ooo' });
    await desk().atRest();
    const after = await seen(desk(), found.caseId);
    expect(after).toMatchObject({ status: before.status, stage: before.stage });
    expect(JSON.stringify(after.clocks)).toBe(JSON.stringify(before.clocks));
    expect(await desk().mailbox(from)).toHaveLength(1);
  });

  test('out of office about nothing we know opens no case', async () => {
    const row = await desk().becomes({
      from: 'bot@corp.example',
      subject: 'Out of office',
      text: 'Away until May.',
      headers: { 'Auto-Submitted': 'auto-replied' },
    });
    expect(row).toMatchObject({ class: 'suspended', cause: 'auto', caseId: null });
    expect(await desk().mailbox('bot@corp.example')).toEqual([]);
  });

  test('a bounce of our acknowledgement is noted on its case', async () => {
    const { from, found, ack } = await acknowledged('cid');
    const parts = [
      'From: Mail Delivery System <MAILER-DAEMON@mx.corp.example>',
      `To: ${ack.headers['reply-to']}`,
      'Subject: Undelivered Mail Returned to Sender',
      'Message-ID: <bounce-1@mx.corp.example>',
      'Auto-Submitted: auto-replied',
      'MIME-Version: 1.0',
      'Content-Type: multipart/report; report-type=delivery-status; boundary="b"',
      '',
      '--b',
      'Content-Type: text/plain',
      '',
      'It could not be delivered.',
      '--b',
      'Content-Type: message/delivery-status',
      '',
      'Reporting-MTA: dns; mx.corp.example',
      '',
      `Final-Recipient: rfc822; ${from}`,
      'Action: failed',
      'Status: 5.1.1',
      'Diagnostic-Code: smtp; 550 5.1.1 user unknown',
      '--b',
      'Content-Type: message/rfc822',
      '',
      ack.raw,
      '--b--',
      '',
    ];
    const messageId = 'bounce-1@mx.corp.example';
    const raw = parts.join('\r\n');
    const row = await desk().becomes({ from, envelopeFrom: '', to: 'help@desk.example', raw, messageId });
    expect(row).toMatchObject({ class: 'appended', caseId: found.caseId, cause: 'bounce-hard' });
    expect(await seen(desk(), found.caseId)).toMatchObject({ status: 'open' });
  });

  test('our own mail that comes back is let go', async () => {
    const { from, ack } = await acknowledged('dan');
    const messageId = (ack.headers['message-id'] ?? '').replace(/[<>]/g, '');
    const row = await desk().becomes({ from, raw: ack.raw, messageId });
    expect(row).toMatchObject({ class: 'suppressed', cause: 'own-loop' });
  });

  test('from outside without authentication is taken, but told nothing', async () => {
    const row = await desk().becomes({
      from: 'guest@elsewhere.example',
      subject: 'Heating',
      text: 'The heating in my office is not working.',
    });
    expect(row.class).toBe('opened');
    await desk().atRest();
    expect(await desk().mailbox('guest@elsewhere.example')).toEqual([]);
    expect(await seen(desk(), row.caseId)).toMatchObject({ verified: false });
  });

  test('that claims to be one of us and is not is kept aside', async () => {
    const row = await desk().becomes({
      from: 'ceo@corp.example',
      text: 'Please give me access to the sales folder.',
      headers: { 'X-Local-Verdicts': 'spf=fail dkim=fail dmarc=fail' },
    });
    expect(row).toMatchObject({ class: 'suspended', cause: 'spoof', caseId: null });
  });
});

describe('what nobody can place', () => {
  test('waits in triage with a clock of its own, until an agent places it and its process starts', async () => {
    const from = 'eva@corp.example';
    const row = await desk().becomes({ from, subject: 'hm', text: 'Blorf quuxle zibber wumpf.' });
    const found = await seen(desk(), row.caseId);
    expect(found).toMatchObject({ department: 'triage', clocks: { triage: { state: 'running' } } });
    expect(found.process).toBeUndefined();
    const agent = desk().as('agent@corp.example', 'triage', 'desk');
    expect(JSON.stringify((await agent.get('/queues/triage')).body)).toContain(found.caseId);

    const why = await agent.get(`/cases/${found.caseId}/explanation`);
    expect(why).toMatchObject({ status: 200, body: { routing: { reason: 'no-rule-matched' } } });
    const path = `/cases/${found.caseId}/placement`;
    const nowhere = await agent.post(path, { department: 'it', service: 'magic' });
    expect(nowhere).toMatchObject({ status: 422, body: { faults: [{ pointer: '/service' }] } });
    const placed = await agent.post(path, { department: 'facilities', service: 'building-work' });
    expect(placed).toMatchObject({ status: 200, body: { department: 'facilities' } });
    const { body } = await desk().systems.facilities.next(from);
    await desk().systems.facilities.call(body.callbackUrl, { outcome: 'completed' });
    const done = await reaches(desk(), found.caseId, 'done', ({ outcome }) => outcome === 'done');
    expect(done.clocks.triage?.state).toBe('stopped');
    expect(JSON.stringify((await agent.get('/queues/triage')).body)).not.toContain(found.caseId);
  });
});

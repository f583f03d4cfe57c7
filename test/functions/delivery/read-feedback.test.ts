import { expect, test } from 'vitest';
import { readFeedback } from '#functions/delivery/read-feedback.ts';

const envelope = (event: unknown) => ({
  Type: 'Notification',
  Message: typeof event === 'string' ? event : JSON.stringify(event),
});
const mail = {
  messageId: '0100-a',
  tags: { case: ['01j9'], mail: ['01j9-1-ack'], 'ses:from-domain': ['x'] },
};
const bounce = (more: object = {}) => ({
  bounceType: 'Permanent',
  bounceSubType: 'General',
  timestamp: '2026-03-02T09:00:00+0000',
  bouncedRecipients: [
    { emailAddress: '"Ann" <Ann@Corp.Example>', status: '5.1.1', diagnosticCode: 'smtp; 550 Hello' },
  ],
  ...more,
});
const complaint = (more: object = {}) => ({
  timestamp: '2026-03-02T09:00:00.000Z',
  complainedRecipients: [{ emailAddress: 'ann@corp.example' }],
  ...more,
});
const ann = { addresses: ['ann@corp.example'], at: '2026-03-02T09:00:00.000Z' };
const about = { mail: { caseId: '01j9', id: '01j9-1-ack' } };

test.each([
  [
    'a permanent bounce',
    { eventType: 'Bounce', mail, bounce: bounce() },
    { kind: 'bounce', ...ann, status: '5.1.1', ...about },
  ],
  [
    'a full mailbox',
    { eventType: 'Bounce', mail, bounce: bounce({ bounceType: 'Transient' }) },
    { kind: 'later', ...ann, status: '5.1.1', ...about },
  ],
  ['what SES cannot explain', { mail, bounce: bounce({ bounceType: 'Undetermined' }) }, { kind: 'later' }],
  [
    'a complaint',
    { eventType: 'Complaint', mail, complaint: complaint() },
    { kind: 'complaint', ...ann, ...about },
  ],
  ['a mail without our tags', { mail: { tags: {} }, complaint: complaint() }, { kind: 'complaint', ...ann }],
])('%s is understood', (_, event, expected) => {
  expect(readFeedback(envelope(event))).toMatchObject(expected);
});

test.each([
  ['that a mail was no spam', { mail, complaint: complaint({ complaintFeedbackType: 'not-spam' }) }],
  ['a delivery', { eventType: 'Delivery', mail }],
  ['its introduction', 'Successfully validated SNS topic for Amazon SES event publishing.\n'],
])('%s says nothing of an address', (_, event) => {
  expect(readFeedback(envelope(event))).toBeUndefined();
});

test('what is neither an event nor an introduction is kept for a person to look at', () => {
  expect(() => readFeedback(envelope('Hello'))).toThrow(SyntaxError);
});

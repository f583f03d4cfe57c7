import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { marshall } from '@aws-sdk/util-dynamodb';
import { slackSignature } from '#desk/intake/chat/slack/verify.ts';
import type { Task } from '#desk/task/task.ts';
import { asReceived } from '#local/doors/mail-headers.ts';
import { signature } from '#test/journeys/driver/system.ts';

/** What every secret of the stub says. */
export const SECRET = `whsec_${Buffer.alloc(24, 7).toString('base64')}`;

/** The question that the stub's table holds under each reference; all else it does not have. */
export const ADDRESS = 'boss@corp.example';
const task = (ref: string): Partial<Task> => ({
  caseId: '0'.repeat(26),
  department: 'it',
  about: {
    reference: 'IT-7K3F-9Q2',
    process: 'device-exchange',
    service: 'device-exchange',
    priority: 3,
    dataClass: 'ordinary',
  },
  of: ref.startsWith('s') ? { kind: 'system', department: 'it' } : { kind: 'person', address: ADDRESS },
  name: 'Approve with manager',
  visit: '1',
  question: 'May this be ordered?',
  outcomes: ref.startsWith('s') ? ['completed', 'failed'] : ['approve', 'reject'],
  fields: [],
  shown: {},
  sequence: 1,
  askedAt: '2026-03-02T09:00:00.000Z',
  expiresAt: '2036-03-02T09:00:00.000Z',
});

const mail = asReceived({
  from: 'rosa@corp.example',
  recipients: ['help@desk.example'],
  raw: Buffer.from(
    [
      'From: Rosa <rosa@corp.example>',
      'To: help@desk.example',
      'Subject: VPN drops',
      'Message-ID: <first@corp.example>',
      'MIME-Version: 1.0',
      'Content-Type: text/html; charset=utf-8',
      '',
      '<p>Hello,</p><p>the VPN connection drops all the time.</p><p>Rosa</p>',
    ].join('\r\n'),
  ),
  helo: 'mail.corp.example',
  id: 'mail/first',
  at: new Date(),
});

/** What a secret says: of the chats, what their programs gave us; of all others, the same key. */
function secretOf(body: string, teams: object): string {
  const { SecretId: id = '' } = JSON.parse(body) as { SecretId?: string };
  if (id.endsWith('/chat/slack')) return JSON.stringify({ signingSecrets: [SECRET], botToken: 'b' });
  return id.endsWith('/chat/teams') ? JSON.stringify(teams) : SECRET;
}

function answerOf({ method, headers }: IncomingMessage, body: string, teams: object): string | Buffer {
  const action = String(headers['x-amz-target'] ?? method)
    .split('.')
    .at(-1);
  if (action === 'GET') return mail;
  if (action === 'GetSecretValue') return JSON.stringify({ SecretString: secretOf(body, teams) });
  if (action === 'Query') return JSON.stringify({ Items: [], Count: 0 });
  const ref = /"TASK#(\w+)"/.exec(body)?.[1];
  if (action !== 'GetItem' || ref === undefined) return '{}';
  const row = { pk: `TASK#${ref}`, sk: 'TASK', state: 'asked', token: 't', task: JSON.stringify(task(ref)) };
  return JSON.stringify({ Item: marshall(row) });
}

/** AWS as far as a first call needs it, answering at once: table, queues, secrets and buckets at one address. `teams`: its secret. */
export async function startStub(teams: object): Promise<{ url: string; close(): Promise<void> }> {
  const server = createServer(async (request, response) => {
    let body = '';
    for await (const chunk of request) body += String(chunk);
    response.end(answerOf(request, body, teams));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: async () => {
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
    },
  };
}

/** The headers of an event as Slack signs it now. */
export function signedBySlack(raw: string): Record<string, string> {
  const timestamp = String(Math.floor(Date.now() / 1000));
  return {
    'content-type': 'application/json',
    'x-slack-request-timestamp': timestamp,
    'x-slack-signature': slackSignature(SECRET, timestamp, Buffer.from(raw)),
  };
}

/** The headers of a callback as a department's system signs it now. */
export function signedHeaders(raw: string): Record<string, string> {
  const timestamp = String(Math.floor(Date.now() / 1000));
  return {
    'webhook-id': 'first',
    'webhook-timestamp': timestamp,
    'webhook-signature': signature(SECRET, 'first', timestamp, raw),
  };
}

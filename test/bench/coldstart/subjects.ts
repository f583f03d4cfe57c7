import { join } from 'node:path';
import { linkOf } from '#desk/task/link.ts';
import type { Teams } from '#test/journeys/driver/teams.ts';
import { ADDRESS, SECRET, signedBySlack, signedHeaders } from './stub.ts';

/** Something whose cold start is measured: its bundle, its first call, and what that call has to answer. */
export type Subject = Readonly<{
  name: string;
  bundle: string;
  /** Somebody waits for its first answer. */
  hot?: true;
  event(): object;
  answers(answer: unknown): boolean;
}>;

const request = (routeKey: string, more: object) => ({
  routeKey,
  headers: {},
  requestContext: { timeEpoch: Date.now(), requestId: 'first', http: { method: routeKey.split(' ')[0] } },
  ...more,
});

const status = (wanted: number) => (answer: unknown) =>
  (answer as { statusCode?: number }).statusCode === wanted;

const always = () => true;

/** Something Slack tells: somebody writes to the desk alone. */
const toldBySlack = JSON.stringify({
  type: 'event_callback',
  team_id: 'T1',
  event_id: 'Ev1',
  event: {
    type: 'message',
    channel: 'D1',
    channel_type: 'im',
    user: 'U1',
    ts: '1.0001',
    text: 'My VPN drops.',
  },
});

/** Two empty functions, and every hot one at the work it is there for. */
export function subjectsIn(
  assembly: string,
  clients: string,
  teams: Pick<Teams, 'token' | 'activity'>,
): readonly Subject[] {
  const here = (name: string) => join(assembly, 'bundles', name, 'index.js');
  const link = linkOf({ id: '0', secret: new TextEncoder().encode(SECRET) }, 'answer', 'p1', ADDRESS);
  const opening = JSON.stringify({ subject: 'VPN drops', text: 'The VPN connection drops all the time.' });
  const done = JSON.stringify({ outcome: 'completed' });
  return [
    {
      name: 'empty',
      bundle: join(import.meta.dirname, 'empty.cjs'),
      event: () => ({}),
      answers: always,
    },
    { name: 'empty with AWS clients', bundle: clients, event: () => ({}), answers: always },
    {
      name: 'web intake: opens a case',
      bundle: here('api-open'),
      hot: true,
      event: () => {
        const asked = request('POST /cases', { body: opening });
        const authorizer = { jwt: { claims: { sub: 'rosa@corp.example' } } };
        return { ...asked, requestContext: { ...asked.requestContext, authorizer } };
      },
      answers: status(201),
    },
    {
      name: 'callback: takes an answer',
      bundle: here('task-callback'),
      hot: true,
      event: () =>
        request('POST /callbacks/{taskRef}', {
          headers: signedHeaders(done),
          pathParameters: { taskRef: 's1' },
          body: done,
        }),
      answers: status(202),
    },
    {
      name: 'Slack: takes an event',
      bundle: here('chat-slack'),
      hot: true,
      event: () => request('POST /chat/slack', { headers: signedBySlack(toldBySlack), body: toldBySlack }),
      answers: status(200),
    },
    {
      name: 'Teams: takes an activity',
      bundle: here('chat-teams'),
      hot: true,
      event: () =>
        request('POST /chat/teams', {
          rawPath: '/chat/teams',
          headers: { authorization: teams.token() },
          body: JSON.stringify(teams.activity({ user: '29:ida', text: 'My VPN drops.' })),
        }),
      answers: status(200),
    },
    {
      name: 'answer page: shows a question',
      bundle: here('task-answer-page'),
      event: () => request('GET /answers/{link}', { pathParameters: { link } }),
      answers: status(200),
    },
    {
      name: 'email intake: opens a case',
      bundle: here('intake-email'),
      event: () => {
        const object = {
          eventName: 'ObjectCreated:Put',
          s3: { bucket: { name: 'm' }, object: { key: 'k' } },
        };
        return { Records: [{ messageId: '1', body: JSON.stringify({ Records: [object] }) }] };
      },
      answers: (answer) => JSON.stringify(answer) === '{"batchItemFailures":[]}',
    },
  ];
}

import { join } from 'node:path';
import { linkOf } from '#desk/task/link.ts';
import { ADDRESS, SECRET, signedHeaders } from './stub.ts';

/** Something whose cold start is measured: its bundle, its first call, and what that call has to answer. */
export type Subject = Readonly<{
  name: string;
  bundle: string;
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

/** Two empty functions, and every hot one at the work it is there for. */
export function subjectsIn(assembly: string, clients: string): readonly Subject[] {
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
      event: () =>
        request('POST /callbacks/{taskRef}', {
          headers: signedHeaders(done),
          pathParameters: { taskRef: 's1' },
          body: done,
        }),
      answers: status(202),
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

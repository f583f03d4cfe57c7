import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { ACTIONS } from './actions/all.ts';
import type { Service } from './actions/service.ts';
import type { JsonObject } from './json.ts';
import { Refusal, readRequest } from './refusal.ts';

const TARGET = 'AWSStepFunctions.';

/** Serves the API in the service's JSON 1.0 protocol. */
export function serve(service: Service): Server {
  return createServer((request, response) => {
    answer(service, request)
      .then((body) => send(response, 200, body))
      .catch((error: unknown) => {
        if (error instanceof Refusal)
          return send(response, 400, { __type: error.code, message: error.message, ...error.more });
        console.error('the process engine could not answer', error);
        send(response, 500, {
          __type: 'InternalServerError',
          message: error instanceof Error ? error.message : String(error),
        });
      });
  });
}

async function answer(service: Service, request: IncomingMessage): Promise<JsonObject> {
  const target = String(request.headers['x-amz-target'] ?? '');
  const action = target.startsWith(TARGET) ? ACTIONS[target.slice(TARGET.length)] : undefined;
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  if (!action) throw new Refusal('UnknownOperationException', `the engine has no action '${target}'`);
  return action(service, readRequest(Buffer.concat(chunks).toString('utf8')));
}

function send(response: ServerResponse, status: number, body: JsonObject): void {
  response.writeHead(status, {
    'content-type': 'application/x-amz-json-1.0',
    'x-amzn-requestid': randomUUID(),
  });
  response.end(JSON.stringify(body));
}

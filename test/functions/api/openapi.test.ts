import { describe, expect, test, vi } from 'vitest';
import { DESCRIPTION } from '#functions/api/describe.ts';
import { ENDPOINTS } from '#functions/api/endpoint-operations.ts';
import { FILES } from '#functions/api/file-operations.ts';
import { openApi } from '#functions/api/openapi.ts';
import { OPENING } from '#functions/api/opening-operations.ts';
import { OPERATIONS } from '#functions/api/operations.ts';
import { ORIGINAL } from '#functions/api/original-operation.ts';
import { OVERSIGHT } from '#functions/api/oversight-operations.ts';
import { REQUESTS } from '#functions/api/request-operations.ts';
import { ROUTES, type Route, runsIn } from '#functions/api/routes.ts';
import { STATUS } from '#functions/api/status-operations.ts';

type Parameter = Readonly<{ name: string; in: string; required?: boolean; schema: object }>;
type Operation = Readonly<{
  operationId: string;
  summary: string;
  parameters: readonly Parameter[];
  requestBody?: Readonly<{ content: Readonly<Record<string, { schema: object }>> }>;
  responses: Readonly<
    Record<string, { description: string; content: Readonly<Record<string, { schema: object }>> }>
  >;
  security?: readonly object[];
}>;
type Document = Readonly<{
  openapi: string;
  info: Readonly<{ title: string; version: string }>;
  servers: readonly { url: string }[];
  security: readonly Readonly<Record<string, readonly string[]>>[];
  paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  components: Readonly<{ securitySchemes: Readonly<Record<string, object>> }>;
}>;

const document = JSON.parse(JSON.stringify(openApi('https://desk.example'))) as Document;
const routes: readonly Route[] = ROUTES;
const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
  Object.entries(methods).map(([method, operation]) => ({ path, method, operation })),
);

describe('the description of the API', () => {
  test('is OpenAPI 3.1 as its specification demands', () => {
    expect(document.openapi).toMatch(/^3\.1\.\d+$/);
    expect(document.info).toMatchObject({ title: expect.any(String), version: expect.any(String) });
    expect(document.servers).toEqual([{ url: 'https://desk.example' }]);
    for (const scheme of document.security.flatMap(Object.keys))
      expect(Object.keys(document.components.securitySchemes)).toContain(scheme);
  });

  test.each(operations)(
    '$method $path says what it does, takes and answers',
    ({ path, method, operation }) => {
      expect(['get', 'post', 'put', 'delete', 'patch']).toContain(method);
      expect(path).toMatch(/^\/[\w/{}.-]*$/);
      expect(operation.summary).toMatch(/^[A-Z].*\.$/);
      const named = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
      const inPath = operation.parameters.filter((parameter) => parameter.in === 'path');
      expect(inPath.map(({ name }) => name)).toEqual(named);
      for (const parameter of inPath) expect(parameter.required).toBe(true);
      const places = operation.parameters.map((parameter) => `${parameter.in} ${parameter.name}`);
      expect(new Set(places).size).toBe(places.length);
      const codes = Object.keys(operation.responses);
      expect(codes.length).toBeGreaterThan(1);
      for (const code of codes) expect(code).toMatch(/^[1-5](\d\d|XX)$/);
      for (const { content, description } of Object.values(operation.responses)) {
        expect(description).not.toBe('');
        expect(content['application/json']?.schema).toMatchObject({ type: 'object' });
      }
      if (method === 'get') expect(operation.requestBody).toBeUndefined();
      if (operation.requestBody)
        expect(operation.requestBody.content['application/json']?.schema).toMatchObject({ type: 'object' });
    },
  );

  test('no schema points anywhere but into itself', () => {
    expect(JSON.stringify(document)).not.toContain('"$ref"');
    expect(JSON.stringify(document)).not.toContain('"$schema"');
  });

  test('every route is described, and nothing else', () => {
    const described = operations.map(
      ({ path, method, operation }) => `${method.toUpperCase()} ${path} ${operation.operationId}`,
    );
    expect(described.sort()).toEqual(
      routes.map((route) => `${route.method} ${route.path} ${route.operation}`).sort(),
    );
  });

  test.each([
    ['api', OPERATIONS],
    ['open-case', OPENING],
    ['describe-api', DESCRIPTION],
    ['files', { ...FILES, ...ORIGINAL }],
    ['requests', REQUESTS],
    ['oversight', OVERSIGHT],
    ['endpoints', ENDPOINTS],
    ['status', STATUS],
  ])('%s has a handler for every operation that is its own, and for no other', (name, handlers) => {
    const own = ROUTES.map(({ operation }) => operation).filter((operation) => runsIn(operation) === name);
    expect(Object.keys(handlers).sort()).toEqual(own.sort());
  });

  test('what needs no token is its own description, and a request whose address is confirmed', () => {
    const open = operations.filter(({ operation }) => operation.security?.length === 0);
    expect(open.map(({ path }) => path).sort()).toEqual(['/openapi.json', '/requests', '/requests/uploads']);
  });
});

test('the API gives its description to anybody', async () => {
  vi.stubEnv('PUBLIC_URL', 'https://desk.example');
  const { handler } = await import('#functions/api/describe.ts');
  const event = { routeKey: 'GET /openapi.json', headers: {}, requestContext: {} };
  const answer = await handler(event as never, {} as never);
  expect(JSON.parse(answer.body ?? '')).toEqual(document);
  vi.unstubAllEnvs();
});

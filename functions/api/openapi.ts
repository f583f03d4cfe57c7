import * as z from 'zod/mini';
import { ROUTES, type Route } from './routes.ts';
import { Problem } from './schemas.ts';

const schema = (of: z.ZodMiniType) => {
  const { $schema: _dialect, ...rest } = z.toJSONSchema(of, { unrepresentable: 'any' });
  return rest;
};

const jsonOf = (of: z.ZodMiniType) => ({ 'application/json': { schema: schema(of) } });

const parameters = ({ path, query = {}, headers = {} }: Route) => [
  ...[...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => ({
    name,
    in: 'path',
    required: true,
    schema: { type: 'string' },
  })),
  ...Object.entries(query).map(([name, description]) => ({
    name,
    in: 'query',
    description,
    schema: { type: 'string' },
  })),
  ...Object.entries(headers).map(([name, description]) => ({
    name,
    in: 'header',
    description,
    schema: { type: 'string' },
  })),
];

const operation = (route: Route) => ({
  operationId: route.operation,
  summary: route.summary,
  parameters: parameters(route),
  ...(route.body !== undefined && { requestBody: { required: true, content: jsonOf(route.body) } }),
  responses: {
    [route.status ?? 200]: { description: 'Done.', content: jsonOf(route.answer) },
    '4XX': {
      description: 'Refused, with the field that is wrong where there is one.',
      content: jsonOf(Problem),
    },
  },
  ...(route.open === true ? { security: [] } : {}),
});

/** The OpenAPI 3.1 document, made from the routes and their schemas: it cannot disagree with what is checked. */
export function openApi(url: string): object {
  const paths: Record<string, Record<string, object>> = {};
  for (const route of ROUTES as readonly Route[]) {
    paths[route.path] = { ...paths[route.path], [route.method.toLowerCase()]: operation(route) };
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Switchboard',
      version: '0.1.0',
      description: 'One front door for every department.',
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    servers: [{ url }],
    security: [{ token: [] }],
    paths,
    components: { securitySchemes: { token: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT' } } },
  };
}

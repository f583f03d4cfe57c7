import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { describe, expect, test } from 'vitest';
import { viewerOf } from '#functions/api/viewer.ts';

const asks = (claims?: Readonly<Record<string, unknown>>) =>
  viewerOf({
    requestContext: claims && { authorizer: { jwt: { claims } } },
  } as unknown as APIGatewayProxyEventV2);
const nobody = expect.objectContaining({ code: 'not-allowed' });

describe('who asks', () => {
  test.each([
    ['a list as the gateway writes it', '[it desk]', ['it', 'desk']],
    ['one group', 'it', ['it']],
    ['a list with commas', 'it, desk', ['it', 'desk']],
    ['a real list', ['it', 'desk'], ['it', 'desk']],
    ['no groups', undefined, []],
    ['an empty list', '[]', []],
  ])('with %s', (_, groups, expected) => {
    expect(asks({ email: 'Kim@Corp.example', groups })).toEqual({
      sub: 'kim@corp.example',
      groups: expected,
    });
  });

  test('by address where the token has one, else by subject', () => {
    expect(asks({ sub: 'abc', email: 'kim@corp.example' }).sub).toBe('kim@corp.example');
    expect(asks({ sub: 'ABC', 'cognito:groups': '[hr]' })).toEqual({ sub: 'abc', groups: ['hr'] });
  });

  test('nobody is refused', () => {
    expect(() => asks({})).toThrow(nobody);
    expect(() => viewerOf({ requestContext: {} } as APIGatewayProxyEventV2)).toThrow(nobody);
  });
});

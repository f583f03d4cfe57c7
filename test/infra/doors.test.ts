import { describe, expect, test } from 'vitest';
import { type Resource, resources, short, synthesized } from './synthesized.ts';

const stacks = synthesized('prod');
const [desk = expect.fail('there is no desk stack')] = stacks;
const of = (type: string) => resources([desk], type).map(([, { Properties }]) => Properties);
const routes = new Map(of('AWS::ApiGatewayV2::Route').map((route) => [String(route.RouteKey), route]));

const isOpen = (route: Resource['Properties'] | undefined) => route?.AuthorizationType === 'NONE';

test('only callbacks, the pages behind signed links, requests whose address is confirmed and the description of the API need no token', () => {
  const open = [...routes].filter(([, route]) => isOpen(route)).map(([key]) => key);
  expect(open.sort()).toEqual([
    'GET /answers/{link}',
    'GET /openapi.json',
    'GET /request',
    'GET /requests/confirm/{link}',
    'GET /status/{link}',
    'GET /surveys/{link}',
    'HEAD /answers/{link}',
    'HEAD /requests/confirm/{link}',
    'HEAD /status/{link}',
    'HEAD /surveys/{link}',
    'POST /answers/{link}',
    'POST /callbacks/{taskRef}',
    'POST /request',
    'POST /requests',
    'POST /requests/confirm/{link}',
    'POST /requests/uploads',
    'POST /surveys/{link}',
  ]);
});

test('every other route needs a token of the company', () => {
  const guarded = [...routes.values()].filter((route) => !isOpen(route));
  expect(guarded.length).toBeGreaterThan(0);
  for (const route of guarded) expect(route).toMatchObject({ AuthorizationType: 'JWT' });
  expect(of('AWS::ApiGatewayV2::Authorizer')).toMatchObject([
    { JwtConfiguration: { Audience: ['switchboard'], Issuer: 'https://login.corp.example' } },
  ]);
});

test('a browser may put files where they wait from the pages of the desk, and from nowhere else', () => {
  const rules = of('AWS::S3::Bucket').flatMap((bucket) =>
    bucket.CorsConfiguration ? [bucket.CorsConfiguration] : [],
  );
  const url = of('AWS::Lambda::Function')
    .map(({ Environment }) => (Environment as { Variables: Record<string, unknown> }).Variables.PUBLIC_URL)
    .find((each) => each !== undefined);
  expect(url).toMatchObject({ 'Fn::GetAtt': [expect.any(String), 'ApiEndpoint'] });
  expect(rules).toEqual([
    {
      CorsRules: [
        { AllowedHeaders: ['content-type'], AllowedMethods: ['PUT'], AllowedOrigins: [url], MaxAge: 3600 },
      ],
    },
  ]);
});

test('the door is invited by each function once', () => {
  const doors = of('AWS::Lambda::Permission').map(({ FunctionName }) => short(desk, FunctionName));
  expect(doors.sort()).toEqual([
    'answer-page',
    'api',
    'callback',
    'describe-api',
    'endpoints',
    'files',
    'open-case',
    'oversight',
    'request-page',
    'requests',
    'status',
    'status-page',
  ]);
});

test('a sweep starts every minute, and is not tried twice', () => {
  const everyMinute = of('AWS::Scheduler::Schedule').filter(
    ({ ScheduleExpression }) => ScheduleExpression === 'rate(1 minute)',
  );
  expect(everyMinute).toHaveLength(1);
  expect(everyMinute[0]).toMatchObject({
    Target: { RetryPolicy: { MaximumRetryAttempts: 0 } },
  });
});

describe.each(['dev', 'prod'])('nothing of one machine is in %s', (name) => {
  const deployed = name === 'prod' ? stacks : synthesized(name);

  test('no route, resource or value says local', () => {
    const said = deployed.flatMap(
      ({ template }) => JSON.stringify(template).match(/[\w./-]*\blocal[\w./-]*/gi) ?? [],
    );
    // The scan's own words in AWS types are none of ours.
    expect(said).toEqual([]);
  });

  test('no wait of a webhook is shortened', () => {
    const shortened = resources(deployed, 'AWS::Lambda::Function').filter(([, { Properties }]) =>
      JSON.stringify(Properties.Environment).includes('WEBHOOK_RETRY_SECONDS'),
    );
    expect(shortened).toEqual([]);
  });
});

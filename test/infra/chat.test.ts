import { describe, expect, test } from 'vitest';
import { bundleOf } from '#infra/parts/bundle.ts';
import { checked, settingsFor } from '#infra/settings.ts';
import { resources, short, synthesized, WITH_ALL_DOORS } from './synthesized.ts';

const [without = expect.fail('there is no desk stack')] = synthesized('prod');
const [desk = expect.fail('there is no desk stack')] = synthesized('prod', undefined, WITH_ALL_DOORS);
const named = (type: string, property: string, stack = desk) =>
  resources([stack], type).map(([, { Properties }]) => short(stack, Properties[property]));

test('nothing of chats is deployed where no stage asks for them', () => {
  expect(JSON.stringify(without.template)).not.toMatch(/chat/i);
});

test('each program has a door of its own, opened by its signature', () => {
  const routes = resources([desk], 'AWS::ApiGatewayV2::Route').map(([, { Properties }]) => Properties);
  const chats = routes.filter(({ RouteKey }) => String(RouteKey).includes('/chat/'));
  expect(chats.map(({ RouteKey, AuthorizationType }) => [RouteKey, AuthorizationType])).toEqual([
    ['POST /chat/slack', 'NONE'],
    ['POST /chat/teams', 'NONE'],
    ['POST /chat/teams/webhook', 'NONE'],
  ]);
});

test('a stage with Slack alone has no door for Teams', () => {
  const [only = expect.fail('there is no desk stack')] = synthesized('prod', undefined, { chat: ['slack'] });
  const added = named('AWS::Lambda::Function', 'FunctionName', only).filter((name) =>
    name.startsWith('chat-'),
  );
  expect(added.sort()).toEqual(['chat-post', 'chat-slack', 'chat-take']);
});

test('what waits has dead letters and an alarm', () => {
  const queues = named('AWS::SQS::Queue', 'QueueName').filter((name) => name.startsWith('chat'));
  expect(queues.sort()).toEqual(['chat', 'chat-dead', 'chat-posts', 'chat-posts-dead']);
});

test('the secrets are set by hand, and a deployment leaves them alone', () => {
  const secrets = resources([desk], 'AWS::SecretsManager::Secret').filter(([id]) => id.includes('Chat'));
  expect(secrets).toHaveLength(2);
  for (const [, { Properties }] of secrets) expect(Properties).not.toHaveProperty('SecretString');
});

test.each([[[]], [['slack', 'irc']]])('a stage with %j is refused', (chat) => {
  expect(() => checked({ ...settingsFor('prod'), chat: chat as never })).toThrow('settings.chat should be');
});

describe('the bundles', () => {
  test.each<[string, number]>([
    ['slack', 250],
    ['teams', 250],
    // The words of distress and danger alone are 50 kB; it works behind a queue, so nobody waits for it to load.
    ['take', 415],
    ['post', 400],
  ])('%s weighs no more than %i kB', (entry, most) => {
    const { text, modules } = bundleOf(`functions/chat/${entry}.ts`);
    expect([text.byteLength <= most * 1000, modules <= 500]).toEqual([true, true]);
  });
});

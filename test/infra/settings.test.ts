import { describe, expect, test } from 'vitest';
import { checked, type Settings, settingsFor } from '#infra/settings.ts';

describe('settings', () => {
  test.each(['local', 'dev', 'prod'])('of %s make sense', (stage) => {
    expect(settingsFor(stage).stage).toBe(stage);
  });

  test('of a stage nobody knows are refused', () => {
    expect(() => settingsFor('staging')).toThrow(
      'settings.stage should be one of local, dev, prod, but is "staging"',
    );
  });

  test.each<[string, Partial<Settings>, string]>([
    ['a front door that is no address', { frontDoor: 'help' }, 'frontDoor'],
    ['a front door with a plus sign', { frontDoor: 'help+me@desk.example' }, 'frontDoor'],
    ['a front door with two at signs', { frontDoor: 'a@b@desk.example' }, 'frontDoor'],
    ['no company', { companyDomains: [] }, 'companyDomains'],
    ['a company domain with an at sign', { companyDomains: ['corp.example', '@x'] }, 'companyDomains[1]'],
    ['an issuer anybody can listen to', { login: { issuer: 'http://x', audience: 'a' } }, 'login.issuer'],
    ['tokens for nobody', { login: { issuer: 'https://x.example', audience: '' } }, 'login.audience'],
    ['shortened waits', { webhookRetrySeconds: [1] }, 'webhookRetrySeconds'],
    ['a telephone that is no instance', { phone: '+49 30 123' }, 'phone'],
    ['everybody as the first', { canary: { percent: 100, minutes: 10 } }, 'canary.percent'],
    ['a trial of no time', { canary: { percent: 10, minutes: 0 } }, 'canary.minutes'],
    ['data that is thrown away', { keepsData: false }, 'keepsData'],
  ])('of prod with %s are refused by the name of the field', (_, wrong, field) => {
    expect(() => checked({ ...settingsFor('prod'), ...wrong })).toThrow(`settings.${field} should be`);
  });

  test.each([[[]], [[0]], [[5, -1]], [[Number.NaN]]])('of local refuse %j as waits of a webhook', (waits) => {
    const wrong = { ...settingsFor('local'), webhookRetrySeconds: waits };
    expect(() => checked(wrong)).toThrow('settings.webhookRetrySeconds should be');
  });

  test('of local may shorten the waits of a webhook', () => {
    const shortened = { ...settingsFor('local'), webhookRetrySeconds: [0.1, 0.2] };
    expect(checked(shortened).webhookRetrySeconds).toEqual([0.1, 0.2]);
  });
});

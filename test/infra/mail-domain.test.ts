import { describe, expect, test } from 'vitest';
import { resources, short, synthesized } from './synthesized.ts';

const stacks = synthesized('prod');
const [desk = expect.fail('there is no desk stack')] = stacks;
const one = (type: string) =>
  resources([desk], type)[0]?.[1].Properties ?? expect.fail(`there is no ${type}`);
const { Outputs = {} } = desk.template;

describe('the mail domain', () => {
  const identity = one('AWS::SES::EmailIdentity');

  test('is the front door’s, signed by keys that SES changes by itself, with a return path of its own', () => {
    expect(identity).toMatchObject({
      EmailIdentity: 'desk.example',
      DkimSigningAttributes: { NextSigningKeyLength: 'RSA_2048_BIT' },
      MailFromAttributes: { MailFromDomain: 'bounce.desk.example' },
    });
  });

  test('sends nothing outside its configuration set, and no bounce as a mail', () => {
    expect(identity).toMatchObject({
      ConfigurationSetAttributes: { ConfigurationSetName: { Ref: expect.stringContaining('MailDomainSet') } },
      FeedbackAttributes: { EmailForwardingEnabled: false },
    });
  });

  test('leaves it to the desk whom it spares', () => {
    expect(one('AWS::SES::ConfigurationSet')).toMatchObject({
      Name: 'switchboard-prod-mail',
      ReputationOptions: { ReputationMetricsEnabled: true },
      SuppressionOptions: { SuppressedReasons: [] },
    });
  });
});

test('bounces and complaints come back over a topic to a queue', () => {
  const { EventDestination } = one('AWS::SES::ConfigurationSetEventDestination');
  const { MatchingEventTypes, SnsDestination } = EventDestination as Record<string, unknown>;
  expect(MatchingEventTypes).toEqual(['bounce', 'complaint']);
  expect(short(desk, (SnsDestination as Record<string, unknown>).TopicARN)).toBe('feedback');
  const subscription = one('AWS::SNS::Subscription');
  expect([short(desk, subscription.TopicArn), short(desk, subscription.Endpoint)]).toEqual([
    'feedback',
    'feedback',
  ]);
  // SES introduces itself to the topic by a sentence that is no JSON; in an envelope it is.
  expect(subscription.RawMessageDelivery).toBeUndefined();
});

test('every record the DNS needs is printed as it is entered', () => {
  const printed = Object.fromEntries(
    Object.entries(Outputs).map(([id, { Value }]) => [id, short(desk, Value).replace(/\b[\w/]*Domain/g, '')]),
  );
  expect(printed).toMatchObject({
    DnsInbound: 'desk.example. MX 10 inbound-smtp.here.amazonaws.com',
    DnsMailFrom: 'bounce.desk.example. MX 10 feedback-smtp.here.amazonses.com',
    DnsSpf: 'bounce.desk.example. TXT "v=spf1 include:amazonses.com -all"',
    DnsDmarc: '_dmarc.desk.example. TXT "v=DMARC1; p=reject; adkim=r; aspf=r"',
  });
  for (const at of [1, 2, 3])
    expect(printed[`DnsDkim${at}`]).toMatch(
      new RegExp(`DkimDNSTokenName${at}\\. CNAME .*DkimDNSTokenValue${at}$`),
    );
});

import type { Resource } from './template.ts';

/** Something the emulator does not take, and what the rehearsal does about it. */
export type Gap = Readonly<{
  type: string;
  /** Which resources of the type; without it, all. */
  which?: (resource: Resource) => boolean;
  /** Changes the resource so that the emulator takes it; without it, or if nothing is left, the resource is cut out. */
  change?: (resource: Resource, issuer: string) => Resource | undefined;
  /** Attributes the emulator does not know; what speaks of them is cut, and the resource stays. */
  lacks?: RegExp;
  why: string;
  instead: string;
}>;

const has = (resource: Resource, property: string) => resource.Properties?.[property] !== undefined;

const TRANSPORT = 'aws:SecureTransport';

const MAILS = 'mails are put into the bucket under the prefix of the rule, with the headers SES adds on top';
const LIVE = 'versions are published and the alias is led by hand, with the calls CloudFormation makes';

type Statement = Readonly<{ Condition?: { Bool?: Record<string, unknown> } }>;

/** A policy without the sentences that refuse plain HTTP. */
function withoutTransport(resource: Resource): Resource | undefined {
  const document = Object(resource.Properties?.PolicyDocument) as { Statement?: readonly Statement[] };
  const Statement = document.Statement?.filter(({ Condition }) => Condition?.Bool?.[TRANSPORT] === undefined);
  if (Statement?.length === 0) return undefined;
  return { ...resource, Properties: { ...resource.Properties, PolicyDocument: { ...document, Statement } } };
}

/**
 * All that is cut out of the scratch copy of the templates, or changed in it. A resource the emulator refuses and this
 * list does not know makes the deployment fail, so that nothing is left out without a reason.
 */
export const GAPS: readonly Gap[] = [
  { type: 'AWS::SES::ReceiptRuleSet', why: 'the emulator has no such type', instead: MAILS },
  { type: 'AWS::SES::ReceiptRule', why: 'the emulator has no such type', instead: MAILS },
  {
    type: 'AWS::CloudWatch::Alarm',
    which: (resource) => has(resource, 'Metrics'),
    why: 'the emulator refuses alarms on metric math',
    instead: 'nothing; alarms on one metric are deployed',
  },
  { type: 'AWS::StepFunctions::StateMachineVersion', why: 'the emulator has no such type', instead: LIVE },
  { type: 'AWS::StepFunctions::StateMachineAlias', why: 'the emulator has no such type', instead: LIVE },
  {
    type: 'AWS::ApiGatewayV2::Authorizer',
    which: (resource) => has(resource, 'JwtConfiguration'),
    change: (resource, Issuer) => {
      const { JwtConfiguration, ...others } = resource.Properties ?? {};
      return {
        ...resource,
        Properties: { ...others, JwtConfiguration: { ...Object(JwtConfiguration), Issuer } },
      };
    },
    why: 'the emulator fetches the keys of the issuer, and the one in the settings is an example',
    instead: 'an issuer on loopback that signs with RS256',
  },
  {
    type: 'AWS::SES::EmailIdentity',
    lacks: /^DkimDNSToken/,
    why: 'the emulator makes no DKIM records',
    instead: 'the outputs that print them are left out',
  },
  ...['AWS::S3::BucketPolicy', 'AWS::SQS::QueuePolicy', 'AWS::SNS::TopicPolicy'].map((type) => ({
    type,
    which: (resource: Resource) => JSON.stringify(resource.Properties).includes(TRANSPORT),
    change: withoutTransport,
    why: 'on loopback the emulator speaks plain HTTP, which these policies refuse',
    instead: 'all their other sentences are deployed and enforced',
  })),
];

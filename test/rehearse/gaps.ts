import { asTheEmulatorReads, isReadOtherwise, refusesPlainHttp, takingPlainHttp } from './policies.ts';
import type { Resource, Template } from './template.ts';

/** What a change is made with: the whole template, and the issuer on loopback. */
type Given = Readonly<{ template: Template; issuer: string }>;

/** Something the emulator does not take, and what the rehearsal does about it. */
export type Gap = Readonly<{
  type: string;
  /** Which resources of the type; without it, all. */
  which?: (resource: Resource, template: Template) => boolean;
  /** Changes the resource so that the emulator takes it; without it, or if nothing is left, the resource is cut out. */
  change?: (resource: Resource, given: Given) => Resource | undefined;
  /** Attributes the emulator does not know; what speaks of them is cut, and the resource stays. */
  lacks?: RegExp;
  why: string;
  instead: string;
}>;

const has = (resource: Resource, property: string) => resource.Properties?.[property] !== undefined;

const MAILS = 'mails are put into the bucket under the prefix of the rule, with the headers SES adds on top';
const LIVE = 'versions are published and the alias is led by hand, with the calls CloudFormation makes';

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
    change: (resource, { issuer }) => {
      const { JwtConfiguration, ...others } = resource.Properties ?? {};
      return {
        ...resource,
        Properties: { ...others, JwtConfiguration: { ...Object(JwtConfiguration), Issuer: issuer } },
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
    which: refusesPlainHttp,
    change: takingPlainHttp,
    why: 'on loopback the emulator speaks plain HTTP, which these policies refuse',
    instead: 'all their other sentences are deployed and enforced',
  })),
  {
    type: 'AWS::IAM::Policy',
    which: isReadOtherwise,
    change: (resource, { template }) => asTheEmulatorReads(resource, template),
    why: 'the emulator asks for sqs:SendMessageBatch, takes a reference to a secret for its name, and asks for rights to send mail and task answers on all resources',
    instead: 'the same rights in its words; all rights of all functions are enforced',
  },
];

/**
 * Types that mean nothing on one machine: who may do what, what is watched and billed, names in the DNS, networks, and
 * what only helps CloudFormation to deploy. The list is closed on purpose: a type that is neither here nor read makes the
 * start fail, because a resource that is silently left out would make this machine differ from what is deployed.
 */
const PREFIXES = [
  'AWS::ApplicationAutoScaling::',
  'AWS::Backup::',
  'AWS::Budgets::',
  'AWS::CDK::',
  'AWS::CertificateManager::',
  'AWS::CloudFront::',
  'AWS::CloudTrail::',
  'AWS::CloudWatch::',
  'AWS::CodeDeploy::',
  'AWS::EC2::',
  'AWS::IAM::',
  'AWS::KMS::',
  'AWS::Logs::',
  'AWS::ResourceGroups::',
  'AWS::Route53::',
  'AWS::WAFv2::',
  'AWS::XRay::',
];

const TYPES = new Set([
  'AWS::ApiGatewayV2::ApiMapping',
  'AWS::ApiGatewayV2::DomainName',
  'AWS::CloudFormation::WaitConditionHandle',
  'AWS::Lambda::EventInvokeConfig',
  'AWS::Lambda::Permission',
  'AWS::S3::BucketPolicy',
  'AWS::SES::ConfigurationSet',
  'AWS::SES::EmailIdentity',
  'AWS::SES::ReceiptRuleSet',
  'AWS::SNS::TopicPolicy',
  'AWS::SQS::QueuePolicy',
  'AWS::Scheduler::ScheduleGroup',
  'AWS::SecretsManager::ResourcePolicy',
  'AWS::SecretsManager::RotationSchedule',
  // Read together with the resource they belong to, or as another name for it.
  'AWS::ApiGatewayV2::Authorizer',
  'AWS::ApiGatewayV2::Integration',
  'AWS::ApiGatewayV2::Route',
  'AWS::Lambda::Alias',
  'AWS::Lambda::Version',
  'AWS::StepFunctions::StateMachineVersion',
  // Helpers of the deployment itself.
  'Custom::AWS',
  'Custom::LogRetention',
  'Custom::S3AutoDeleteObjects',
  'Custom::CDKBucketDeployment',
]);

/** Whether a resource of this type has nothing to do here. */
export const isIgnored = (type: string): boolean =>
  TYPES.has(type) || PREFIXES.some((prefix) => type.startsWith(prefix));

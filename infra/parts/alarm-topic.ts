import { Aws } from 'aws-cdk-lib';
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';
import { nameOf } from '../names.ts';
import type { Settings } from '../settings.ts';

/** Where every alarm of a stage is told; the platform team subscribes to it what wakes them. */
export class AlarmTopic extends Construct {
  constructor(scope: Construct, id: string, { settings }: { readonly settings: Settings }) {
    super(scope, id);
    const topic = new Topic(this, 'Resource', { topicName: nameOf(settings, 'alarms'), enforceSSL: true });
    // A topic with a policy of its own no longer trusts its account by default.
    topic.addToResourcePolicy(
      new PolicyStatement({
        principals: [new ServicePrincipal('cloudwatch.amazonaws.com')],
        actions: ['sns:Publish'],
        resources: [topic.topicArn],
        conditions: { StringEquals: { 'aws:SourceAccount': Aws.ACCOUNT_ID } },
      }),
    );
  }
}

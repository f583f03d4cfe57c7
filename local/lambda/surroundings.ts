import { HERE } from '../assembly/identities.ts';

/** Where everything answers. */
export interface Places {
  /** Lambda, SES, Secrets Manager and the parameter store. */
  readonly aws: string;
  readonly queues: string;
  readonly dynamodb: string;
  readonly processes: string;
}

/** The variables every container has: the region, credentials nobody checks, and the engines instead of AWS. */
export function surroundings({ aws, queues, dynamodb, processes }: Places): Record<string, string> {
  return {
    AWS_REGION: HERE.region,
    AWS_DEFAULT_REGION: HERE.region,
    AWS_ACCESS_KEY_ID: 'local',
    AWS_SECRET_ACCESS_KEY: 'local',
    // The credentials and profiles of whoever runs the desk are none of its business.
    AWS_CONFIG_FILE: '/dev/null',
    AWS_SHARED_CREDENTIALS_FILE: '/dev/null',
    AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs24.x',
    TZ: ':UTC',
    AWS_ENDPOINT_URL_DYNAMODB: dynamodb,
    AWS_ENDPOINT_URL_S3: queues,
    AWS_ENDPOINT_URL_SQS: queues,
    AWS_ENDPOINT_URL_SNS: queues,
    AWS_ENDPOINT_URL_SFN: processes,
    AWS_ENDPOINT_URL_LAMBDA: aws,
    AWS_ENDPOINT_URL_SESV2: aws,
    AWS_ENDPOINT_URL_SECRETS_MANAGER: aws,
    AWS_ENDPOINT_URL_SSM: aws,
  };
}

import { DeleteBucketPolicyCommand, S3Client } from '@aws-sdk/client-s3';
import { PutSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import {
  CreateEmailIdentityCommand,
  GetEmailIdentityCommand,
  PutAccountDetailsCommand,
  SESv2Client,
} from '@aws-sdk/client-sesv2';
import { PutParameterCommand, SSMClient } from '@aws-sdk/client-ssm';
import type { System } from '#test/journeys/driver/system.ts';
import { clientOf } from './cdk.ts';
import { ACCOUNT, type Emulator, REGION } from './emulator.ts';

/** The domain of the front door in the settings. */
const DOMAIN = 'desk.example';

/** What the platform team does once: verifies the domain and leaves the sandbox. Answers with what the emulator skipped. */
export async function openMail(emulator: Emulator): Promise<string> {
  const ses = new SESv2Client(clientOf(emulator));
  try {
    const details = {
      MailType: 'TRANSACTIONAL',
      WebsiteURL: 'https://desk.example',
      ProductionAccessEnabled: true,
    } as const;
    await ses.send(new PutAccountDetailsCommand(details));
    const found = await ses.send(new GetEmailIdentityCommand({ EmailIdentity: DOMAIN }));
    if (found.VerifiedForSendingStatus === true) return 'the emulator takes the identity as verified at once';
    await ses.send(new CreateEmailIdentityCommand({ EmailIdentity: DOMAIN }));
    return 'the identity was made once more, because the emulator looks for no DNS records';
  } finally {
    ses.destroy();
  }
}

/** Tells the desk where a department's system is and what it signs with, as the README says. */
export async function introduce(emulator: Emulator, department: string, system: System): Promise<void> {
  const ssm = new SSMClient(clientOf(emulator));
  const secrets = new SecretsManagerClient(clientOf(emulator));
  await ssm.send(
    new PutParameterCommand({
      Name: `/switchboard/dev/departments/${department}/endpoint`,
      Value: JSON.stringify({ url: system.url, network: 'private' }),
      Type: 'String',
      Overwrite: true,
    }),
  );
  await secrets.send(
    new PutSecretValueCommand({
      SecretId: `switchboard/dev/departments/${department}/webhook`,
      SecretString: system.secret,
    }),
  );
  ssm.destroy();
  secrets.destroy();
}

/** Takes from the bucket of `cdk bootstrap` the policy that refuses plain HTTP, which is what loopback speaks. */
export async function takePlainHttp(emulator: Emulator): Promise<void> {
  const s3 = new S3Client(clientOf(emulator));
  await s3.send(new DeleteBucketPolicyCommand({ Bucket: `cdk-hnb659fds-assets-${ACCOUNT}-${REGION}` }));
  s3.destroy();
}

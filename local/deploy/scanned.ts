import type { Deployment } from '../assembly/deployment.ts';
import { HERE } from '../assembly/identities.ts';
import { ask } from '../engines/aws-json.ts';
import type { JsonObject } from '../json.ts';
import { tellBus } from './queues-and-buckets.ts';

/** Every key of a bucket. */
async function keysIn(url: string, bucket: string): Promise<readonly string[]> {
  const { body } = await ask('GET', `${url}/${bucket}?list-type=2&max-keys=1000`, {}, '');
  return [...body.toString().matchAll(/<Key>([^<]*)<\/Key>/g)].map(([, key = '']) => key);
}

/** What GuardDuty would say of an object: https://docs.aws.amazon.com/guardduty/latest/ug/monitor-with-eventbridge-s3-malware-protection.html */
const eventOf = (bucketName: string, objectKey: string, scanResultStatus: string): JsonObject => ({
  version: '0',
  'detail-type': 'GuardDuty Malware Protection Object Scan Result',
  source: 'aws.guardduty',
  account: HERE.account,
  detail: {
    schemaVersion: '1.0',
    scanStatus: 'COMPLETED',
    resourceType: 'S3_OBJECT',
    s3ObjectDetails: { bucketName, objectKey },
    scanResultDetails: { scanResultStatus, threats: null },
  },
});

/** There is no scanner on one machine: says of every file with this content what one would, and counts them. */
export async function tellOfFiles(
  url: string,
  { buckets, listeners }: Pick<Deployment, 'buckets' | 'listeners'>,
  sha256: string,
  result: string,
): Promise<number> {
  let told = 0;
  for (const { name } of buckets) {
    const keys = (await keysIn(url, name)).filter((key) => key.endsWith(`/${sha256}`));
    for (const key of keys) told += Math.min(1, await tellBus(url, listeners, eventOf(name, key, result)));
  }
  return told;
}

import { describe, expect, test } from 'vitest';
import { readVerdict } from '#functions/intake/read-verdict.ts';

const guardDuty = (scanResultStatus: string) => ({
  version: '0',
  source: 'aws.guardduty',
  'detail-type': 'GuardDuty Malware Protection Object Scan Result',
  detail: {
    schemaVersion: '1.0',
    scanStatus:
      scanResultStatus.startsWith('NO_') || scanResultStatus.startsWith('THREATS') ? 'COMPLETED' : 'SKIPPED',
    resourceType: 'S3_OBJECT',
    s3ObjectDetails: { bucketName: 'bodies', objectKey: 'attachments/a/b', eTag: 'e', versionId: 'v' },
    scanResultDetails: { scanResultStatus, threats: null },
  },
});
const of = (status: string) => ({ bucket: 'bodies', key: 'attachments/a/b', status });

describe('a verdict is read', () => {
  test.each([
    ['NO_THREATS_FOUND', 'clean'],
    ['THREATS_FOUND', 'infected'],
    ['UNSUPPORTED', 'failed'],
    ['ACCESS_DENIED', 'failed'],
    ['FAILED', 'failed'],
    ['something new', 'failed'],
  ])('from GuardDuty: %s is %s', (status, verdict) => {
    expect(readVerdict(guardDuty(status))).toEqual({ bucket: 'bodies', key: 'attachments/a/b', verdict });
  });

  test.each([
    ['CLEAN', 'clean'],
    ['infected', 'infected'],
    ['N/A', 'failed'],
    ['no', 'failed'],
    ['__proto__', 'failed'],
  ])('from a scanner around ClamAV: %s is %s', (status, verdict) => {
    expect(readVerdict(of(status)).verdict).toBe(verdict);
    expect(readVerdict({ Type: 'Notification', Message: JSON.stringify(of(status)) }).verdict).toBe(verdict);
    const { bucket, key } = of(status);
    expect(readVerdict({ input_bucket: bucket, input_key: key, status }).verdict).toBe(verdict);
  });

  test.each([null, {}, [], 'x', { bucket: 'b' }, { detail: {} }, { Message: '{}' }])(
    'from %j nothing',
    (odd) => {
      expect(() => readVerdict(odd)).toThrow('names no object');
    },
  );
});

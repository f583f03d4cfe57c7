import type { Verdict } from '#desk/case/files/scan.ts';

/** What was said of one object of a bucket. */
export type Judged = Readonly<{ bucket: string; key: string; verdict: Verdict }>;

/** GuardDuty's words: https://docs.aws.amazon.com/guardduty/latest/ug/monitor-with-eventbridge-s3-malware-protection.html */
const GUARD_DUTY: ReadonlyMap<string, Verdict> = new Map([
  ['NO_THREATS_FOUND', 'clean'],
  ['THREATS_FOUND', 'infected'],
]);

/** The words of scanners around ClamAV. */
const CLAM_AV: ReadonlyMap<string, Verdict> = new Map([
  ['clean', 'clean'],
  ['infected', 'infected'],
]);

type Event = Readonly<{
  source?: string;
  detail?: Readonly<{
    s3ObjectDetails?: Readonly<{ bucketName?: string; objectKey?: string }>;
    scanResultDetails?: Readonly<{ scanResultStatus?: string }>;
  }>;
  Message?: string;
  bucket?: string;
  key?: string;
  input_bucket?: string;
  input_key?: string;
  status?: string;
}>;

/**
 * The verdict of a message: GuardDuty's event, or `bucket`, `key` and `status` as scanners around ClamAV say them, also
 * through a topic. What is neither a clean bill nor an alarm (unsupported, encrypted, access denied) is a look that
 * failed. Throws for what names no object: such a message is for a person.
 */
export function readVerdict(body: unknown): Judged {
  const event = (body ?? {}) as Event;
  if (event.Message !== undefined) return readVerdict(JSON.parse(event.Message));
  const { s3ObjectDetails, scanResultDetails } = event.detail ?? {};
  const bucket = s3ObjectDetails?.bucketName ?? event.bucket ?? event.input_bucket;
  const key = s3ObjectDetails?.objectKey ?? event.key ?? event.input_key;
  if (typeof bucket !== 'string' || typeof key !== 'string')
    throw new Error('a verdict that names no object');
  const verdict =
    event.detail === undefined
      ? CLAM_AV.get(String(event.status).toLowerCase())
      : GUARD_DUTY.get(scanResultDetails?.scanResultStatus ?? '');
  return { bucket, key, verdict: verdict ?? 'failed' };
}

import { randomBytes } from 'node:crypto';
import type { BucketNotice } from '../assembly/deployment.ts';

/** An object just written to a bucket. */
export interface Written {
  readonly bucket: string;
  readonly key: string;
  readonly size: number;
  readonly event: string;
}

const wants = (notice: BucketNotice, event: string) =>
  notice.events.some((pattern) => {
    const wanted = pattern.replace(/^s3:/, '');
    return wanted.endsWith('*') ? event.startsWith(wanted.slice(0, -1)) : event === wanted;
  });

/** S3 writes keys in its events as a form would: spaces as plus signs. */
const eventKey = (key: string) => encodeURIComponent(key).replace(/%20/g, '+').replace(/%2F/g, '/');

/** The message S3 would send to the queue for this object, or nothing if the queue did not ask for it. */
export function noticeFor(notice: BucketNotice, written: Written, etag: string): string | undefined {
  const { bucket, key, size, event } = written;
  if (!wants(notice, event) || !key.startsWith(notice.prefix) || !key.endsWith(notice.suffix))
    return undefined;
  const record = {
    eventVersion: '2.1',
    eventSource: 'aws:s3',
    awsRegion: 'us-east-1',
    eventTime: new Date(Date.now()).toISOString(),
    eventName: event,
    userIdentity: { principalId: 'AWS:LOCAL' },
    requestParameters: { sourceIPAddress: '127.0.0.1' },
    responseElements: {
      'x-amz-request-id': randomBytes(8).toString('hex').toUpperCase(),
      'x-amz-id-2': 'local',
    },
    s3: {
      s3SchemaVersion: '1.0',
      configurationId: 'local',
      bucket: { name: bucket, ownerIdentity: { principalId: 'LOCAL' }, arn: `arn:aws:s3:::${bucket}` },
      object: {
        key: eventKey(key),
        size,
        eTag: etag.replaceAll('"', ''),
        // A value that grows with time: S3 promises no more than that it orders the events of one key.
        sequencer: Date.now().toString(16).toUpperCase().padStart(18, '0'),
      },
    },
  };
  return JSON.stringify({ Records: [record] });
}

import type { S3Event } from 'aws-lambda';

/** The objects an S3 notification names; the test event S3 sends when it is set up names none. Keys come URL-encoded. */
export function storedObjects(body: unknown): readonly Readonly<{ bucket: string; key: string }>[] {
  const { Records = [] } = body as Partial<S3Event>;
  return Records.filter(({ eventName }) => eventName.startsWith('ObjectCreated')).map(({ s3 }) => ({
    bucket: s3.bucket.name,
    key: decodeURIComponent(s3.object.key.replaceAll('+', ' ')),
  }));
}

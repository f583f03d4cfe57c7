import type { S3Event } from 'aws-lambda';

/** An object that was stored, and when its notice was made; a notice of our own has no time. */
export type StoredObject = Readonly<{ bucket: string; key: string; at?: string }>;

/** The objects an S3 notification names; the test event S3 sends when it is set up names none. Keys come URL-encoded. */
export function storedObjects(body: unknown): readonly StoredObject[] {
  const { Records = [] } = body as Partial<S3Event>;
  return Records.filter(({ eventName }) => eventName.startsWith('ObjectCreated')).map(
    ({ s3, eventTime }) => ({
      bucket: s3.bucket.name,
      key: decodeURIComponent(s3.object.key.replaceAll('+', ' ')),
      ...(eventTime !== undefined && { at: eventTime }),
    }),
  );
}

/** A notice of our own about an object that is to be taken in again, in the form of the bucket's. */
export const noticeOf = (bucket: string, key: string, why: 'Released' | 'Missed') => ({
  Records: [
    {
      eventName: `ObjectCreated:${why}`,
      s3: { bucket: { name: bucket }, object: { key: encodeURIComponent(key) } },
    },
  ],
});

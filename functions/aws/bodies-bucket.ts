import { GetObjectCommand, NoSuchKey, PutObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import type { Body, Ports } from '#desk/ports.ts';

/** What people wrote, as objects: too large and too private for a row that every listing touches. */
export const bodiesBucket = (s3: S3Client, bucket: string): Ports['bodies'] => ({
  put: async (key, body) => {
    await s3.send(
      new PutObjectCommand({
        Bucket: bucket,
        Key: key,
        Body: JSON.stringify(body),
        ContentType: 'application/json',
      }),
    );
  },
  putFile: async (key, content, type) => {
    await s3.send(new PutObjectCommand({ Bucket: bucket, Key: key, Body: content, ContentType: type }));
  },
  get: async (key) => {
    try {
      const { Body: stream } = await s3.send(new GetObjectCommand({ Bucket: bucket, Key: key }));
      return stream && (JSON.parse(await stream.transformToString()) as Body);
    } catch (error) {
      if (error instanceof NoSuchKey) return undefined;
      throw error;
    }
  },
});

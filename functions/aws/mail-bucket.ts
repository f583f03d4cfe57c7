import { GetObjectCommand, type S3Client } from '@aws-sdk/client-s3';

/** Fetches a raw mail as the receiving service stored it. */
export async function fetchMail(s3: S3Client, bucket: string, key: string): Promise<Uint8Array> {
  const { Body: stream } = await s3.send(new GetObjectCommand({ Bucket: bucket, Key: key }));
  if (stream === undefined) throw new Error(`mail ${key} has no content`);
  return stream.transformToByteArray();
}

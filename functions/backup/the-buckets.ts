import { S3Client } from '@aws-sdk/client-s3';
import { once } from '../once.ts';

/** The client for buckets; path style, so that a bucket's name needs no address of its own. */
export const s3 = once(() => new S3Client({ forcePathStyle: true }));

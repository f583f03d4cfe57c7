import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { GetObjectCommand, PutObjectCommand, paginateListObjectsV2, type S3Client } from '@aws-sdk/client-s3';
import { eachAtOnce } from './each-at-once.ts';

/** An object as the list of a backup names it; what it holds lies in a file of its own. */
type Kept = Readonly<{ key: string; type?: string; file: string }>;

const AT_ONCE = 10;
const LIST = 'objects.json';

async function* keysOf(client: S3Client, Bucket: string): AsyncGenerator<string> {
  for await (const { Contents = [] } of paginateListObjectsV2({ client }, { Bucket }))
    for (const { Key } of Contents) if (Key !== undefined) yield Key;
}

/** Writes every object of a bucket to a folder, as it is now. */
export async function exportObjects(client: S3Client, Bucket: string, folder: string): Promise<number> {
  mkdirSync(folder, { recursive: true });
  const all: Kept[] = [];
  await eachAtOnce(keysOf(client, Bucket), AT_ONCE, async (key) => {
    const { Body, ContentType } = await client.send(new GetObjectCommand({ Bucket, Key: key }));
    // A key may be longer than a file's name may be, and hold anything.
    const file = createHash('sha256').update(key).digest('hex');
    writeFileSync(join(folder, file), (await Body?.transformToByteArray()) ?? '', { mode: 0o600 });
    all.push({ key, file, ...(ContentType !== undefined && { type: ContentType }) });
  });
  writeFileSync(
    join(folder, LIST),
    JSON.stringify(
      all.sort((a, b) => (a.key < b.key ? -1 : 1)),
      null,
      1,
    ),
  );
  return all.length;
}

async function* each<T>(all: readonly T[]): AsyncGenerator<T> {
  yield* all;
}

/** Writes every object of a folder to a bucket. What is there already stays as it is, so that repeating is safe. */
export async function importObjects(client: S3Client, Bucket: string, folder: string) {
  const all = JSON.parse(readFileSync(join(folder, LIST), 'utf8')) as readonly Kept[];
  const there = new Set<string>();
  for await (const key of keysOf(client, Bucket)) there.add(key);
  const missing = all.filter(({ key }) => !there.has(key));
  await eachAtOnce(each(missing), AT_ONCE, async ({ key, type, file }) => {
    const Body = readFileSync(join(folder, file));
    await client.send(
      new PutObjectCommand({ Bucket, Key: key, Body, ...(type !== undefined && { ContentType: type }) }),
    );
  });
  return { restored: missing.length, left: all.length - missing.length };
}

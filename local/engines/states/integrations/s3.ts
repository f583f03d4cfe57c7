import { randomUUID } from 'node:crypto';
import type { Json, JsonObject } from '../json.ts';
import type { Resource } from '../run/resource.ts';
import type { Ways } from './calls.ts';
import { endpointOf, exchange } from './endpoint.ts';
import { CallFailed, refused } from './errors.ts';

const METHODS: Readonly<Record<string, string>> = {
  headBucket: 'HEAD',
  headObject: 'HEAD',
  getObject: 'GET',
  putObject: 'PUT',
  deleteObject: 'DELETE',
};

/** Calls an action on a bucket or an object. Where no store is configured, no bucket exists. */
export async function callS3(
  ways: Ways,
  resource: Resource,
  asked: JsonObject,
  signal: AbortSignal,
): Promise<Json> {
  const method = METHODS[resource.action];
  if (method === undefined)
    throw refused(
      resource,
      'Unsupported',
      `s3:${resource.action} cannot be called locally`,
      501,
      randomUUID(),
    );
  if (endpointOf(ways, 's3') === undefined) throw missing('NoSuchBucket', randomUUID());
  const { Bucket: bucket, Key: key, Body: body } = asked;
  const parts = [String(bucket), ...(key === undefined ? [] : String(key).split('/'))];
  const { status, headers, text, id } = await exchange(ways, 's3', {
    ...resource,
    method,
    path: `/${parts.map(encodeURIComponent).join('/')}`,
    headers: { 'content-type': String(asked.ContentType ?? 'application/octet-stream') },
    ...(method === 'PUT' && { body: typeof body === 'string' ? body : JSON.stringify(body ?? '') }),
    signal,
  });
  const code = /<Code>([^<]*)<\/Code>/.exec(text)?.[1];
  // The answer to HEAD has no body to name the error in.
  if (status === 404) throw missing(code ?? (key === undefined ? 'NoSuchBucket' : 'NoSuchKey'), id);
  if (status >= 300) throw refused(resource, code ?? 'S3', text, status, id);
  return {
    ...(resource.action === 'getObject' && { Body: text }),
    ...(headers.has('etag') && { ETag: headers.get('etag') }),
    ...(headers.has('content-type') && { ContentType: headers.get('content-type') }),
  };
}

/** The service says an absence twice, once for each layer it came through. */
function missing(code: string, id: string): CallFailed {
  const from = `(Service: S3, Status Code: 404, Request ID: ${id})`;
  return new CallFailed(`S3.${code}Exception`, `${from} (SDK Attempt Count: 1) ${from}`);
}

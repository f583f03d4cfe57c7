import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { extendedEncodeURIComponent, HttpRequest } from '@smithy/core/protocols';
import { addressOf, type Place, signerOf } from './objects.ts';

/** How long a link to a file works, in seconds: as long as a click needs (at most five minutes). */
export const LINK_SECONDS = 120;

/** How long a file may be sent after it was announced, in seconds. */
export const UPLOAD_SECONDS = 900;

const urlOf = ({ protocol, hostname, port, path, query }: HttpRequest): string => {
  // As the signature escapes it: a plus sign for a space would be another request.
  const said = Object.entries(query ?? {})
    .map(
      ([name, value]) => `${extendedEncodeURIComponent(name)}=${extendedEncodeURIComponent(String(value))}`,
    )
    .join('&');
  return `${protocol}//${hostname}${port === undefined ? '' : `:${port}`}${path}?${said}`;
};

/** The name of a file as a header says it: plain letters for old programs, and whole (RFC 6266, RFC 8187). */
export function disposition(name: string): string {
  const plain = name.replace(/[^\x20-\x7e]|["\\%]/g, '_');
  const whole = encodeURIComponent(name).replace(/['()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16)}`);
  return `attachment; filename="${plain}"; filename*=UTF-8''${whole}`;
}

/**
 * A link to one file for a short time. Whoever has it may read the file, so it is made only after asking who wants it. The
 * file is stored by whoever opens it and never shown, whatever it calls itself: no page or drawing runs in its reader's name.
 */
export async function linkTo({ config }: DynamoDBClient, place: Place, name: string): Promise<string> {
  const request = new HttpRequest({
    ...(await addressOf(config, place)),
    method: 'GET',
    query: {
      'response-content-disposition': disposition(name),
      'response-content-type': 'application/octet-stream',
      'response-cache-control': 'no-store',
    },
  });
  return urlOf(
    HttpRequest.clone(await (await signerOf(config)).presign(request, { expiresIn: LINK_SECONDS })),
  );
}

/**
 * A link by which one file of exactly this many bytes may be put in one place, once or again, for a short time: its length
 * and type are part of the signature, so S3 refuses any other.
 */
export async function uploadTo(
  { config }: DynamoDBClient,
  place: Place,
  { type, bytes }: Readonly<{ type: string; bytes: number }>,
): Promise<Readonly<{ url: string; headers: Readonly<Record<string, string>> }>> {
  const { headers, ...address } = await addressOf(config, place);
  const told = { 'content-type': type };
  const request = new HttpRequest({
    ...address,
    method: 'PUT',
    headers: { ...headers, ...told, 'content-length': String(bytes) },
  });
  const signed = await (await signerOf(config)).presign(request, { expiresIn: UPLOAD_SECONDS });
  return { url: urlOf(HttpRequest.clone(signed)), headers: told };
}

import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { DeskError } from '#desk/errors.ts';
import { rawBody } from '../shell/http.ts';

/** The fields of a form. Refuses `too-large` for a body no form of ours has (bytes). */
export function formOf(event: APIGatewayProxyEventV2, largest: number): Record<string, string> {
  const raw = rawBody(event);
  if (raw.byteLength > largest) throw new DeskError('too-large', `a form may have ${largest} bytes`);
  return Object.fromEntries(new URLSearchParams(Buffer.from(raw).toString('utf8')));
}

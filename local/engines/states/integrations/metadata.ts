import type { Json, JsonObject } from '../json.ts';

/** What an optimized integration adds to an answer: the HTTP exchange it came by. */
export function withMetadata(
  body: JsonObject,
  headers: Readonly<Record<string, string>>,
  id: string,
  status = 200,
): JsonObject {
  const all: Record<string, Json> = {};
  for (const [name, value] of Object.entries(headers)) all[name] = [value];
  return {
    ...body,
    SdkHttpMetadata: { AllHttpHeaders: all, HttpHeaders: headers, HttpStatusCode: status },
    SdkResponseMetadata: { RequestId: id },
  };
}

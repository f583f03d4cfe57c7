import type { Objects, Place } from './objects.ts';

/** Fetches a raw mail as the receiving service stored it. */
export async function fetchMail(objects: Objects, place: Place): Promise<Uint8Array> {
  const bytes = await objects.get(place);
  if (bytes === undefined) throw new Error(`mail ${place.key} is gone`);
  return bytes;
}

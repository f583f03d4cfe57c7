import type { Body, Ports } from '#desk/ports.ts';
import type { Objects } from './objects.ts';

/** What people wrote, as objects: too large and too private for a row that every listing touches. */
export const bodiesBucket = (objects: Objects, bucket: string): Ports['bodies'] => ({
  put: (key, body) => {
    const bytes = Buffer.from(JSON.stringify(body));
    return objects.put({ bucket, key }, { bytes, type: 'application/json' });
  },
  putFile: (key, bytes, type) => objects.put({ bucket, key }, { bytes, type }),
  get: async (key) => {
    const bytes = await objects.get({ bucket, key });
    return bytes && (JSON.parse(Buffer.from(bytes).toString('utf8')) as Body);
  },
});

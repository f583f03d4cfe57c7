import type { Body, Ports } from '#desk/ports.ts';
import type { Objects } from './objects.ts';

/** What people wrote, as objects: too large and too private for a row that every listing touches. */
export const bodiesBucket = (objects: Objects, bucket: string): Ports['bodies'] => ({
  put: (key, body) => {
    const bytes = Buffer.from(JSON.stringify(body));
    return objects.put({ bucket, key }, { bytes, type: 'application/json' });
  },
  // Whoever opens the address of a file stores it, and is shown nothing: not even a page or a picture of its own.
  putFile: (key, bytes, type) => objects.add({ bucket, key }, { bytes, type, disposition: 'attachment' }),
  getFile: (key) => objects.get({ bucket, key }),
  get: async (key) => {
    const bytes = await objects.get({ bucket, key });
    return bytes && (JSON.parse(Buffer.from(bytes).toString('utf8')) as Body);
  },
});

import { describe, expect, test } from 'vitest';
import { storedObjects } from '#functions/intake/stored-objects.ts';

const record = (key: string, eventName = 'ObjectCreated:Put') => ({
  eventName,
  s3: { bucket: { name: 'mail' }, object: { key } },
});

describe('the mails a bucket tells of', () => {
  test('each by its key, as it was before it travelled', () => {
    expect(storedObjects({ Records: [record('in/a+b%2Bc%C3%A4.eml'), record('in/2')] })).toEqual([
      { bucket: 'mail', key: 'in/a b+cä.eml' },
      { bucket: 'mail', key: 'in/2' },
    ]);
  });

  test('none for what was removed, and none for the test event of a new bucket', () => {
    expect(storedObjects({ Records: [record('x', 'ObjectRemoved:Delete')] })).toEqual([]);
    expect(storedObjects({ Service: 'Amazon S3', Event: 's3:TestEvent' })).toEqual([]);
  });
});

import { describe, expect, test } from 'vitest';
import { matches, passes } from '#local/feeds/event-pattern.ts';
import type { JsonObject } from '#local/json.ts';

const event = {
  eventName: 'INSERT',
  dynamodb: { NewImage: { kind: { S: 'mail' }, size: 12, tags: ['a', 'b'], none: null } },
};
const image = (pattern: JsonObject) => matches({ dynamodb: { NewImage: pattern } }, event);

describe('an event pattern', () => {
  test.each<[string, JsonObject, boolean]>([
    ['a value', { kind: { S: ['mail'] } }, true],
    ['one of several values', { kind: { S: ['chat', 'mail'] } }, true],
    ['another value', { kind: { S: ['chat'] } }, false],
    ['null', { none: [null] }, true],
    ['one element of a list', { tags: ['b'] }, true],
    ['a prefix', { kind: { S: [{ prefix: 'ma' }] } }, true],
    ['another prefix', { kind: { S: [{ prefix: 'xa' }] } }, false],
    ['a suffix', { kind: { S: [{ suffix: 'il' }] } }, true],
    ['a key that exists', { kind: { S: [{ exists: true }] } }, true],
    ['a key that must not exist', { kind: { S: [{ exists: false }] } }, false],
    ['a missing key that must not exist', { other: { S: [{ exists: false }] } }, true],
    ['anything but this', { kind: { S: [{ 'anything-but': ['mail'] }] } }, false],
    ['anything but that', { kind: { S: [{ 'anything-but': ['chat'] }] } }, true],
    ['anything but a prefix', { kind: { S: [{ 'anything-but': { prefix: 'ma' } }] } }, false],
    ['a number in a range', { size: [{ numeric: ['>', 10, '<=', 12] }] }, true],
    ['a number out of range', { size: [{ numeric: ['<', 12] }] }, false],
    ['letters in any case', { kind: { S: [{ 'equals-ignore-case': 'MAIL' }] } }, true],
  ])('by %s', (_what, pattern, expected) => {
    expect(image(pattern)).toBe(expected);
  });

  test('wants every key to match, and any of $or', () => {
    expect(matches({ eventName: ['INSERT'], dynamodb: { NewImage: { size: [13] } } }, event)).toBe(false);
    expect(matches({ $or: [{ eventName: ['MODIFY'] }, { eventName: ['INSERT'] }] }, event)).toBe(true);
  });

  test('takes one of several names of an event, and no other', () => {
    const written = {
      eventName: ['INSERT', 'MODIFY'],
      dynamodb: { NewImage: { kind: { S: [{ exists: true }] } } },
    };
    const named = (eventName: string) => matches(written, { ...event, eventName });
    expect(['INSERT', 'MODIFY', 'REMOVE'].map(named)).toEqual([true, true, false]);
  });

  test('is one of several filters, and no filter lets all through', () => {
    expect(passes([{ eventName: ['MODIFY'] }, { eventName: ['INSERT'] }], event)).toBe(true);
    expect(passes([], event)).toBe(true);
  });

  test('refuses a word it does not know', () => {
    expect(() => image({ kind: [{ wildcard: 'm*' }] })).toThrow(/wildcard/);
  });
});

import { isArray, isObject, type JsonObject } from '../json.ts';
import { required } from '../refusal.ts';
import type { Action } from './service.ts';

export const tagResource: Action = ({ db }, request) => {
  const arn = required(request, 'resourceArn');
  const save = db.prepare('INSERT OR REPLACE INTO tags (arn, key, value) VALUES (?, ?, ?)');
  for (const tag of isArray(request.tags) ? request.tags.filter(isObject) : [])
    save.run(arn, String(tag.key), String(tag.value ?? ''));
  return {};
};

export const untagResource: Action = ({ db }, request) => {
  const arn = required(request, 'resourceArn');
  const drop = db.prepare('DELETE FROM tags WHERE arn = ? AND key = ?');
  for (const key of isArray(request.tagKeys) ? request.tagKeys : []) drop.run(arn, String(key));
  return {};
};

export const listTagsForResource: Action = ({ db }, request): JsonObject => {
  const rows = db
    .prepare('SELECT key, value FROM tags WHERE arn = ? ORDER BY key')
    .all(required(request, 'resourceArn'));
  return { tags: rows.map(({ key, value }) => ({ key: String(key), value: String(value) })) };
};

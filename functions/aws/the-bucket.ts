import { once } from '../once.ts';
import { objectsOf } from './objects.ts';
import { table } from './the-table.ts';

/** The objects of the desk's buckets. */
export const objects = once(() => objectsOf(table().db));

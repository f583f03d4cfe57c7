import { appends } from './contract/append.ts';
import { appendsSeveral } from './contract/append-all.ts';
import { approvals } from './contract/approvals.ts';
import { endpoints } from './contract/endpoints.ts';
import { listings } from './contract/listings.ts';
import { parts } from './contract/parts.ts';
import { questions } from './contract/questions.ts';
import { rows } from './contract/rows.ts';
import type { Open } from './contract/stores.ts';
import { memory } from './memory.ts';

/** The desk in memory, with its wake index read from its rows. */
const open: Open = async () => {
  const { ports, rows } = memory();
  const dueUntil = async (until: string) =>
    [
      ...[...rows.heads.values()].map(({ id, wakeAt }) => ({ kind: 'case', id, wakeAt })),
      ...[...rows.deliveries.values()].map(({ id, wakeAt }) => ({ kind: 'delivery', id, wakeAt })),
    ].flatMap(({ wakeAt, ...of }) => (wakeAt !== undefined && wakeAt <= until ? [{ ...of, wakeAt }] : []));
  return { stores: { ...ports, dueUntil }, close: () => {} };
};

appends('memory', open);
appendsSeveral('memory', open);
questions('memory', open);
parts('memory', open);
approvals('memory', open);
rows('memory', open);
endpoints('memory', open);
listings('memory', open, 200);

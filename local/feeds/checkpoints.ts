import type { State } from '../state.ts';

/** How far each feed has read each shard. Written only after success, so a record is handled at least once. */
export interface Checkpoints {
  get(feed: string, shard: string): string | undefined;
  set(feed: string, shard: string, sequenceNumber: string): void;
}

/** The checkpoints of a data folder. */
export function openCheckpoints({ database }: State): Checkpoints {
  database.exec(
    'CREATE TABLE IF NOT EXISTS checkpoints (feed TEXT, shard TEXT, sequence TEXT NOT NULL, PRIMARY KEY (feed, shard))',
  );
  const select = database.prepare('SELECT sequence FROM checkpoints WHERE feed = ? AND shard = ?');
  const upsert = database.prepare(
    'INSERT OR REPLACE INTO checkpoints (feed, shard, sequence) VALUES (?, ?, ?)',
  );
  return {
    get: (feed, shard) => {
      const row = select.get(feed, shard);
      return typeof row?.sequence === 'string' ? row.sequence : undefined;
    },
    set: (feed, shard, sequenceNumber) => {
      upsert.run(feed, shard, sequenceNumber);
    },
  };
}

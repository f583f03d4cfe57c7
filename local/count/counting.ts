import type { Table } from '../assembly/deployment.ts';
import type { Listening } from '../doors/http.ts';
import { countProcesses, countQueuesAndBuckets, countSmall } from './count-services.ts';
import { countTable } from './count-table.ts';
import { type Forward, openDoor } from './door.ts';
import { type Operation, openOperations } from './operations.ts';

/** Where an engine answers while everything is counted, and what was counted. */
export interface Counting {
  dynamodb(engine: string, tables: readonly Table[]): Promise<string>;
  queues(engine: string): Promise<string>;
  processes(engine: string): Promise<string>;
  small(answer: Forward): Forward;
  list(): Operation[];
  close(): Promise<void>;
}

/** Opens the counting: a door in front of each engine, for functions and feeds alike. */
export function openCounting(): Counting {
  const operations = openOperations();
  const doors: Listening[] = [];
  const door = async (engine: string, around: Parameters<typeof openDoor>[1]) => {
    const opened = await openDoor(engine, around);
    doors.push(opened);
    return opened.origin;
  };
  return {
    dynamodb: (engine, tables) => door(engine, countTable(engine, tables, operations)),
    queues: (engine) => door(engine, countQueuesAndBuckets(operations)),
    processes: (engine) => door(engine, countProcesses(operations)),
    small: (answer) => countSmall(operations, answer),
    list: () => operations.list(),
    close: async () => {
      await Promise.all(doors.map((one) => one.close()));
    },
  };
}

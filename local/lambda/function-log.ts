import { createWriteStream, type WriteStream } from 'node:fs';
import { join } from 'node:path';
import { format } from 'node:util';
import type { DeployedFunction } from '../assembly/deployment.ts';

/** The log of one function: a file that grows, and the bytes CloudWatch would bill. */
export interface FunctionLog {
  readonly bytes: () => number;
  /** Writes one line exactly as it is. */
  write(line: string): void;
  /** Writes what a handler says through `console`, as its runtime would. */
  say(level: Level, requestId: string, args: readonly unknown[]): void;
  /** What the service itself says when an invocation starts. */
  started(requestId: string): void;
  /** And when it has ended. */
  ended(requestId: string, milliseconds: number, failed: boolean): void;
  close(): void;
}

const LEVELS = ['TRACE', 'DEBUG', 'INFO', 'WARN', 'ERROR', 'FATAL'] as const;

/** How loud a line is. */
export type Level = (typeof LEVELS)[number];

const atLeast = (level: string, threshold: string) =>
  LEVELS.indexOf(level as Level) >= LEVELS.indexOf(threshold as Level);

const asShown = (value: unknown): unknown =>
  value instanceof Error
    ? {
        errorType: value.name,
        errorMessage: value.message,
        stackTrace: (value.stack ?? '').split('\n').slice(1),
      }
    : value;

function message(args: readonly unknown[]): unknown {
  return args.length === 1 && typeof args[0] !== 'string' ? asShown(args[0]) : format(...args);
}

/** Opens the log of a function in the logs folder; every line goes to disk as soon as the stream takes it. */
export function openLog(folder: string, fn: DeployedFunction, now: () => number): FunctionLog {
  let file: WriteStream | undefined;
  let bytes = 0;
  const write = (line: string) => {
    file ??= createWriteStream(join(folder, 'logs', `${fn.name}.log`), { flags: 'a' });
    bytes += Buffer.byteLength(line) + 1;
    file.write(`${line}\n`);
  };
  const time = () => new Date(now()).toISOString();
  const platform = (type: string, record: object, text: string) => {
    if (!fn.jsonLogs) return write(text);
    if (atLeast('INFO', fn.systemLogLevel))
      write(JSON.stringify({ time: time(), type: `platform.${type}`, record }));
  };
  return {
    bytes: () => bytes,
    write,
    say: (level, requestId, args) => {
      if (!fn.jsonLogs) return write(`${time()}\t${requestId}\t${level}\t${format(...args)}`);
      if (!atLeast(level, fn.applicationLogLevel)) return;
      write(JSON.stringify({ timestamp: time(), level, requestId, message: message(args) }));
    },
    started: (requestId) => {
      platform('start', { requestId, version: '$LATEST' }, `START RequestId: ${requestId} Version: $LATEST`);
    },
    ended: (requestId, milliseconds, failed) => {
      const durationMs = Math.round(milliseconds * 100) / 100;
      const metrics = {
        durationMs,
        billedDurationMs: Math.ceil(milliseconds),
        memorySizeMB: fn.memoryMegabytes,
      };
      const record = { requestId, metrics, status: failed ? 'error' : 'success' };
      const report = `REPORT RequestId: ${requestId}\tDuration: ${durationMs} ms`;
      platform('report', record, `END RequestId: ${requestId}\n${report}`);
    },
    close: () => file?.end(),
  };
}

const LEVEL_OF = {
  trace: 'TRACE',
  debug: 'DEBUG',
  log: 'INFO',
  info: 'INFO',
  warn: 'WARN',
  error: 'ERROR',
} as const;

/** The `console` a handler sees: the five levels go to its log, everything else keeps working and says nothing. */
export function consoleOf(log: FunctionLog, requestId: () => string): Console {
  const spoken = Object.fromEntries(
    Object.entries(LEVEL_OF).map(([method, level]) => [
      method,
      (...args: unknown[]) => log.say(level, requestId(), args),
    ]),
  );
  const silent = () => {};
  return new Proxy(console, {
    get: (real, key) => {
      if (typeof key === 'string' && key in spoken) return spoken[key];
      return typeof Reflect.get(real, key) === 'function' ? silent : Reflect.get(real, key);
    },
  });
}

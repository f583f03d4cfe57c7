// The words a process is written in, each in a file of its own.
export { ask } from './ask.ts';
export { answered, choose } from './choose.ts';
export { run } from './run.ts';

import { judgeFile } from '#desk/case/files/judge-file.ts';
import { required } from '../environment.ts';
import { eachMessage } from '../shell/queue.ts';
import { desk } from '../writing-desk.ts';
import { readVerdict } from './read-verdict.ts';

/** Where files of cases lie; what is said of anything else in the bucket is nobody's business. */
const FILE = /^(?:restricted\/)?attachments\//;

/**
 * Fed by the queue of verdicts: one message is what a scanner says of one file. Repeating is safe, see `judgeFile`.
 */
export const handler = eachMessage(async (body) => {
  const { bucket, key, verdict } = readVerdict(body);
  if (bucket !== required('BODIES_BUCKET') || !FILE.test(key)) return;
  await judgeFile(desk(), key, verdict);
});

import { unbooked } from '#desk/intake/balance.ts';
import { ledgerTable } from '../aws/ledger-table.ts';
import { send } from '../aws/queues.ts';
import { objects } from '../aws/the-bucket.ts';
import { table } from '../aws/the-table.ts';
import { required } from '../environment.ts';
import { measure } from '../shell/measure.ts';
import { noticeOf } from './stored-objects.ts';

const PREFIX = 'mail/';

/** So many keys are named in the log; the number says how many there are. */
const MOST_NAMED = 20;

/**
 * Every hour: what lies in the mail bucket and has no row in the books is told to the intake queue once more, and counted.
 * Repeating is safe: intake knows each mail it has taken in. The books are only listed, so they need no front door.
 */
export const handler = async (): Promise<{ looked: number; missing: number }> => {
  const bucket = required('MAIL_BUCKET');
  const desk = { now: () => new Date().toISOString(), ledger: ledgerTable(table(), '') };
  const { looked, missing } = await unbooked(desk, PREFIX, (after) => objects().list(bucket, PREFIX, after));
  if (missing.length > 0) {
    const keys = missing.slice(0, MOST_NAMED);
    console.error({
      said: 'mails without a row in the ledger are sent again',
      missing: missing.length,
      keys,
    });
    await send(
      required('INTAKE_QUEUE'),
      missing.map((key) => ({ body: noticeOf(bucket, key, 'Missed') })),
    );
  }
  measure({ MailsBalanced: ['Count', looked], MailsMissing: ['Count', missing.length] });
  return { looked, missing: missing.length };
};

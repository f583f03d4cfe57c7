import { DeskError } from '#desk/errors.ts';
import type { Ports } from '#desk/ports.ts';
import { key } from './cases-keys.ts';
import { getItem, isConditionFailed, putItem, type Table } from './table.ts';

const DAY = 86_400_000;

/** The automatic mails of the last day to one address: one small row that goes by itself when nothing is added. */
export const automaticTable = (table: Table): Ports['automatic'] => ({
  find: async (recipient) => {
    const found = await getItem(table, key.automatic(recipient));
    const mails = (found?.mails ?? []) as Readonly<{ caseId: string; at: string }>[];
    return mails.map((mail) => ({ ...mail, recipient }));
  },
  keep: async (recipient, found, { caseId, at }) => {
    const day = found.filter((mail) => Date.parse(at) - Date.parse(mail.at) < DAY);
    const mails = [...day.map((mail) => ({ caseId: mail.caseId, at: mail.at })), { caseId, at }];
    const seen = found.at(-1)?.at;
    try {
      await putItem(
        table,
        {
          ...key.automatic(recipient),
          mails,
          newest: at,
          expiresAt: Math.floor(Date.parse(at) / 1000) + DAY / 1000,
        },
        seen === undefined
          ? { expression: 'attribute_not_exists(pk)' }
          : { expression: 'newest = :seen', values: { ':seen': seen } },
      );
    } catch (error) {
      if (!isConditionFailed(error)) throw error;
      throw new DeskError('stale-version', 'another automatic mail to this address was counted', {
        cause: error,
      });
    }
  },
});

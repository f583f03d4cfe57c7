import { DeskError } from '#desk/errors.ts';
import type { AutomaticMail } from '#desk/intake/caps.ts';
import type { Ports } from '#desk/ports.ts';
import { key } from './cases-keys.ts';
import { getItem, isConditionFailed, putItem, type Table } from './table.ts';

const DAY = 86_400_000;

/** The automatic mails of the last day to one address: one small row that goes by itself when nothing is added. */
export const automaticTable = (table: Table): Ports['automatic'] => ({
  find: async (recipient) => {
    const found = await getItem(table, key.automatic(recipient));
    const mails = (found?.mails ?? []) as Omit<AutomaticMail, 'recipient'>[];
    return mails.map((mail) => ({ ...mail, recipient }));
  },
  keep: async (recipient, found, next) => {
    const { at } = next;
    const day = found.filter((mail) => Date.parse(at) - Date.parse(mail.at) < DAY);
    const bare = ({ recipient: _to, ...mail }: AutomaticMail) => mail;
    try {
      await putItem(
        table,
        {
          ...key.automatic(recipient),
          mails: [...day, next].map(bare),
          expiresAt: Math.floor(Date.parse(at) / 1000) + DAY / 1000,
        },
        // The whole list is compared: two mails of one millisecond are two.
        found.length === 0
          ? { expression: 'attribute_not_exists(pk)' }
          : { expression: 'mails = :seen', values: { ':seen': found.map(bare) } },
      );
    } catch (error) {
      if (!isConditionFailed(error)) throw error;
      throw new DeskError('stale-version', 'another automatic mail to this address was counted', {
        cause: error,
      });
    }
  },
});

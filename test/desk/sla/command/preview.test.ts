import { expect, test } from 'vitest';
import { preview } from '#desk/sla/command/preview.ts';
import type { Calendar } from '#desk/sla/hours.ts';

const nights: Calendar = {
  name: 'nights',
  version: 2,
  zone: 'Europe/Berlin',
  week: { sun: [['01:00', '04:00']], mon: [['09:00', '17:00']] },
};

test('P8, P9 a preview shows the next ten openings in local time, with the offset on each side of a change', () => {
  const lines = preview(nights, '2026-03-28T12:00:00Z');
  expect(lines).toHaveLength(11);
  expect(lines.slice(0, 3)).toEqual([
    'nights@2 (Europe/Berlin)',
    '  Sun 2026-03-29 01:00 +01:00 – Sun 2026-03-29 04:00 +02:00',
    '  Mon 2026-03-30 09:00 +02:00 – Mon 2026-03-30 17:00 +02:00',
  ]);
});

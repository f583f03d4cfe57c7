import type { Field } from '#desk/case/fields/field.ts';
import type { Zones } from '#desk/case/read-fact.ts';

/** Where people work, and whose clock on the wall ends their last day. Add your own places here. */
const PLACES = {
  Germany: 'Europe/Berlin',
  England: 'Europe/London',
  'United States (East)': 'America/New_York',
} as const;

/** A day of somebody who joins, moves or leaves begins and ends where they work (row 18). */
export const atWork: Zones = { fact: 'place', of: PLACES };

const place: Field = {
  name: 'place',
  label: 'Place of work',
  type: 'choice',
  options: Object.keys(PLACES),
  hint: 'Its time of day counts.',
};

const colleague: Field = {
  name: 'colleague',
  label: 'Mail address of the colleague',
  type: 'person',
};

/** What has to be known of somebody who joins. They have no address yet. */
export const ofJoiner: readonly Field[] = [
  { name: 'newColleague', label: 'Name of the new colleague', type: 'text', min: 3 },
  { name: 'firstDay', label: 'First working day', type: 'date', material: true },
  { name: 'position', label: 'Position', type: 'text', min: 3 },
  place,
];

/** What has to be known of somebody who changes the job inside the company. */
export const ofMover: readonly Field[] = [
  colleague,
  { name: 'changeDay', label: 'First day in the new position', type: 'date', material: true },
  { name: 'position', label: 'New position', type: 'text', min: 3 },
  place,
];

/** What has to be known of somebody who leaves. Why is between them and HR. */
export const ofLeaver: readonly Field[] = [
  colleague,
  { name: 'lastWorkingDay', label: 'Last working day', type: 'date', material: true },
  place,
  {
    name: 'reason',
    label: 'Reason',
    type: 'choice',
    options: ['Own wish', 'By mutual agreement', 'By the company', 'Retirement', 'End of the contract'],
    optional: true,
    confidential: true,
  },
];

/** What a department that does its part learns of somebody who joins, moves or leaves, and nothing else (A10). */
export const OF_JOINER = ['newColleague', 'firstDay', 'position', 'place'] as const;
export const OF_MOVER = ['colleague', 'changeDay', 'position', 'place'] as const;
export const OF_LEAVER = ['colleague', 'lastWorkingDay', 'place'] as const;

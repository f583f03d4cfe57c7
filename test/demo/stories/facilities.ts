import type { Stage } from '../stage.ts';
import type { Story } from './story.ts';

/** The one matter of a Saturday night: nobody is in the house, and somebody is locked out. */
export function saturdayNight(stage: Stage): Story[] {
  const gina = stage.person('gina');
  return [
    {
      title: 'Locked out on Saturday night',
      mail: {
        from: `Gina Rossi <${gina}>`,
        subject: 'Locked out!!',
        text: 'I am locked out of the parking garage, the gate does not open and my car is inside. Please call me: 0170 1234567.',
      },
      expected: { class: 'opened', department: 'facilities', outcome: 'done', status: 'closed' },
      play: async (opened) => {
        await stage.answers('facilities-oncall@corp.example', opened, 'done', {
          comment: 'Gate opened by hand.',
        });
        await stage.confirms(opened);
      },
    },
  ];
}

/** The smallest picture there is. */
const PHOTO = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);

/** What people want of Facilities, and how it ends. */
export function facilitiesStories(stage: Stage): Story[] {
  const { person, answers, confirms } = stage;
  const [emil, fritz] = [person('emil'), person('fritz')];
  stage.systems.facilities.worksFor(
    emil,
    'planned for this morning',
    'a technician is on the way',
    'the valve is being replaced',
  );
  stage.systems.facilities.failsFor(fritz, 400);
  return [
    {
      title: 'No heating; the building system reports',
      mail: {
        from: `Emil Novak <${emil}>`,
        subject: 'Cold office',
        text: 'The heating in my office is not working.',
      },
      expected: { class: 'opened', department: 'facilities', outcome: 'done', status: 'closed' },
      play: confirms,
    },
    {
      title: 'A leak with a photo; the system refuses',
      mail: {
        from: `Fritz Grün <${fritz}>`,
        subject: 'Water!',
        text: 'Water is leaking from the ceiling in the kitchen, see the photo.',
        attachments: [{ filename: 'decke-küche.png', content: PHOTO }],
      },
      expected: { class: 'opened', department: 'facilities', outcome: 'done', status: 'resolved' },
      play: (opened) =>
        answers('building-engineers@corp.example', opened, 'done', { comment: 'The pipe is sealed.' }),
    },
  ];
}

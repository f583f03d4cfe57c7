import { waitFor } from '#test/journeys/driver/wait.ts';
import type { Stage } from '../stage.ts';
import type { Story } from './story.ts';

/** What people want of HR, and how it ends. */
export function hrStories(stage: Stage): Story[] {
  const { person, answers, confirms } = stage;
  const [dora, juergen] = [person('dora'), person('juergen')];
  return [
    {
      title: 'A leave of absence',
      mail: {
        from: `Dora Weiß <${dora}>`,
        subject: 'Parental leave',
        text: 'I would like to take parental leave from 2027-03-01 until 2027-05-31.',
      },
      expected: { class: 'opened', department: 'hr', outcome: 'granted', status: 'closed' },
      play: async (opened) => {
        await answers(person('mia'), opened, 'approve');
        await answers('hr-operations@corp.example', opened, 'confirm', {
          from: '2027-03-01',
          returnDate: '2027-06-01',
          payCode: 'PL-2',
        });
        await confirms(opened);
      },
    },
    {
      title: 'Umlauts, a question back and a reply',
      mail: {
        from: `Jürgen Müller <${juergen}>`,
        subject: 'Übrige Urlaubstage – my vacation days',
        text: 'Schöne Grüße aus Köln! How many vacation days do I have left, könnten Sie das prüfen?',
      },
      expected: { class: 'opened', department: 'hr', outcome: 'answered-question', status: 'resolved' },
      play: async (opened) => {
        const question = 'Für welches Jahr möchten Sie es wissen?';
        const { status } = await stage
          .agent('hr')
          .post(`/cases/${opened.caseId}/messages`, { text: question, waitForReply: true });
        if (status !== 201) throw new Error(`the question of HR was answered ${status}`);
        const row = await stage.desk.booked(await stage.replies(opened, question, 'Für dieses Jahr, danke!'));
        if (row.class !== 'appended' || row.caseId !== opened.caseId)
          throw new Error(`the reply became ${row.class}`);
        await waitFor(
          'the reply on the case',
          async () => (await stage.see(opened.caseId)).status === 'open',
        );
        await answers('hr-operations@corp.example', opened, 'answered', {
          comment: 'Es sind noch elfeinhalb Tage.',
        });
      },
    },
  ];
}

import type { Stage } from '../stage.ts';
import type { Story } from './story.ts';

/** What people want of IT, and how it ends. */
export function itStories(stage: Stage): Story[] {
  const { person, answers, confirms } = stage;
  const [bob, cleo] = [person('bob'), person('cleo')];
  const vpn = {
    from: `Ada Byron <${person('ada')}>`,
    subject: 'VPN drops',
    text: 'The VPN connection drops all the time.',
    messageId: stage.newId(),
  };
  stage.systems.it.failsFor(cleo, 503, 503);
  return [
    {
      title: 'Something does not work',
      mail: vpn,
      expected: { class: 'opened', department: 'it', outcome: 'solved', status: 'closed' },
      play: async (opened) => {
        await answers('it-support@corp.example', opened, 'solved', {
          comment: 'The certificate was renewed.',
        });
        await confirms(opened);
      },
    },
    { title: 'The same mail once more', mail: vpn, expected: { class: 'duplicate' }, place: 2 },
    {
      title: 'Something is wanted',
      mail: {
        from: `Bob Fischer <${bob}>`,
        subject: 'New laptop',
        text: 'I need a new laptop, mine is five years old.',
      },
      expected: { class: 'opened', department: 'it', outcome: 'done', status: 'resolved' },
      play: async (opened) => {
        await answers(person('mia'), opened, 'approve');
        await answers('it-support@corp.example', opened, 'done', {
          comment: 'It waits at the service point.',
        });
      },
    },
    {
      title: 'Lease ends; the asset system fails twice',
      mail: {
        from: `Cleo Marsh <${cleo}>`,
        subject: 'Device exchange',
        text: 'The lease of my notebook ends, please exchange the device.',
      },
      expected: { class: 'opened', department: 'it', outcome: 'done', status: 'closed' },
      play: confirms,
    },
    {
      title: 'Nobody understands it; an agent places it',
      mail: { from: `Hugo Lang <${person('hugo')}>`, subject: 'asdf', text: 'qwrtz jklö xxyv plmokn' },
      expected: { class: 'opened', department: 'it', outcome: 'solved', status: 'resolved' },
      play: async (opened) => {
        const { status } = await stage
          .agent('triage')
          .post(`/cases/${opened.caseId}/placement`, { department: 'it', service: 'workplace-incident' });
        if (status !== 200) throw new Error(`the agent could not place ${opened.reference}: ${status}`);
        await answers('it-support@corp.example', opened, 'solved', {
          comment: 'A keyboard that typed by itself; replaced.',
        });
      },
    },
  ];
}

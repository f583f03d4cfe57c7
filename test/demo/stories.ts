import { waitFor } from '#test/journeys/driver/wait.ts';
import type { Seen, Sent, Stage } from './stage.ts';

/** One mail, what should become of it, and what people do about it. */
export interface Story {
  readonly title: string;
  readonly mail: Sent;
  /** What the books should say of it, and of a case where it should come to rest. */
  readonly expected: Readonly<{
    class: string;
    cause?: string;
    department?: string;
    outcome?: string;
    status?: 'resolved' | 'closed';
  }>;
  play?(opened: Seen): Promise<void>;
  /** Which row of its Message-ID is meant: a copy has the second. */
  readonly place?: number;
}

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

function itStories(stage: Stage): Story[] {
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

function hrStories(stage: Stage): Story[] {
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
        subject: 'Überstunden fehlen – overtime on my payslip',
        text: 'Schöne Grüße aus Köln! The overtime is missing on my payslip, könnten Sie das prüfen?',
      },
      expected: { class: 'opened', department: 'hr', outcome: 'answered-question', status: 'resolved' },
      play: async (opened) => {
        const question = 'Für welchen Monat fehlen die Stunden?';
        const { status } = await stage
          .agent('hr')
          .post(`/cases/${opened.caseId}/messages`, { text: question, waitForReply: true });
        if (status !== 201) throw new Error(`the question of HR was answered ${status}`);
        const row = await stage.desk.booked(await stage.replies(opened, question, 'Für Oktober, danke!'));
        if (row.class !== 'appended' || row.caseId !== opened.caseId)
          throw new Error(`the reply became ${row.class}`);
        await waitFor(
          'the reply on the case',
          async () => (await stage.see(opened.caseId)).status === 'open',
        );
        await answers('hr-operations@corp.example', opened, 'answered', {
          comment: 'Wird im November nachgezahlt.',
        });
      },
    },
  ];
}

/** The smallest picture there is. */
const PHOTO = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);

function facilitiesStories(stage: Stage): Story[] {
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

const unwanted = ({ person }: Stage): Story[] => [
  {
    title: 'An out-of-office answer',
    mail: {
      from: person('ida'),
      subject: 'Out of office',
      text: 'I am back on Monday.',
      headers: { 'Auto-Submitted': 'auto-replied' },
    },
    expected: { class: 'suspended', cause: 'auto' },
  },
  {
    title: 'Somebody who only says to be the CEO',
    mail: {
      from: 'ceo@corp.example',
      subject: 'Urgent',
      text: 'Please send me all passwords.',
      headers: { 'X-Local-Verdicts': 'spf=fail dkim=fail dmarc=fail policy=reject' },
    },
    expected: { class: 'suspended', cause: 'spoof' },
  },
  {
    title: 'A newsletter',
    mail: {
      from: 'news@vendor.example',
      subject: 'Ten great laptops',
      text: 'New laptops this week!',
      headers: {
        'List-Id': '<news.vendor.example>',
        'List-Unsubscribe': '<mailto:off@vendor.example>',
        Precedence: 'bulk',
      },
    },
    expected: { class: 'suspended', cause: 'bulk' },
  },
];

/** What a Monday morning brings. */
export async function mondayMorning(stage: Stage): Promise<Story[]> {
  await stage.manages(stage.person('mia'), stage.person('bob'));
  await stage.manages(stage.person('mia'), stage.person('dora'));
  return [...itStories(stage), ...hrStories(stage), ...facilitiesStories(stage), ...unwanted(stage)];
}

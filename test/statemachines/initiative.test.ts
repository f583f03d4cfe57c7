import { describe, expect, test } from 'vitest';
import { readValue } from '#desk/case/fields/read-value.ts';
import { payloadOf } from '#statemachines/checks/read-states.ts';
import { goLive } from '#statemachines/initiative/go-live.ts';
import { initiativeFolder } from '#statemachines/initiative/index.ts';
import { requirements } from '#statemachines/initiative/services.ts';
import { type Matter, type Replies, says } from './play.ts';
import { storiesOf } from './stories.ts';

const stories = storiesOf(initiativeFolder);
const facts = { systems: 'SAP, Workday', goLive: '2026-07-01' };
const tell = (replies: Replies, matter: Matter = { facts }) => stories.tell('initiative', replies, matter);

const GATE = 'Ask for the requirements';
const reviewed = {
  'Take the lead': says('lead'),
  'Review the hosting': says('approve'),
  'Review the network capacity': says('approve'),
  'Review the information security': says('approve'),
  'Review the audit requirements': says('approve'),
  'Review the connection': says('approve'),
};
const live = {
  ...reviewed,
  'Prepare the go-live': says('ready'),
  'Go live': says('live', 'Everybody copes.'),
};

describe('an initiative (rows 31–41)', () => {
  test('row 33–37 is led by one coordinator, reviewed by every team at once, one review for each system, and goes live on its day', async () => {
    const story = await tell(live);
    expect(story.asked).toEqual([
      'Take the lead: team',
      'Review the hosting: hosting',
      'Review the network capacity: network',
      'Review the information security: security',
      'Review the audit requirements: audit',
      'Review the connection: SAP: integration',
      'Review the connection: Workday: integration',
      'Prepare the go-live: team',
      'Go live: team',
    ]);
    expect(story.end).toEqual({ outcome: 'live', text: 'Everybody copes.' });
    expect(story.hours).toBeGreaterThan(120 * 24);
  });

  test('row 32 with gaps goes back in one reply, and no team hears of it before the document is complete', async () => {
    const incomplete = { facts, input: { incomplete: true } };
    const story = await tell({ [GATE]: [says('partly'), says('given')], ...live }, incomplete);
    expect(story.asked.slice(0, 3)).toEqual([
      `${GATE}: requester`,
      `${GATE}: requester`,
      'Take the lead: team',
    ]);
    const alone = {
      [GATE]: 'silence' as const,
      'Complete the requirements': says('withdrawn', 'Not this year.'),
    };
    expect((await tell(alone, incomplete)).end).toEqual({ outcome: 'withdrawn', text: 'Not this year.' });
    const helped = { [GATE]: says('unclear'), 'Complete the requirements': says('complete'), ...live };
    expect((await tell(helped, incomplete)).end?.outcome).toBe('live');
  });

  test('row 32 a document without its data classification has a gap, and every section is one', () => {
    const gaps = requirements.filter((field) => readValue(field, '', '2026-03-02') !== undefined);
    expect(gaps.map(({ label }) => label)).toContain('Data classification');
    expect(gaps).toHaveLength(requirements.length);
  });

  test('row 35 that information security rejects is blocked, whatever the others say, and the coordinator is not asked', async () => {
    const story = await tell({
      ...live,
      'Review the information security': says(
        'reject',
        'Strictly confidential data may not leave the house.',
      ),
    });
    expect(story.end).toEqual({
      outcome: 'blocked',
      text: 'Strictly confidential data may not leave the house.',
    });
    expect(story.asked.filter((each) => each.endsWith(': team'))).toEqual(['Take the lead: team']);
  });

  test('row 33 with conditions goes live once they are fulfilled, or not at all', async () => {
    const some = { ...live, 'Review the hosting': says('approve-with-conditions', 'Two sites.') };
    const story = await tell({ ...some, 'Fulfil the conditions': says('fulfilled') });
    expect(story.asked).toContain('Fulfil the conditions: team');
    expect(story.end?.outcome).toBe('live');
    const none = await tell({ ...some, 'Fulfil the conditions': says('withdrawn', 'Too dear.') });
    expect(none.end).toEqual({ outcome: 'withdrawn', text: 'Too dear.' });
  });

  test.each([
    ['a team rejects', { 'Review the network capacity': says('reject') }],
    ['one system cannot be connected', { 'Review the connection: SAP': says('reject') }],
  ] as const)(
    'row 37 to which %s is settled, and information security has the last word',
    async (_what, objection) => {
      const settled = {
        ...objection,
        ...live,
        ...objection,
        'Settle the objections': says('settled'),
        'Confirm it with information security': says('approve'),
      };
      const story = await tell(settled);
      expect(story.asked).toContain('Settle the objections: team');
      expect(story.end?.outcome).toBe('live');
      const unsafe = { ...settled, 'Confirm it with information security': says('reject', 'Not that way.') };
      expect((await tell(unsafe)).end).toEqual({ outcome: 'blocked', text: 'Not that way.' });
    },
  );

  test('to which a team objects for good is withdrawn', async () => {
    const objection = { 'Review the audit requirements': says('reject') };
    const story = await tell({
      ...live,
      ...objection,
      'Settle the objections': says('withdrawn', 'We stop.'),
    });
    expect(story.end?.text).toBe('We stop.');
  });

  test('without a verdict, or without systems named, is never approved by silence', async () => {
    const silent = {
      ...live,
      'Review the hosting': 'silence' as const,
      'Settle the objections': says('withdrawn'),
    };
    expect((await tell(silent)).path).toContain('No verdict on the hosting');
    const nameless = await tell({ ...live, 'Settle the objections': says('withdrawn') }, { facts: {} });
    expect(nameless.path).toContain('Not all can be connected');
    expect(nameless.end?.outcome).toBe('withdrawn');
  });

  test('row 38 about which a team asks first: the answer comes back to its review, and all teams are shown it', async () => {
    const story = await tell({
      ...live,
      'Ask the person about the hosting': says('answered', 'About 400.'),
      'Ask the person about the network capacity': says('known', 'About 400.'),
      'Review the hosting': [says('ask-back', 'How many users are there?'), says('approve')],
      'Review the network capacity': [
        says('ask-back', 'How many users will there be?'),
        says('ask-again', 'How many will there be at once?'),
        says('approve'),
      ],
    });
    expect(story.asked.filter((each) => each.endsWith(': requester')).sort()).toEqual([
      'Ask the person about the hosting: requester',
      'Ask the person about the network capacity: requester',
      'Ask the person about the network capacity: requester',
    ]);
    expect(story.questions).toContain('How many will there be at once?');
    for (const review of Object.keys(story.shown).filter((each) => each.startsWith('Review the')))
      expect(story.shown[review]).toContain('answers');
    expect(story.end?.outcome).toBe('live');
  });

  test('row 38 of which a team asks on and on, or hears nothing, gets its verdict through the board', async () => {
    const asking = {
      ...live,
      'Review the audit requirements': says('ask-back', 'And what else?'),
      'Get the verdict on the audit requirements': says('approve'),
    };
    const rounds = await tell({
      ...asking,
      'Ask the person about the audit requirements': says('answered', 'Nothing.'),
    });
    expect(rounds.asked.filter((each) => each.endsWith(': requester'))).toHaveLength(4);
    expect(rounds.asked).toContain('Get the verdict on the audit requirements: lead');
    const silent = await tell(asking);
    expect(silent.asked).toContain('Get the verdict on the audit requirements: lead');
    expect([rounds, silent].map(({ end }) => end?.outcome)).toEqual(['live', 'live']);
  });

  test('that should not begin ends in the words of the coordinator', async () => {
    const story = await tell({ 'Take the lead': says('decline', 'There is such an application already.') });
    expect(story.end).toEqual({ outcome: 'declined', text: 'There is such an application already.' });
  });

  test('row 40 does not go live before an article is linked and a rule says who gets what people write', async () => {
    const { fields } = payloadOf(goLive['Prepare the go-live']);
    const [article, rule] = fields as unknown as readonly Parameters<typeof readValue>[0][];
    expect([article?.name, rule?.name]).toEqual(['article', 'routingRule']);
    for (const field of [article, rule])
      if (field !== undefined) expect(readValue(field, '', '2026-03-02')).toEqual({ fault: 'is missing' });
    if (article !== undefined) {
      expect(readValue(article, 'will come later', '2026-03-02')).toHaveProperty('fault');
      expect(readValue(article, 'https://wiki.corp.example/portal', '2026-03-02')).toHaveProperty('value');
    }
    const late = await tell({ ...reviewed, 'Prepare the go-live': 'silence' });
    expect(late.asked).not.toContain('Go live: team');
    expect(late.told.at(-1)).toContain('cannot go live yet');
  });

  test('that was stopped on its day is prepared anew, and one whose day nobody can read too', async () => {
    const story = await tell({ ...live, 'Go live': [says('stopped', 'Errors.'), says('live')] });
    expect(story.asked.filter((each) => each === 'Prepare the go-live: team')).toHaveLength(2);
    const dayless = { ...live, 'Prepare the go-live': [says('ready')] };
    expect((await tell(dayless, { facts: { systems: 'SAP' } })).asked).not.toContain('Go live: team');
  });

  test('row 31 goes on in a new execution once it has run for 120 days, without asking anybody twice', async () => {
    const slow = {
      ...live,
      'Review the hosting': says('approve-with-conditions', 'Two sites.'),
      'Fulfil the conditions': ['silence', 'silence', 'silence', 'silence', says('fulfilled')],
      'Fulfil them with the board': 'silence',
    } as const satisfies Replies;
    const story = await tell(slow, { facts: { ...facts, goLive: '2026-12-01' } });
    expect(story.path).toContain('Prepare it afresh');
    expect(story.path).toContain('Go live afresh');
    expect(story.asked.filter((each) => each === 'Take the lead: team')).toHaveLength(1);
    expect(story.asked.filter((each) => each === 'Prepare the go-live: team')).toHaveLength(1);
    expect(story.hours).toBeGreaterThan(8 * 30 * 24);
    expect(story.end).toEqual({ outcome: 'live', text: 'Everybody copes.' });
  });

  test('row 39 only coordinators are asked to lead, and the board where they keep silent', async () => {
    const story = await tell({ ...live, 'Take the lead': 'silence', 'Name a coordinator': says('lead') });
    expect(story.asked.slice(0, 2)).toEqual(['Take the lead: team', 'Name a coordinator: lead']);
    expect(initiativeFolder.groups.team).toBe('initiative-lead');
  });

  stories.everyQuestion('initiative', { facts, input: { incomplete: true } });
  stories.nothingUntold('initiative');
});

import { describe, expect, test } from 'vitest';
import { facilitiesFolder } from '#statemachines/facilities/index.ts';
import { hrFolder } from '#statemachines/hr/index.ts';
import { itFolder } from '#statemachines/it/index.ts';
import { payrollFolder } from '#statemachines/payroll/index.ts';
import { securityFolder } from '#statemachines/security/index.ts';
import { justInTime, type Replies, says } from './play.ts';
import { storiesOf } from './stories.ts';

const hr = storiesOf(hrFolder);
const it = storiesOf(itFolder);
const security = storiesOf(securityFolder);

const CHANGES = [
  ['joiner', 'firstDay', ['device and the accounts', 'workplace', 'badge', 'pay'], 42, 'prepared'],
  ['mover', 'changeDay', ['access', 'workplace', 'badge', 'pay'], 28, 'changed'],
  ['leaver', 'lastWorkingDay', ['access and the devices', 'workplace', 'badge', 'final pay'], 28, 'left'],
] as const;

const ASK = 'Ask for what is missing';
const DEPARTMENTS = ['it', 'facilities', 'security', 'payroll'];

describe.each(CHANGES)('row 18 a %s', (process, day, parts, daysBefore, outcome) => {
  const facts = { [day]: '2026-05-29', place: 'England' };
  const incomplete = { facts, input: { incomplete: true } };
  const hand = (what: string) => `Hand over the ${what}`;
  const done = Object.fromEntries(parts.map((what) => [hand(what), says('done')]));
  const confirmed = { 'Check it with HR': says('confirm', '', facts) };
  const tell = (replies: Replies, matter: Parameters<typeof hr.tell>[2] = { facts }) =>
    hr.tell(process, replies, matter);

  test('that is complete is checked by HR, told, handed to four departments at once, and ends with the last of them', async () => {
    const story = await tell({ ...confirmed, ...done });
    expect(story.asked).toEqual([
      'Check it with HR: team',
      ...parts.map((what, at) => `${hand(what)}: ${DEPARTMENTS[at]}`),
    ]);
    expect(story.end?.outcome).toBe(outcome);
    expect(story.told).toHaveLength(1);
    // From Monday at ten to eight o'clock so many days before, in a zone where it is summer by then.
    expect(Math.round(story.hours / 24)).toBe(88 - daysBefore);
  });

  test('without its day is asked for in one question, and nobody else hears of it before the answer', async () => {
    const story = await tell({ [ASK]: says('given'), ...confirmed, ...done }, incomplete);
    expect(story.asked.slice(0, 2)).toEqual([`${ASK}: requester`, 'Check it with HR: team']);
    expect(story.end?.outcome).toBe(outcome);
  });

  test('that only part of the answer came for is asked about again; what nobody says HR finds out', async () => {
    const replies = { 'Find out in person': says('known'), ...confirmed, ...done };
    expect(
      (await tell({ [ASK]: [says('partly'), says('unclear')], ...replies }, incomplete)).asked[2],
    ).toContain('Find out in person');
    expect((await tell({ [ASK]: 'silence', ...replies }, incomplete)).end?.outcome).toBe(outcome);
    const withdrawn = { [ASK]: 'silence', 'Find out in person': says('withdrawn', 'It was a mistake.') };
    expect((await tell(withdrawn as Replies, incomplete)).end).toEqual({
      outcome: 'withdrawn',
      text: 'It was a mistake.',
    });
  });

  test('that is not so ends in the words of HR, and no department has heard of it', async () => {
    const story = await tell({ 'Check it with HR': says('reject', 'There is no such agreement.') });
    expect(story.asked).toHaveLength(1);
    expect(story.end).toEqual({ outcome: 'declined', text: 'There is no such agreement.' });
  });

  test('whose day is over, or near, is handed on at once; one nobody can read is checked again', async () => {
    const near = { facts: { ...facts, [day]: '2026-03-04' } };
    expect((await tell({ ...confirmed, ...done }, near)).hours).toBe(0);
    const unread = await tell(
      { 'Check it with HR': [says('confirm'), says('reject', 'No day is agreed.')] },
      {},
    );
    expect(unread.end?.text).toBe('No day is agreed.');
  });

  test('with a part that never ends falls to the HR partner, and then to the HR lead', async () => {
    const [first = ''] = parts;
    const open = { ...confirmed, ...done, [hand(first)]: 'silence' as const };
    const found = await tell({ ...open, [`Find out about the ${first}`]: says('done') });
    expect(found.asked.at(-1)).toBe(`Find out about the ${first}: partner`);
    expect(found.end?.outcome).toBe(outcome);
    const left = await tell({ ...open, 'See to what is open': ['silence', says('done')] });
    expect(left.asked).toContain('See to what is open: lead');
    expect(left.told.at(-1)).toContain('One of the departments');
  });

  test('with a part that was cancelled is seen to by the HR lead', async () => {
    const [first = ''] = parts;
    const story = await tell({
      ...confirmed,
      ...done,
      [hand(first)]: says('cancelled'),
      'See to what is open': says('done'),
    });
    expect(story.asked.at(-1)).toBe('See to what is open: lead');
    expect(story.end?.outcome).toBe(outcome);
  });

  test('row 23 whose parts are not all over does not end: the HR lead sees to it until they are', async () => {
    const story = await tell({
      ...confirmed,
      ...done,
      Close: ['part-open', 'part-open'],
      'See to what is open': says('done'),
    });
    expect(story.asked.filter((each) => each === 'See to what is open: lead')).toHaveLength(2);
    expect(story.end?.outcome).toBe(outcome);
  });

  test('shows no department why, and HR alone what was written', async () => {
    const { shown } = await tell({ ...confirmed, ...done });
    for (const [state, names] of Object.entries(shown))
      if (state !== 'Check it with HR')
        expect(names.filter((name) => ['reason', 'message'].includes(name))).toEqual([]);
  });

  test('whose part ends late, or not at all, is told so by whoever finds out, and still ends', async () => {
    for (const [at, what] of parts.entries()) {
      const late = { ...confirmed, ...done, [hand(what)]: justInTime('done') };
      expect((await tell(late)).end?.outcome).toBe(outcome);
      const open = { ...confirmed, ...done, [hand(what)]: 'silence' as const };
      const found = await tell({
        ...open,
        [`Find out about the ${what}`]: says('open'),
        'See to what is open': says('done'),
      });
      expect(found.asked.slice(1 + parts.length)).toEqual([
        `Find out about the ${what}: partner`,
        'See to what is open: lead',
      ]);
      expect(found.asked[1 + at]).toBe(`${hand(what)}: ${DEPARTMENTS[at]}`);
    }
  });

  hr.everyQuestion(process, incomplete);
  hr.nothingUntold(process);
});

describe('row 18 the access of somebody who leaves', () => {
  const matter = { facts: { lastWorkingDay: '2026-03-20', place: 'Germany' } };
  const willing = { 'End every access': says('completed'), 'Collect the devices': says('collected') };

  test('ends when the last day is over where they work, and then the devices are collected', async () => {
    const story = await it.tell('access-removal', willing, matter);
    expect(story.asked).toEqual(['End every access: system', 'Collect the devices: team']);
    // From Monday the second at ten to midnight after Friday the twentieth.
    expect(story.hours).toBe(18 * 24 + 14);
    expect(story.end?.outcome).toBe('done');
  });

  test.each([
    ['fails', says('failed')],
    ['is silent', 'silence'],
    ['is out of reach', 'unreachable'],
  ] as const)('is ended by people, who are called, where the system %s', async (_what, reply) => {
    const replies = {
      ...willing,
      'End every access': reply,
      'End every access by hand': ['silence', says('ended')] as const,
    };
    const story = await it.tell('access-removal', replies, matter);
    expect(story.told).toEqual([expect.stringContaining('access is still open')]);
    expect(story.end?.outcome).toBe('done');
  });

  test('with a day nobody can read is a matter of people, and never guessed', async () => {
    const replies = { ...willing, 'End every access by hand': says('ended') };
    const story = await it.tell('access-removal', replies, {});
    expect(story.asked[0]).toBe('End every access by hand: team');
  });

  it.everyQuestion('access-removal', matter);
  it.nothingUntold('access-removal');
});

describe('row 18 the badge of somebody who leaves', () => {
  const matter = { facts: { lastWorkingDay: '2026-03-20', place: 'Germany' } };

  test('opens no door when the last day is over', async () => {
    const story = await security.tell('badge-end', { 'End the badge': says('completed') }, matter);
    expect([story.hours, story.end?.outcome]).toEqual([18 * 24 + 14, 'done']);
  });

  test.each([says('failed'), 'silence', 'unreachable'] as const)(
    'is ended by hand where the badge system does not: %o',
    async (reply) => {
      const replies = { 'End the badge': reply, 'End the badge by hand': says('ended') };
      expect((await security.tell('badge-end', replies, matter)).end?.outcome).toBe('done');
    },
  );

  test('with a day nobody can read is a matter of people, again and again until it is done', async () => {
    const replies = { 'End the badge by hand': ['silence', says('ended')] as const };
    const story = await security.tell('badge-end', replies, {});
    expect(story.asked[0]).toBe('End the badge by hand: oncall');
    expect(story.told).toHaveLength(1);
  });

  security.everyQuestion('badge-end', matter);
  security.nothingUntold('badge-end');
});

describe.each([
  [
    itFolder,
    'access-change',
    { 'Prepare device and access': 'ready', 'Take away what is not needed': 'done' },
  ],
  [facilitiesFolder, 'workplace-change', { 'See to the workplace': 'done' }],
  [securityFolder, 'badge-change', { 'Make or change the badge': 'done' }],
  [payrollFolder, 'pay-change', { 'Enter it for the pay run': 'done' }],
] as const)('row 18 the part of %o: %s', (folder, process, ordinary) => {
  const stories = storiesOf(folder);
  const willing = Object.fromEntries(Object.entries(ordinary).map(([state, said]) => [state, says(said)]));

  test('is done by its own people, and never forgotten', async () => {
    expect((await stories.tell(process, willing)).end?.outcome).toBe('done');
    for (const [state, answer] of Object.entries(willing)) {
      const late = await stories.tell(process, { ...willing, [state]: ['silence', answer] });
      expect(late.told).toHaveLength(1);
      expect(late.end?.outcome).toBe('done');
    }
  });

  stories.everyQuestion(process);
  stories.nothingUntold(process);
});

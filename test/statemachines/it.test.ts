import { describe, expect, test } from 'vitest';
import { payloadOf } from '#statemachines/checks/read-states.ts';
import { itFolder } from '#statemachines/it/index.ts';
import { type Matter, type Replies, says } from './play.ts';
import { storiesOf } from './stories.ts';

const stories = storiesOf(itFolder);

describe('an IT incident', () => {
  const tell = (replies: Parameters<typeof stories.tell>[1]) => stories.tell('incident', replies);

  test('is solved by IT support, and their words go to the person', async () => {
    const story = await tell({ 'Work the incident': says('solved', 'The certificate was renewed.') });
    expect(story.path).toEqual(['Work the incident', 'Solved?', 'Close as solved']);
    expect(story.asked).toEqual(['Work the incident: team']);
    expect(story.end).toEqual({ outcome: 'solved', text: 'The certificate was renewed.' });
  });

  test('that IT support cannot solve goes to the IT lead', async () => {
    const story = await tell({
      'Work the incident': says('cannot'),
      'Work with the IT lead': says('solved', 'You have a new laptop.'),
    });
    expect(story.asked).toEqual(['Work the incident: team', 'Work with the IT lead: lead']);
    expect(story.end).toEqual({ outcome: 'solved', text: 'You have a new laptop.' });
  });

  test('that nobody can solve is closed without a solution, and the lead says why', async () => {
    const story = await tell({
      'Work the incident': says('cannot'),
      'Work with the IT lead': says('cannot', 'The maker has given the program up.'),
    });
    expect(story.end).toEqual({ outcome: 'not-solvable', text: 'The maker has given the program up.' });
  });

  test('that IT support leaves lying falls to the IT lead after sixteen hours', async () => {
    const story = await tell({ 'Work the incident': 'silence', 'Work with the IT lead': says('solved') });
    expect(story.path.slice(0, 3)).toEqual([
      'Work the incident',
      'Work the incident: time is up',
      'Work with the IT lead',
    ]);
    expect(story.hours).toBe(16);
  });

  test('whose lead is silent too is not forgotten: the person hears, and the lead is asked again', async () => {
    const story = await tell({ 'Work with the IT lead': ['silence', says('solved', 'Done at last.')] });
    expect(story.told).toEqual([expect.stringContaining('It takes longer than we promised')]);
    expect(story.end).toEqual({ outcome: 'solved', text: 'Done at last.' });
  });

  test('that hits many people at once is led by one coordinator, and its cause is written down', async () => {
    const story = await tell({
      'Work the incident': says('major'),
      'Lead the major incident': says('restored', '', { impact: 'all of plant 2', remedy: 'a new switch' }),
      'Write down the cause': says('written', 'A switch had failed; there are two now.'),
    });
    expect(story.asked).toEqual([
      'Work the incident: team',
      'Lead the major incident: major',
      'Write down the cause: major',
    ]);
    expect(story.told).toEqual([expect.stringContaining('Many people are affected')]);
    expect(story.end).toEqual({ outcome: 'solved', text: 'A switch had failed; there are two now.' });
    // Whose reports are linked as caused by it hear the same (test/desk/case/resolve-linked.test.ts).
    expect(story.path.at(-1)).toBe('Close for everybody');
    const end = itFolder.processes[0]?.definition.States['Close for everybody'];
    expect(payloadOf(end)).toMatchObject({ withLinked: true });
  });

  test('that the IT lead finds to be a major one goes the same way, and nobody leading falls to the lead', async () => {
    const story = await tell({
      'Work the incident': says('cannot'),
      'Work with the IT lead': says('major'),
      'Lead it with the IT lead': says('restored'),
      'Write down the cause': says('written'),
    });
    expect(story.asked.slice(2, 4)).toEqual([
      'Lead the major incident: major',
      'Lead it with the IT lead: lead',
    ]);
    expect(story.hours).toBe(2);
  });

  stories.everyQuestion('incident');
  stories.nothingUntold('incident');
});

describe('a request to IT', () => {
  const tell = (replies: Parameters<typeof stories.tell>[1]) => stories.tell('service-request', replies);
  const approved = { 'Approve with manager': says('approve') };

  test('is approved by the manager and fulfilled by IT support', async () => {
    const story = await tell({ ...approved, 'Fulfil the request': says('done', 'It is on your desk.') });
    expect(story.path).toEqual([
      'Approve with manager',
      'Approved?',
      'Fulfil the request',
      'Fulfilled?',
      'Close as done',
    ]);
    expect(story.asked).toEqual(['Approve with manager: manager', 'Fulfil the request: team']);
    expect(story.end).toEqual({ outcome: 'done', text: 'It is on your desk.' });
  });

  test('that the manager rejects is declined in the words of the manager', async () => {
    const story = await tell({ 'Approve with manager': says('reject', 'Not this quarter.') });
    expect(story.asked).toEqual(['Approve with manager: manager']);
    expect(story.end).toEqual({ outcome: 'declined', text: 'Not this quarter.' });
  });

  test('whose manager is silent is decided by the IT lead', async () => {
    const story = await tell({
      'Approve with the IT lead': says('approve'),
      'Fulfil the request': says('done'),
    });
    expect(story.asked.slice(0, 2)).toEqual([
      'Approve with manager: manager',
      'Approve with the IT lead: lead',
    ]);
    expect(story.end?.outcome).toBe('done');
  });

  test('that nobody decides is declined, never approved by silence', async () => {
    const story = await tell({});
    expect(story.path.at(-1)).toBe('Close without a decision');
    expect(story.end).toEqual({
      outcome: 'declined',
      text: expect.stringContaining('Neither your manager nor the IT lead'),
    });
    expect(story.hours).toBe(72);
  });

  test('that IT support cannot fulfil is not possible, and they say why', async () => {
    const story = await tell({ ...approved, 'Fulfil the request': says('cannot', 'It is sold out.') });
    expect(story.end).toEqual({ outcome: 'not-possible', text: 'It is sold out.' });
  });

  test('that IT support leaves lying is fulfilled by the IT lead', async () => {
    const story = await tell({ ...approved, 'Fulfil with the IT lead': says('done', 'Ordered by me.') });
    expect(story.end).toEqual({ outcome: 'done', text: 'Ordered by me.' });
  });

  test('that nobody fulfils ends with an apology, not with the words of whoever approved', async () => {
    const story = await tell({ 'Approve with manager': says('approve', 'Between us: it is dear.') });
    expect(story.end?.outcome).toBe('not-possible');
    expect(story.end?.text).not.toContain('Between us');
    expect(story.end?.text).toContain('We are sorry');
  });

  stories.everyQuestion('service-request');
  stories.nothingUntold('service-request');
});

describe('the exchange of a leased device', () => {
  const tell = (replies: Parameters<typeof stories.tell>[1]) => stories.tell('device-exchange', replies);
  const completed = says('completed', 'Exchanged on Monday.');
  const all = {
    'Reserve a device': completed,
    'Prepare the device': completed,
    'Exchange the device': completed,
  };

  test('is done by the asset system alone, in three steps', async () => {
    const story = await tell(all);
    expect(story.asked).toEqual([
      'Reserve a device: system',
      'Prepare the device: system',
      'Exchange the device: system',
    ]);
    expect(story.path).toHaveLength(7);
    expect(story.end).toEqual({ outcome: 'done', text: 'Exchanged on Monday.' });
  });

  test.each(Object.keys(all))('goes to IT support when the asset system fails at "%s"', async (state) => {
    const story = await tell({
      ...all,
      [state]: says('failed'),
      'Exchange by hand': says('done', 'At your desk.'),
    });
    expect(story.asked.at(-1)).toBe('Exchange by hand: team');
    expect(story.end).toEqual({ outcome: 'done', text: 'At your desk.' });
  });

  test.each(Object.keys(all))('goes to IT support when the asset system is silent at "%s"', async (state) => {
    const story = await tell({ ...all, [state]: 'silence', 'Exchange by hand': says('done') });
    expect(story.asked.at(-1)).toBe('Exchange by hand: team');
    expect(story.hours).toBe(72);
  });

  test('that nobody can do by hand is not possible, and they say why', async () => {
    const story = await tell({
      'Reserve a device': says('failed'),
      'Exchange by hand': says('cannot', 'The lease goes on.'),
    });
    expect(story.end).toEqual({ outcome: 'not-possible', text: 'The lease goes on.' });
  });

  test('that IT support leaves lying falls to the IT lead', async () => {
    const story = await tell({
      'Reserve a device': says('failed'),
      'Exchange with the IT lead': says('done'),
    });
    expect(story.asked.at(-1)).toBe('Exchange with the IT lead: lead');
  });

  test('that nobody does tells the person to keep the device', async () => {
    const story = await tell({});
    expect(story.end).toEqual({
      outcome: 'not-possible',
      text: expect.stringContaining('keep using the one you have'),
    });
  });

  stories.everyQuestion('device-exchange');
  stories.nothingUntold('device-exchange');
});

describe('access to data', () => {
  const given = { access: 'sales folder, read', lastDay: '2026-06-30' };
  const matter = { facts: given };
  const tell = (replies: Replies, of: Matter = matter) => stories.tell('access-request', replies, of);
  const approved = {
    'Approve with manager': says('approve'),
    'Approve with the data owner': says('approve', '', given),
  };
  const granted = { ...approved, 'Grant the access': says('completed') };

  test('is approved twice, granted, asked about before its last day, and ended with it whoever is silent', async () => {
    const story = await tell({ ...granted, 'End the access': says('completed') });
    expect(story.asked).toEqual([
      'Approve with manager: manager',
      'Approve with the data owner: owners',
      'Grant the access: system',
      'Ask whether it is still needed: manager',
      'End the access: system',
    ]);
    expect(story.told).toEqual([
      expect.stringContaining('owns the data has approved it'),
      expect.stringContaining('You have the access'),
      expect.stringContaining('this was its last day'),
    ]);
    // The first of July in Berlin begins at ten in the evening before, in UTC.
    expect(Date.parse('2026-03-02T09:00:00Z') + story.hours * 3_600_000).toBe(
      Date.parse('2026-06-30T22:00:00Z'),
    );
    expect(story.end?.outcome).toBe('ended');
  });

  test('that is not needed any more ends at once', async () => {
    const story = await tell({
      ...granted,
      'Ask whether it is still needed': says('not-needed'),
      'End the access': says('completed'),
    });
    expect(story.told.at(-1)).toContain('not needed any more');
    expect(story.end?.outcome).toBe('ended');
  });

  test('that is still needed is decided on by its owner anew', async () => {
    const story = await tell({
      ...granted,
      'Approve with the data owner': [says('approve', '', given), says('reject', 'The project is over.')],
      'Ask whether it is still needed': says('needed'),
    });
    expect(story.end).toEqual({ outcome: 'declined', text: 'The project is over.' });
  });

  test('that is needed for years goes on in one execution after the other, and its manager approves it once', async () => {
    const halfYear = { facts: { ...given, lastDay: '2026-08-15' } };
    const story = await tell(
      {
        ...granted,
        'Approve with the data owner': [says('approve', '', given), says('reject', 'The project is over.')],
        'Ask whether it is still needed': says('needed'),
      },
      halfYear,
    );
    expect(story.path).toContain('Decide it afresh');
    expect(story.path.filter((state) => state === 'Is it asked for anew?')).toHaveLength(2);
    expect(story.asked.filter((each) => each.startsWith('Approve with manager'))).toHaveLength(1);
    expect(story.end).toEqual({ outcome: 'declined', text: 'The project is over.' });
  });

  test.each([
    ['manager', { 'Approve with manager': says('reject', 'Not for your work.') }, 'Not for your work.'],
    [
      'owner',
      { ...approved, 'Approve with the data owner': says('reject', 'Too personal.') },
      'Too personal.',
    ],
  ])('that the %s rejects is declined in their words', async (_who, replies, text) => {
    expect((await tell(replies)).end).toEqual({ outcome: 'declined', text });
  });

  test('is decided by the IT lead where the manager is silent, and by nobody’s silence', async () => {
    const story = await tell({ 'Approve with the IT lead': says('reject', 'Please ask your manager.') });
    expect(story.asked).toContain('Approve with the IT lead: lead');
    expect((await tell({})).end?.text).toContain('Neither your manager nor the IT lead');
  });

  test.each([
    ['fails', says('failed')],
    ['is silent', 'silence'],
  ] as const)('is granted and ended by hand where the identity system %s', async (_what, reply) => {
    const story = await tell({
      ...granted,
      'Grant the access': reply,
      'Grant it by hand': says('granted'),
      'End the access': reply,
      'End it by hand': says('ended'),
    });
    expect(story.asked).toContain('Grant it by hand: team');
    expect(story.asked.at(-1)).toBe('End it by hand: team');
  });

  test('whose last day is too far ahead goes back to its owner; one that is over is asked about at once', async () => {
    const twice = { ...granted, 'Approve with the data owner': [says('approve'), says('reject', 'No.')] };
    expect((await tell(twice, { facts: { ...given, lastDay: '2028-01-01' } })).end?.text).toBe('No.');
    const over = { facts: { ...given, lastDay: '2026-02-01' } };
    const story = await tell({ ...granted, 'End the access': says('completed') }, over);
    expect(story.path).not.toContain('Wait until two weeks before: until then');
  });

  stories.everyQuestion('access-request', matter);
  stories.nothingUntold('access-request');
});

describe('a fault that comes back', () => {
  const tell = (replies: Replies) => stories.tell('known-problem', replies);
  const found = {
    'Find the cause': says('found', '', { cause: 'the driver', workaround: 'restart', incidents: 'IT-1' }),
    'Tell all who are affected': says('told'),
  };

  test('is understood, worked around, and removed', async () => {
    const story = await tell({ ...found, 'Remove the cause': says('removed') });
    expect(story.asked).toEqual([
      'Find the cause: problems',
      'Tell all who are affected: team',
      'Remove the cause: problems',
    ]);
    expect(story.shown['Tell all who are affected']).toContain('incidents');
    expect(story.end?.outcome).toBe('solved');
  });

  test('may stay, with a way around it', async () => {
    const story = await tell({ ...found, 'Remove the cause': says('stays', 'The maker repairs it in May.') });
    expect(story.end).toEqual({ outcome: 'known', text: 'The maker repairs it in May.' });
  });

  test('nobody understands is closed with the reason', async () => {
    const story = await tell({ 'Find the cause': says('unknown', 'It never happened again.') });
    expect(story.end).toEqual({ outcome: 'not-solvable', text: 'It never happened again.' });
  });

  stories.everyQuestion('known-problem');
  stories.nothingUntold('known-problem');
});

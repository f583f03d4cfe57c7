import { beforeEach, describe, expect, test } from 'vitest';
import { letterByLetter } from '#desk/intake/phone/spoken.ts';
import { takeCall } from '#desk/intake/phone/take-call.ts';
import { openRequest } from '#desk/intake/web/open-request.ts';
import { ANNA, arrive } from '../../memory/mail.ts';
import { caseAt, onlyCase } from '../../memory/stories.ts';
import { type Memory, memory } from '../../memory.ts';

let desk: Memory;
beforeEach(() => {
  desk = memory();
});

const NUMBER = '+493012345678';
const CONTACT = '5ca32fbd-8f92-46af-92a5-6b0f970f0efe';
const words = { subject: 'My laptop', text: 'My laptop shows a blue screen and restarts.' };

/** An event as Amazon Connect documents it; what a flow does not know is left out or empty. */
const event = (parameters: object, data: object = {}) => ({
  Name: 'ContactFlowEvent',
  Details: {
    ContactData: {
      Attributes: {},
      Channel: 'VOICE',
      ContactId: CONTACT,
      CustomerEndpoint: { Address: NUMBER, Type: 'TELEPHONE_NUMBER' },
      InitiationMethod: 'INBOUND',
      ...data,
    },
    Parameters: parameters,
  },
});
const calls = (parameters: object, data?: object) => takeCall(desk.ports, event(parameters, data));
const books = () => [...desk.rows.ledger.values()].map(({ class: kind, cause }) => [kind, cause]);

test('the same words by telephone, form and mail are cases equal in all but channel and ids (row 2)', async () => {
  const matters = [
    async (ports: Memory['ports']) => void (await takeCall(ports, event({ ...words, email: ANNA }))),
    async (ports: Memory['ports']) =>
      void (await openRequest(
        ports,
        { ...words, address: ANNA },
        { channel: 'web', verified: true, key: 'a'.repeat(64) },
      )),
    (ports: Memory['ports']) => arrive(ports, words),
  ];
  const opened = [];
  for (const [at, comesIn] of matters.entries()) {
    const each = memory();
    await comesIn(each.ports);
    const { channel, id, reference, body, firstMessageId, lastMessageId, ...rest } = onlyCase(each);
    expect(channel).toBe(['phone', 'web', 'email'][at]);
    expect([...each.rows.bodies.values()][0]?.text.trim()).toBe(words.text);
    opened.push(JSON.parse(JSON.stringify(rest).replaceAll(id, 'ID')));
  }
  expect(opened[0]).toMatchObject({ department: 'it', verified: true, requester: { address: ANNA } });
  expect(opened[1]).toEqual(opened[0]);
  expect(opened[2]).toEqual(opened[0]);
});

test('the caller hears the reference letter by letter', async () => {
  const answer = await calls({ ...words, email: ANNA });
  const { reference } = onlyCase(desk);
  expect(answer).toMatchObject({ reference, outcome: 'opened' });
  expect(answer.spoken).toContain(letterByLetter(reference));
  expect(letterByLetter('HR-7K3F-9Q2')).toBe('H R, 7 K 3 F, 9 Q 2');
  for (const value of Object.values(answer)) expect(typeof value).toBe('string');
});

test('a contact told twice, also at once, is one case with one answer (C1)', async () => {
  const [first, second] = await Promise.all([
    calls({ ...words, email: ANNA }),
    calls({ ...words, email: ANNA }),
  ]);
  expect(second).toEqual(first);
  // What the flow has forgotten of the caller since changes nothing.
  expect(await calls(words)).toEqual(first);
  expect(desk.rows.heads.size).toBe(1);
  expect(books()).toEqual([['opened', undefined]]);
});

describe('whoever is not known', () => {
  test.each([{}, { email: '' }, { email: 'guest@else.example' }])('by %j is called back', async (who) => {
    const answer = await calls({ ...words, ...who });
    expect(answer).toMatchObject({ outcome: 'call-back', department: 'Service Desk' });
    expect(onlyCase(desk)).toMatchObject({
      channel: 'phone',
      department: 'triage',
      verified: false,
      routing: { reason: 'caller-unknown', proposed: 'it/workplace-incident' },
      facts: { callBack: NUMBER },
    });
    expect(desk.rows.outbox.filter(({ effect }) => effect.kind === 'mail')).toEqual([]);
  });

  test('and withholds the number still has a case', async () => {
    await calls(words, { CustomerEndpoint: null });
    expect(onlyCase(desk).facts).toMatchObject({ callBack: 'number withheld' });
    expect(onlyCase(desk).requester.address).toBe(`${CONTACT}@phone.invalid`);
  });

  test('has a number that stands in no ledger row and in no effect', async () => {
    await calls(words);
    expect(JSON.stringify([...desk.rows.ledger.values(), ...desk.rows.outbox])).not.toContain(NUMBER);
  });
});

describe('somebody in need', () => {
  test.each([{}, { email: ANNA }])(
    'of help at once hears the number to call first, known by %j or not',
    async (who) => {
      const answer = await calls({ text: 'There is a fire in the kitchen on the second floor!', ...who });
      expect(answer.outcome).toBe('emergency');
      expect(answer.spoken).toMatch(/^If anybody is in danger, call now\. [^.]+: (\d ?)+\./);
      expect(onlyCase(desk)).toMatchObject({ kind: 'emergency', facts: { callBack: NUMBER } });
    },
  );

  test('in distress is told no number of a case and no department (row 14)', async () => {
    const answer = await calls({ text: 'I want to kill myself.', email: ANNA });
    const { reference, kind, body } = caseAt(desk, 0);
    expect([kind, body.startsWith('restricted/')]).toEqual(['care', true]);
    expect(Object.keys(answer).sort()).toEqual(['outcome', 'spoken']);
    expect(answer.spoken).not.toContain(letterByLetter(reference));
    expect(answer.spoken).toMatch(/please call\. [^.]+: (\d ?)+/);
  });
});

describe('what cannot be read', () => {
  const good = event(words);
  const { ContactData, Parameters } = good.Details;
  test.each<[string, unknown, string]>([
    ['nothing', null, 'the body'],
    ['a text', 'call', 'the body'],
    ['another event', { ...good, Name: 'Other' }, '/Name'],
    ['no details', { Name: 'ContactFlowEvent' }, '/Details'],
    ['no contact', { ...good, Details: { Parameters } }, '/Details/ContactData'],
    ['an odd contact', event(words, { ContactId: '../x' }), '/Details/ContactData/ContactId'],
    ['no words', { ...good, Details: { ContactData } }, '/Details/Parameters/text'],
    ['empty words', event({ text: ' ' }), '/Details/Parameters/text'],
    ['words that are none', event({ text: 7 }), '/Details/Parameters/text'],
    ['too many words', event({ text: 'x'.repeat(20_001) }), '/Details/Parameters/text'],
    ['no address', event({ ...words, email: 'anna at corp' }), '/Details/Parameters/email'],
    [
      'two addresses',
      event({ ...words, email: 'a@corp.example, b@corp.example' }),
      '/Details/Parameters/email',
    ],
    ['an odd number', event(words, { CustomerEndpoint: { Address: 7 } }), '/CustomerEndpoint/Address'],
  ])('%s is refused by its field, with one row in the books', async (_, odd, field) => {
    const answer = await takeCall(desk.ports, odd);
    expect(await takeCall(desk.ports, odd)).toEqual(answer);
    expect(answer).toEqual({ outcome: 'refused', reason: expect.stringContaining(field) });
    expect(books()).toEqual([['suppressed', 'malformed']]);
    expect(desk.rows.heads.size).toBe(0);
  });

  test('may be told better for the same contact', async () => {
    await calls({ text: '' });
    await calls({ ...words, email: ANNA });
    expect(books()).toEqual([
      ['suppressed', 'malformed'],
      ['opened', undefined],
    ]);
  });
});

test('an outage is thrown, and leaves no row that would keep the call out', async () => {
  const broken = {
    ...desk.ports,
    bodies: { ...desk.ports.bodies, put: async () => Promise.reject(new Error('down')) },
  };
  await expect(takeCall(broken, event(words))).rejects.toThrow('down');
  expect(books()).toEqual([]);
  expect((await calls(words)).outcome).toBe('call-back');
});

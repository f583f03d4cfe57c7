import { describe, test } from 'vitest';
import { sendMessage } from '#desk/case/send-message.ts';
import type { Ports } from '#desk/ports.ts';
import { CONVERSING, type Conversing, notesStay, oneHome } from './conversation.ts';
import { breaks, holds } from './runs.ts';

describe('cases that are merged, split, linked and rested hold their invariants', () => {
  test('internal notes never leak', () => holds('notes', notesStay(CONVERSING), 60));
  test('P15: one home for each case and each reply', () => holds('P15', oneHome(CONVERSING), 100));
});

/** What is internal is sent all the same. */
const spoken: Conversing = {
  ...CONVERSING,
  sendMessage: (desk, id, by, written) => sendMessage(desk, id, by, { ...written, visibility: 'public' }),
};

/** A note is told as if somebody had written it. */
const mistaken: Conversing = {
  ...CONVERSING,
  ports: (desk) => {
    const history: Ports['cases']['history'] = async (id) =>
      (await desk.ports.cases.history(id)).map((row) => ({
        ...row,
        events: row.events.map((event) =>
          event.type === 'NoteAdded' && event.body !== undefined
            ? {
                type: 'MessageReceived',
                from: 'anna@corp.example',
                body: event.body,
                verified: true,
                at: event.at,
                by: event.by,
              }
            : event,
        ),
      }));
    return { ...desk.ports, cases: { ...desk.ports.cases, history } };
  },
};

const withAll = (
  appendAll: (desk: Parameters<Conversing['ports']>[0]) => Ports['cases']['appendAll'],
): Conversing => ({
  ...CONVERSING,
  ports: (desk) => ({ ...desk.ports, cases: { ...desk.ports.cases, appendAll: appendAll(desk) } }),
});

/** The two are written one after the other. */
const oneByOne = withAll(({ ports }) => async (steps) => {
  for (const { before, after, commit } of steps) await ports.cases.append(before, after, commit);
});

/** Only the case that is merged says so. */
const halved = withAll(
  ({ ports }) =>
    (steps) =>
      ports.cases.appendAll(steps.slice(-1)),
);

describe('and each of them would notice its mutant', () => {
  test('notes: what is internal is sent', () => breaks('notes', 'sent', notesStay(spoken), 120));
  test('notes: a note is taken for a message', () => breaks('notes', 'mistaken', notesStay(mistaken), 120));
  test('P15: the two are written one after the other', () =>
    breaks('P15', 'one by one', oneHome(oneByOne), 300));
  test('P15: only one of the two is written', () => breaks('P15', 'halved', oneHome(halved), 300));
});

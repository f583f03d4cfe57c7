import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { Case } from '#desk/case/case.ts';
import { openShadow } from '#desk/case/open-shadow.ts';
import { placementOf } from '#desk/routing/route.ts';
import { measureCommit } from '#functions/aws/measure-commit.ts';
import { ANNA } from '../../desk/memory/mail.ts';
import { eventsOf, now, onlyCase, opens } from '../../desk/memory/stories.ts';
import { type Memory, memory } from '../../desk/memory.ts';

let desk: Memory;
let written: string[];
beforeEach(() => {
  desk = memory();
  written = [];
  vi.stubEnv('STAGE', 'prod');
  vi.spyOn(process.stdout, 'write').mockImplementation((line) => written.push(String(line)) > 0);
});
afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllEnvs();
});

const measured = (found: Case) => {
  measureCommit(found, eventsOf(desk, found.id));
  return written.map((line) => JSON.parse(line));
};

/** The same matter as a department has it that only plays along. */
async function shadowed(): Promise<Case> {
  const { catalogue } = desk.ports;
  const routing = { reason: 'matched', score: 9, because: [] };
  await openShadow(desk.ports, {
    channel: 'email',
    requester: { address: ANNA },
    subject: 'My laptop',
    body: 'messages/1',
    verified: true,
    placement: placementOf(
      catalogue.department('it'),
      catalogue.service('it', 'workplace-incident'),
      routing,
    ),
    acknowledge: true,
    ledger: { key: 'real', at: desk.rows.now },
  });
  return onlyCase(desk);
}

describe("a department's figures", () => {
  test('count what is opened there', async () => {
    expect(measured(await opens(desk))).toMatchObject([{ department: 'it', CasesOpened: 1 }]);
  });

  test('row 65 hold nothing that only plays along', async () => {
    expect(measured(await shadowed())).toEqual([]);
  });

  test('row 14 and nobody in distress', async () => {
    const found = await opens(desk, { subject: 'Not well', text: 'I do not want to live any more.' });
    expect(measured(found)).toEqual([]);
  });

  test('row 65 name nothing as overdue that only plays along: in its queue it comes last, whatever its promises say', async () => {
    const shadow = await shadowed();
    desk.pass(60 * 24 * 30);
    const real = await opens(desk);
    const { items } = await desk.ports.cases.listQueue('it', 10);
    expect(items.map(({ caseId }) => caseId)).toEqual([real.id, shadow.id]);
    expect((await now(desk, shadow.id)).clocks.resolution).toMatchObject({ state: 'running' });
    expect(items[1]?.dueAt).toMatch(/^9999/);
  });
});

import { beforeEach, describe, expect, test } from 'vitest';
import type { Case } from '#desk/case/case.ts';
import { judgeFile } from '#desk/case/files/judge-file.ts';
import { caseOfFile } from '#desk/case/files/keep-files.ts';
import { mergeCases } from '#desk/case/merge-cases.ts';
import { replyAddress } from '#desk/intake/tokens.ts';
import { ANNA, arrive, BOB, type Written } from '../../memory/mail.ts';
import { AGENT, eventsOf, happenings, newest, opens } from '../../memory/stories.ts';
import { FRONT_DOOR, KEY, type Memory, memory } from '../../memory.ts';

let desk: Memory;
let laptop: Case;
beforeEach(async () => {
  desk = memory();
  laptop = await opens(desk, {
    files: { 'photo.png': 'a photo', 'again.png': 'a photo', 'notes.txt': 'notes' },
  });
});

const keys = () => [...desk.rows.files.keys()].filter((each) => !each.includes('originals/'));
const [PHOTO, NOTES] = [0, 1];
const key = (at: number) => keys()[at] ?? expect.fail(`no file ${at}`);
const reply = (of: Case, written: Written) =>
  arrive(desk.ports, { to: [replyAddress(FRONT_DOOR, of.id, KEY)], subject: 'Re: My laptop', ...written });
const kept = () => [...desk.rows.bodies.values()].flatMap(({ attachments = [] }) => attachments);
const judged = (of: Case) => eventsOf(desk, of.id).filter(({ type }) => type === 'FileJudged');

describe('what is kept of files', () => {
  test('is stored once in a case, however often and under whatever name it comes', async () => {
    await reply(laptop, { id: 'r1@x', files: { 'the same.png': 'a photo', 'new.png': 'another' } });
    expect(keys()).toHaveLength(3);
    expect(kept().map(({ name, key }) => [name, keys().indexOf(key)])).toEqual([
      ['photo.png', 0],
      ['again.png', 0],
      ['notes.txt', 1],
      ['the same.png', 0],
      ['new.png', 2],
    ]);
    expect(await Promise.all(keys().map((each) => caseOfFile(desk.ports, each)))).toEqual(
      Array.from({ length: 3 }, () => laptop.id),
    );
  });

  test('is another object in another case, so that none says anything of the other', async () => {
    const other = await opens(desk, { from: BOB, id: 'b@x', files: { 'photo.png': 'a photo' } });
    expect(new Set(keys()).size).toBe(3);
    expect(await caseOfFile(desk.ports, key(2))).toBe(other.id);
  });

  test('leaves out what the department does not take, and names it', async () => {
    await reply(laptop, { id: 'r1@x', files: { 'run.exe': 'MZ' } });
    expect(keys()).toHaveLength(2);
    expect(kept().at(-1)).toMatchObject({ name: 'run.exe', key: '', refused: 'is a program (.exe)' });
  });

  test('lies apart where the case is quiet', async () => {
    await opens(desk, {
      id: 'q@x',
      subject: 'please',
      text: 'I want to kill myself.',
      files: { 'a.txt': 'a' },
    });
    expect(keys().at(-1)).toMatch(/^restricted\/attachments\//);
    expect(await caseOfFile(desk.ports, keys().at(-1) ?? '')).toBeDefined();
  });

  test('of a key that is no file of a case, no case is found', async () => {
    for (const odd of [
      'messages/x',
      'attachments/../x',
      `attachments/${'0'.repeat(64)}/${'a'.repeat(64)}`,
      '',
    ])
      expect(await caseOfFile(desk.ports, odd)).toBeUndefined();
  });
});

describe('what is said of files', () => {
  test('a clean one is one row, and the case is not touched', async () => {
    expect(await judgeFile(desk.ports, key(PHOTO), 'clean')).toBe('kept');
    expect(desk.rows.scans.get(key(PHOTO))?.verdict).toBe('clean');
    expect(happenings(desk, laptop.id)).not.toContain('FileJudged');
  });

  test('of an infected one its people and its sender hear, once, however often it is said', async () => {
    await judgeFile(desk.ports, key(NOTES), 'infected');
    expect(newest(desk, laptop.id).effects).toMatchObject([
      { template: 'file-infected', to: ['it-support@corp.example'], values: { name: 'notes.txt' } },
      { template: 'file-refused', to: [ANNA], values: { name: 'notes.txt' } },
    ]);
    for (const again of ['infected', 'clean', 'failed', 'infected'] as const)
      expect(await judgeFile(desk.ports, key(NOTES), again)).toBe('stands');
    expect(judged(laptop)).toHaveLength(1);
    expect(desk.rows.scans.get(key(NOTES))?.verdict).toBe('infected');
  });

  test('cut off between the row and the case, the next delivery tells the case', async () => {
    await desk.ports.files.keep(key(NOTES), undefined, { verdict: 'infected', at: desk.rows.now });
    await judgeFile(desk.ports, key(NOTES), 'infected');
    expect(judged(laptop)).toHaveLength(1);
  });

  test('of one that failed only its people hear; a person lets it go, and an alarm still comes through', async () => {
    await judgeFile(desk.ports, key(NOTES), 'failed');
    expect(newest(desk, laptop.id).effects).toMatchObject([{ template: 'file-failed' }]);
    await judgeFile(desk.ports, key(NOTES), 'clean', AGENT);
    expect(desk.rows.scans.get(key(NOTES))).toMatchObject({ verdict: 'clean', by: AGENT.id });
    await judgeFile(desk.ports, key(NOTES), 'infected');
    expect(judged(laptop).map((each) => 'verdict' in each && each.verdict)).toEqual([
      'failed',
      'clean',
      'infected',
    ]);
  });

  test('sooner than its case, it comes again', async () => {
    const soon = `attachments/${'0'.repeat(64)}/${'a'.repeat(64)}`;
    await expect(judgeFile(desk.ports, soon, 'infected')).rejects.toThrow('not there yet');
    expect(await judgeFile(desk.ports, soon, 'clean')).toBe('stands');
  });

  test('no stranger who sent one is written to, and nobody in distress', async () => {
    const quiet = await opens(desk, {
      id: 'q@x',
      subject: 'please',
      text: 'I want to kill myself.',
      files: { 'a.txt': 'a' },
    });
    await judgeFile(desk.ports, keys().at(-1) ?? '', 'infected');
    await opens(desk, { from: 'x@else.example', id: 'e@x', dmarc: 'none', files: { 'b.txt': 'b' } });
    await judgeFile(desk.ports, keys().at(-1) ?? '', 'infected');
    const mails = desk.rows.outbox.map(({ effect }) => effect).filter((effect) => effect.kind === 'mail');
    expect(mails.filter(({ template }) => template === 'file-refused')).toEqual([]);
    expect(mails.filter(({ template }) => template === 'file-infected')).toHaveLength(2);
    expect(judged(quiet)).toHaveLength(1);
  });

  test('of a file of a merged case those hear who go on with it', async () => {
    const other = await opens(desk, { id: 'o@x' });
    await mergeCases(desk.ports, laptop.id, other.id, AGENT, {});
    await judgeFile(desk.ports, key(NOTES), 'infected');
    expect(judged(other)).toHaveLength(1);
    expect(judged(laptop)).toHaveLength(0);
  });
});

import { describe, expect, test } from 'vitest';
import type { Case } from '#desk/case/case.ts';
import type { OwnTexts } from '#desk/delivery/own-texts.ts';
import { textOf } from '#desk/delivery/texts.ts';
import { catalogueOf } from '#desk/department.ts';
import { it } from '#statemachines/it/department.ts';
import { opens } from '../memory/stories.ts';
import { memory } from '../memory.ts';

/** A mail of a case of IT that writes in these words. */
async function said(texts: OwnTexts, template: 'acknowledgement' | 'resolved', more: Partial<Case> = {}) {
  const of = { ...(await opens(memory())), ...more };
  const catalogue = catalogueOf([{ ...it, texts }]);
  const links = { yes: 'https://desk.example/yes', no: 'https://desk.example/no' };
  return textOf(template, { of, catalogue, values: { outcome: 'solved', text: 'Restarted it.' }, links });
}

describe('a mail in the words of its department (row 16)', () => {
  test('says what the department says, with what is known filled in; links and subject are the desk’s', async () => {
    const { paragraphs, links, subject } = await said(
      { resolved: ['Good news from {department}.', '{text}', 'Your {kind} {reference} is {stage}.'] },
      'resolved',
      { reference: 'IT-1' },
    );
    expect(paragraphs).toEqual(['Good news from IT.', 'Restarted it.', 'Your incident IT-1 is solved.']);
    expect(links).toHaveLength(2);
    expect(subject).toBe('My laptop');
  });

  test('leaves out a paragraph that speaks of what nobody knows yet', async () => {
    const texts = { acknowledgement: ['We have it: {reference}.', 'By {due}.'] };
    const { paragraphs } = await said(texts, 'acknowledgement', { reference: 'IT-1', dueAt: '9999-12-31' });
    expect(paragraphs).toEqual(['We have it: IT-1.']);
    expect((await said(texts, 'acknowledgement')).paragraphs[1]).toMatch(/^By \w+day/);
  });

  test('repeats nothing that would be taken for a placeholder of its own', async () => {
    const { paragraphs } = await said({ resolved: ['{text} {reference} {stage}'] }, 'resolved', {
      reference: '{text}',
    });
    expect(paragraphs).toEqual(['Restarted it. {text} solved']);
  });

  test('is the desk’s where the department says nothing', async () => {
    expect((await said({}, 'acknowledgement')).paragraphs[0]).toContain('We have your incident');
  });
});

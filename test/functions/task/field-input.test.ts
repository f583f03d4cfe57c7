import { describe, expect, test } from 'vitest';
import type { Field } from '#desk/case/fields/field.ts';
import { fieldInput } from '#functions/task/field-input.ts';

const field = (more: Partial<Field>): Field => ({ name: 'it', label: 'It', type: 'text', ...more });

describe('a field of the page behind a link', () => {
  test.each<[Partial<Field>, string, string]>([
    [{ type: 'date' }, '2026-01-31', 'type="date" value="2026-01-31"'],
    [{ type: 'number', min: 1, max: 9 }, '', 'type="number" value="" min="1" max="9" step="any"'],
    [{ type: 'person' }, '', 'type="email"'],
    [{ type: 'yes-no' }, 'no', '<option selected>no</option>'],
    [{ type: 'choice', options: ['<b>', 'c'] }, 'c', '<option>&lt;b&gt;</option><option selected>c</option>'],
    [{ optional: true }, '', '>It (optional)</label>'],
    [{ hint: 'As on the card.' }, '', '<small id="it-hint">As on the card.</small>'],
    [{}, '"><script>', 'value="&quot;&gt;&lt;script&gt;"'],
  ])('of %j filled in with %j has %s', (of, given, expected) => {
    expect(fieldInput(field(of), given)).toContain(expected);
  });

  test('has a label that a screen reader finds', () => {
    const html = fieldInput(field({ name: 'lastDay', label: 'Last day' }), '');
    expect(html).toContain('<label for="lastDay">Last day</label>');
    expect(html).toContain('id="lastDay"');
  });
});

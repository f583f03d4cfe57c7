import { afterEach, expect, test, vi } from 'vitest';
import { handler } from '#functions/phone/contact.ts';

afterEach(() => vi.restoreAllMocks());

test('a call that could not be taken in is found in the log by its contact, and not by who called or what they said', async () => {
  const lines: unknown[] = [];
  vi.spyOn(console, 'error').mockImplementation((line) => void lines.push(line));
  // Nothing is deployed here: to the function that is an outage.
  const told = handler({
    Name: 'ContactFlowEvent',
    Details: {
      ContactData: { ContactId: 'c-1', CustomerEndpoint: { Address: '+493012345678' } },
      Parameters: { text: 'My salary is wrong.', email: 'anna@corp.example' },
    },
  });
  await expect(told).rejects.toThrow('is missing');
  expect(lines).toMatchObject([{ said: 'a call could not be taken in', contact: 'c-1' }]);
  expect(JSON.stringify(lines)).not.toMatch(/\+49|salary|anna/);
});

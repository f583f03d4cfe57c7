import type { Contact } from '#desk/department.ts';

/**
 * Whom somebody in need can call at any hour, by the location as the company's directory has it. `everywhere` holds for all:
 * the European emergency number, and the helpline number that is the same in many countries of Europe. Have every line checked
 * by people who live there before the desk goes live, and add your own locations: docs/care-and-emergency.md.
 */
export const contacts: Readonly<Record<string, readonly Contact[]>> = {
  everywhere: [
    { name: 'Emergency services', number: '112' },
    { name: 'Somebody who listens (helpline in many European countries)', number: '116 123' },
  ],
  Germany: [
    { name: 'Emergency services', number: '112' },
    { name: 'TelefonSeelsorge', number: '0800 111 0 111' },
    { name: 'Violence against women support line', number: '116 016' },
  ],
  'United Kingdom': [
    { name: 'Emergency services', number: '999' },
    { name: 'Samaritans', number: '116 123' },
  ],
  'United States': [
    { name: 'Emergency services', number: '911' },
    { name: 'Suicide and Crisis Lifeline', number: '988' },
  ],
};

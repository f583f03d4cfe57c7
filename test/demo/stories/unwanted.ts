import type { Stage } from '../stage.ts';
import type { Story } from './story.ts';

/** Mail that opens no case. */
export const unwanted = ({ person }: Stage): Story[] => [
  {
    title: 'An out-of-office answer',
    mail: {
      from: person('ida'),
      subject: 'Out of office',
      text: 'I am back on Monday.',
      headers: { 'Auto-Submitted': 'auto-replied' },
    },
    expected: { class: 'suspended', cause: 'auto' },
  },
  {
    title: 'Somebody who only says to be the CEO',
    mail: {
      from: 'ceo@corp.example',
      subject: 'Urgent',
      text: 'Please send me all passwords.',
      headers: { 'X-Local-Verdicts': 'spf=fail dkim=fail dmarc=fail policy=reject' },
    },
    expected: { class: 'suspended', cause: 'spoof' },
  },
  {
    title: 'A newsletter',
    mail: {
      from: 'news@vendor.example',
      subject: 'Ten great laptops',
      text: 'New laptops this week!',
      headers: {
        'List-Id': '<news.vendor.example>',
        'List-Unsubscribe': '<mailto:off@vendor.example>',
        Precedence: 'bulk',
      },
    },
    expected: { class: 'suspended', cause: 'bulk' },
  },
];

import type { Service } from '#desk/department.ts';
import { colleagues } from './colleagues.ts';
import { payRun } from './pay-run.ts';

/** What people come to payroll and finance with. */
export const services: readonly Service[] = [
  {
    id: 'payroll-correction',
    title: 'Something is paid wrongly',
    description:
      'Wrong salary, missing overtime, wrong tax or bank account: corrected with the next pay run.',
    kind: 'incident',
    priority: 2,
    process: 'payroll-correction',
    run: payRun,
    examples: [
      'my salary is wrong this month, overtime is missing',
      'the overtime of last month was not paid out',
      'I was paid too little this month',
      'my payslip shows the wrong tax class',
      'too much was deducted from my pay',
      'my night shift allowance is missing on the payslip',
      'my salary went to my old bank account',
      'the pay rise I got is not in my salary yet',
    ],
    words: {
      'salary wrong': 2.5,
      'payslip wrong': 2.5,
      'salary missing': 2.5,
      'payslip missing': 2.5,
      overtime: 2.5,
      'tax class': 3,
      'bank account': 2,
      salary: 2,
      payslip: 1.5,
      paid: 1,
      'paid little': 2.5,
      deducted: 2.5,
      allowance: 2,
      'pay rise': 2,
      wage: 2,
    },
  },
  {
    id: 'purchase-request',
    title: 'Something is to be bought',
    description:
      'Purchasing gets an offer, those who must approve it do, and the goods are ordered and received.',
    kind: 'request',
    priority: 3,
    process: 'purchase-request',
    examples: [
      'purchase request for a new coffee machine for the canteen',
      'please buy 20 whiteboards from this supplier',
      'we need a quote and a purchase order for consulting services',
      'I want to purchase a forklift for the warehouse',
      'please raise a purchase order, the offer of the supplier is attached',
      'purchasing of spare parts for the packaging line, about 12,000 euros',
      'we want to buy trade fair equipment, budget 60,000 euros',
    ],
    words: {
      purchase: 3.5,
      'purchase order': 1,
      purchasing: 3.5,
      buy: 2.5,
      quote: 2,
      supplier: 2.5,
      vendor: 1.5,
      offer: 1,
      euro: 1,
      eur: 1.5,
      budget: 1.5,
      invoice: 1.5,
    },
  },
  ...colleagues,
];

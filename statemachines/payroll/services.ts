import type { Service } from '#desk/department.ts';
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
];

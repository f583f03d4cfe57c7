import { describe, expect, test } from 'vitest';
import { mapped } from '#desk/delivery/mapping.ts';
import { mappingFaults } from '#desk/delivery/parse-mapping.ts';
import { readCallback } from '#functions/task/read-callback.ts';
import { jira } from '#statemachines/mappings/jira.ts';
import { serviceNow } from '#statemachines/mappings/service-now.ts';
import { workday } from '#statemachines/mappings/workday.ts';
import { ISSUE, PROCESS, RECORD, TASK } from './recorded.ts';

const SHIPPED = { serviceNow, jira: jira('FM'), workday };

const asked = (mapping: keyof typeof SHIPPED) => mapped(SHIPPED[mapping].request ?? '', TASK);
const said = (mapping: keyof typeof SHIPPED, body: unknown) =>
  readCallback(Buffer.from(JSON.stringify(body)), SHIPPED[mapping].response);

describe('a task in the fields of', () => {
  test.each(Object.entries(SHIPPED))(
    '%s can be read, and names the task it is about',
    async (name, mapping) => {
      for (const text of Object.values(mapping)) expect(mappingFaults(text)).toEqual([]);
      expect(JSON.stringify(await asked(name as keyof typeof SHIPPED))).toContain(TASK.taskRef);
    },
  );

  test('a table of incidents', async () => {
    expect(await asked('serviceNow')).toEqual({
      short_description: 'Please carry out this work.',
      description: 'Heating\n\nThe heating in room 12 is cold.',
      caller_id: 'anna@corp.example',
      urgency: '2',
      correlation_id: TASK.taskRef,
      correlation_display: 'FM-EHC9-ZW4',
      u_callback_url: TASK.callbackUrl,
      due_date: '2026-11-24',
    });
  });

  test('a tracker of issues', async () => {
    expect((await asked('jira')).fields).toMatchObject({
      project: { key: 'FM' },
      issuetype: { name: 'Task' },
      labels: ['facilities', 'building-work'],
      duedate: '2026-11-24',
    });
  });

  test('a system of record, with the facts it may know and no other', async () => {
    expect(await asked('workday')).toMatchObject({
      worker: { email: 'anna@corp.example' },
      effectiveDate: '2026-12-01',
      payload: { subject: 'Heating', message: 'The heating in room 12 is cold.' },
    });
  });
});

describe('what comes back from', () => {
  test.each([
    ['2', 'progress', 'An engineer is on the way.'],
    ['6', 'completed', 'Radiator bled.'],
    ['8', 'failed', 'An engineer is on the way.'],
  ])('a table of incidents: state %s is %s', async (state, outcome, comment) => {
    const fields = { externalReference: 'INC0010002' };
    expect(await said('serviceNow', RECORD(state))).toEqual({ outcome, comment, fields });
  });

  test.each([
    ['indeterminate', null, 'progress'],
    ['done', 'Done', 'completed'],
    ["done', resolved otherwise", "Won't Do", 'failed'],
  ])('a tracker of issues: %s, %s is %s', async (category, resolution, outcome) => {
    const body = ISSUE(category.startsWith('done') ? 'done' : category, resolution);
    expect(await said('jira', body)).toMatchObject({ outcome, fields: { externalReference: 'FM-12' } });
  });

  test.each([
    ['In Progress', 'progress'],
    ['Successfully Completed', 'completed'],
    ['Denied', 'failed'],
  ])('a system of record: %s is %s', async (status, outcome) => {
    const fields = { externalReference: 'BP-77', payCode: 'U1' };
    expect(await said('workday', PROCESS(status))).toMatchObject({ outcome, fields });
  });
});

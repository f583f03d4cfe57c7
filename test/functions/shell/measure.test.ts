import { afterEach, expect, test, vi } from 'vitest';
import { measure } from '#functions/shell/measure.ts';

afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllEnvs();
});

test('a measure is one line of embedded metrics, by stage and nothing else', () => {
  vi.stubEnv('STAGE', 'prod');
  const written: string[] = [];
  vi.spyOn(process.stdout, 'write').mockImplementation((line) => {
    written.push(String(line));
    return true;
  });
  measure({ WakeUpsSent: ['Count', 3], WakeUpLateness: ['Seconds', 95] });
  expect(written).toHaveLength(1);
  expect(written[0]).toMatch(/^\{.*\}\n$/);
  expect(JSON.parse(written[0] ?? '')).toEqual({
    _aws: {
      Timestamp: expect.any(Number),
      CloudWatchMetrics: [
        {
          Namespace: 'Switchboard',
          Dimensions: [['stage']],
          Metrics: [
            { Name: 'WakeUpsSent', Unit: 'Count' },
            { Name: 'WakeUpLateness', Unit: 'Seconds' },
          ],
        },
      ],
    },
    stage: 'prod',
    WakeUpsSent: 3,
    WakeUpLateness: 95,
  });
});

import { Validations } from 'aws-cdk-lib';
import { AwsSolutionsChecks } from 'cdk-nag';
import { describe, expect, test } from 'vitest';
import { ACKNOWLEDGED } from '#infra/nag.ts';
import { settingsFor } from '#infra/settings.ts';
import { switchboard } from '#infra/switchboard.ts';
import { DEPARTMENTS } from '#statemachines/index.ts';
import { WITH_ALL_DOORS } from './synthesized.ts';

/** What the rules of others find in the stacks of production: `rule path`. */
function findings(): { rule: string; at: string }[] {
  const settings = { ...settingsFor('prod'), ...WITH_ALL_DOORS };
  const app = switchboard({ settings, departments: DEPARTMENTS, withoutCode: true });
  const checks = new AwsSolutionsChecks(app);
  const found: { rule: string; at: string }[] = [];
  Validations.of(app).addPlugins({
    name: 'AwsSolutions',
    validate: (context) => {
      for (const { ruleName, violatingResources } of checks.validate(context).violations) {
        for (const { constructPath = '' } of violatingResources)
          found.push({ rule: ruleName.replace(/<(\w+?)[0-9A-F]{8}\.Arn>/, '<$1#.Arn>'), at: constructPath });
      }
      return { success: true, violations: [] };
    },
  });
  app.synth();
  return found;
}

const found = findings();
const stands = ({ rule, at }: { rule: string; at: string }) =>
  ACKNOWLEDGED.filter((each) => each.rule === rule && each.at.test(at));

test('the rules of AwsSolutions look at every stack', () => {
  const stacks = new Set(found.map(({ at }) => at.split('/')[0]));
  const own = DEPARTMENTS.filter(({ processes, hasSystem }) => processes.length > 0 || hasSystem).map(
    ({ id }) => id,
  );
  expect([...stacks].sort()).toEqual(['desk', ...own].map((id) => `switchboard-prod-${id}`).sort());
});

test('nothing is found that nobody has answered for', () => {
  expect(found.filter((each) => stands(each).length === 0)).toEqual([]);
});

describe.each(ACKNOWLEDGED)('that $rule stands', ({ rule, at, because }) => {
  test('has a reason in a sentence', () => {
    expect(because).toMatch(/^[A-Z].{40,}\.$/);
  });

  test('is still true', () => {
    expect(found.filter((each) => each.rule === rule && at.test(each.at))).not.toEqual([]);
  });
});

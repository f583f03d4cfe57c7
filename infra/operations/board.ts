import { Dashboard, GraphWidget, type IMetric } from 'aws-cdk-lib/aws-cloudwatch';
import type { Construct } from 'constructs';
import { nameOf } from '../names.ts';
import type { Settings } from '../settings.ts';

/** One picture of a dashboard. */
export interface Picture {
  /** What a person asks. */
  readonly title: string;
  /** What is counted, on the left or in a scale of its own. */
  readonly left: readonly IMetric[];
  readonly right?: readonly IMetric[];
  /** What the numbers are. */
  readonly unit: string;
}

/** A dashboard of a few pictures, two in a row, over the last week. */
export function board(
  scope: Construct,
  id: string,
  settings: Settings,
  name: string,
  pictures: readonly Picture[],
): Dashboard {
  const dashboard = new Dashboard(scope, id, { dashboardName: nameOf(settings, name), start: '-P7D' });
  const widgets = pictures.map(
    ({ title, left, right = [], unit }) =>
      new GraphWidget({
        title,
        left: [...left],
        right: [...right],
        leftYAxis: { label: unit, min: 0, showUnits: false },
        width: 12,
        height: 6,
      }),
  );
  for (let row = 0; row < widgets.length; row += 2) dashboard.addWidgets(...widgets.slice(row, row + 2));
  return dashboard;
}

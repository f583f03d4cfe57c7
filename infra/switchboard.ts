import { App } from 'aws-cdk-lib';
import { type Department, DepartmentStack } from './department-stack.ts';
import { DeskStack } from './desk-stack.ts';
import { WITHOUT_CODE } from './parts/bundle.ts';
import { checked, type Settings } from './settings.ts';

/** What an app of the desk must be told. */
export interface SwitchboardProps {
  /** The stage to make. */
  readonly settings: Settings;
  /** The departments behind the front door. */
  readonly departments: readonly Department[];
  /** Where the templates go; without it, a temporary folder. */
  readonly outdir?: string;
  /** Leaves the code out, for tests that only look at templates. */
  readonly withoutCode?: boolean;
}

/** A whole desk: what all share, and one stack for each department. */
export function switchboard({ settings, departments, outdir, withoutCode }: SwitchboardProps): App {
  checked(settings);
  const app = new App({
    ...(outdir !== undefined && { outdir }),
    analyticsReporting: false,
    treeMetadata: false,
    context: {
      // The local runtime finds each function's code and name in the templates by these.
      'aws:cdk:enable-asset-metadata': true,
      'aws:cdk:enable-path-metadata': true,
      ...(withoutCode && { [WITHOUT_CODE]: true }),
    },
  });
  const desk = new DeskStack(app, settings);
  for (const department of departments) {
    // A department of people alone, without process and system, has nothing to deploy.
    if (department.processes.length === 0 && !department.hasSystem) continue;
    new DepartmentStack(app, settings, department).addStackDependency(desk);
  }
  return app;
}

import { DEPARTMENTS } from '#statemachines/index.ts';
import { checkedDepartments } from './check-departments.ts';
import { settingsFor } from './settings.ts';
import { switchboard } from './switchboard.ts';

/** Writes the templates of one stage; the CDK command line and the local runtime both start here. */
switchboard({
  settings: settingsFor(process.env.SWITCHBOARD_STAGE ?? 'dev'),
  departments: checkedDepartments(DEPARTMENTS),
  outdir: process.env.CDK_OUTDIR ?? 'cdk.out',
}).synth();

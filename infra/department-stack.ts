import { type App, Stack } from 'aws-cdk-lib';
import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import { StringParameter } from 'aws-cdk-lib/aws-ssm';
import type { Process } from '#statemachines/words/process.ts';
import { departmentSecretPrefix, endpointParameterPrefix, nameOf } from './names.ts';
import { DepartmentDashboard } from './operations/department-dashboard.ts';
import { DepartmentProcess } from './process/department-process.ts';
import type { Settings } from './settings.ts';

/** What is deployed of a department. */
export interface Department {
  /** Its short name in kebab-case; names are made from it. */
  readonly id: string;
  /** Its name as people say it. */
  readonly name: string;
  /** Its processes. */
  readonly processes: readonly Process[];
  /** Whether it has a system of its own that is asked by webhook. */
  readonly hasSystem: boolean;
}

/** Nobody has said yet where the department's system is: its tasks wait for a person instead. */
const NOT_CONFIGURED = JSON.stringify({ url: '', network: 'public' });

/** One department: its processes, and how the desk and its system know each other. */
export class DepartmentStack extends Stack {
  constructor(app: App, settings: Settings, department: Department) {
    super(app, nameOf(settings, department.id), {
      description: `${department.name} at the service desk: its processes and its system.`,
      analyticsReporting: false,
    });
    for (const process of department.processes) {
      const id = process.name.replace(/(^|-)(\w)/g, (_, _dash, letter: string) => letter.toUpperCase());
      new DepartmentProcess(this, id, { settings, department, process });
    }

    new DepartmentDashboard(this, 'Dashboard', { settings, department });
    if (department.hasSystem) this.introduce(settings, department);
  }

  /** How the desk and the department's system know each other: by a secret, and by where the system is. */
  private introduce(settings: Settings, department: Department): void {
    new Secret(this, 'WebhookSecret', {
      secretName: `${departmentSecretPrefix(settings)}${department.id}/webhook`,
      description: `Signs what the desk and the system of ${department.name} send each other.`,
      // 64 letters and digits are base64 of 48 bytes, within the 24 to 64 that Standard Webhooks asks for.
      generateSecretString: { passwordLength: 64, excludePunctuation: true },
    });
    new StringParameter(this, 'Endpoint', {
      parameterName: `${endpointParameterPrefix(settings)}${department.id}/endpoint`,
      description: `Where the system of ${department.name} takes webhooks. Set by hand; deploying leaves it alone.`,
      stringValue: NOT_CONFIGURED,
    });
  }
}

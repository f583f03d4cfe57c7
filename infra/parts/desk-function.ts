import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import { PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import {
  ApplicationLogLevel,
  Architecture,
  Function as LambdaFunction,
  LoggingFormat,
  Runtime,
  SystemLogLevel,
  Tracing,
} from 'aws-cdk-lib/aws-lambda';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import type { Variable } from '#functions/environment.ts';
import { nameOf } from '../names.ts';
import type { Settings } from '../settings.ts';
import { bundle } from './bundle.ts';

/** What a function of the desk must be told. */
export interface DeskFunctionProps {
  /** The stage it belongs to. */
  readonly settings: Settings;
  /** Its name in kebab-case; the deployed name is made from it. */
  readonly name: string;
  /** Its entry file, from the root of the repository. */
  readonly entry: string;
  /** What it does, in one sentence. */
  readonly does: string;
  /** How long it may take; without it, ten seconds. */
  readonly timeout?: Duration;
  /** Its memory in MB, which also buys processor time; without it, 512. */
  readonly memory?: number;
}

/** A function that may do nothing but log until a construct gives it something. */
export class DeskFunction extends Construct {
  readonly lambda: LambdaFunction;
  readonly timeout: Duration;
  private readonly role: Role;

  constructor(scope: Construct, id: string, props: DeskFunctionProps) {
    super(scope, id);
    const { settings, name, entry, does } = props;
    const functionName = nameOf(settings, name);
    this.timeout = props.timeout ?? Duration.seconds(10);

    const logGroup = new LogGroup(this, 'Logs', {
      logGroupName: `/aws/lambda/${functionName}`,
      retention: RetentionDays.ONE_MONTH,
      removalPolicy: RemovalPolicy.DESTROY,
    });
    this.role = new Role(this, 'Role', { assumedBy: new ServicePrincipal('lambda.amazonaws.com') });
    logGroup.grantWrite(this.role);

    this.lambda = new LambdaFunction(this, 'Resource', {
      functionName,
      description: does,
      code: bundle(this, entry),
      handler: 'index.handler',
      runtime: Runtime.NODEJS_24_X,
      architecture: Architecture.ARM_64,
      memorySize: props.memory ?? 512,
      timeout: this.timeout,
      role: this.role,
      logGroup,
      loggingFormat: LoggingFormat.JSON,
      applicationLogLevelV2: ApplicationLogLevel.INFO,
      // The platform's START, END and REPORT lines, about 0.7 KB a call, would alone fill the 25 KB a case may log.
      systemLogLevelV2: SystemLogLevel.WARN,
      tracing: Tracing.ACTIVE,
      environment: { STAGE: settings.stage } satisfies Partial<Record<Variable, string>>,
    });
  }

  /** Sets a variable. What lends the function something says its name and allows its use in one breath. */
  give(variable: Variable, value: string): this {
    this.lambda.addEnvironment(variable, value);
    return this;
  }

  /** Allows exactly these actions on exactly these resources. */
  allow(actions: readonly string[], resources: readonly string[]): this {
    this.role.addToPolicy(new PolicyStatement({ actions: [...actions], resources: [...resources] }));
    return this;
  }
}

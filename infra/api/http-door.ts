import { Duration } from 'aws-cdk-lib';
import { HttpApi, HttpMethod, HttpNoneAuthorizer, HttpStage } from 'aws-cdk-lib/aws-apigatewayv2';
import { HttpJwtAuthorizer } from 'aws-cdk-lib/aws-apigatewayv2-authorizers';
import { HttpLambdaIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations';
import { Construct } from 'constructs';
import { nameOf } from '../names.ts';
import { DeskAlarm } from '../parts/desk-alarm.ts';
import type { DeskFunction } from '../parts/desk-function.ts';
import type { Settings } from '../settings.ts';

/** A way in: a method and a path, with or without a token. */
export interface Route {
  /** An HTTP method in capitals. */
  readonly method: string;
  /** The path, with what varies in braces. */
  readonly path: string;
  /** Whether anybody may come in; without it, a token of the company is needed. */
  readonly open?: boolean | undefined;
}

const methods = Object.values(HttpMethod);

/** The one door for HTTP: the API, callbacks, and the pages behind links. */
export class HttpDoor extends Construct {
  private readonly api: HttpApi;
  private readonly login: HttpJwtAuthorizer;

  constructor(scope: Construct, id: string, { settings }: { readonly settings: Settings }) {
    super(scope, id);
    this.api = new HttpApi(this, 'Resource', {
      apiName: nameOf(settings, 'desk'),
      description: 'The desk, its callbacks, and the pages behind its links.',
      createDefaultStage: false,
    });
    new HttpStage(this, 'Stage', {
      httpApi: this.api,
      autoDeploy: true,
      // Two doors need no token, so a flood stops here and not at the account's limit of functions.
      throttle: { rateLimit: 200, burstLimit: 400 },
    });
    this.login = new HttpJwtAuthorizer('Login', settings.login.issuer, {
      jwtAudience: [settings.login.audience],
    });
    new DeskAlarm(this, 'Failing', {
      settings,
      metric: this.api.metricServerError({ period: Duration.minutes(5), statistic: 'Sum' }),
      atLeast: 5,
      impact: 'Agents, departments or people with a link in a mail were answered with an error.',
      runbook: 'http-door-failing',
    });
  }

  /** Where the desk can be reached from outside, without a slash at the end. */
  get url(): string {
    return this.api.apiEndpoint;
  }

  /** Leads routes to a function. */
  open(handler: DeskFunction, routes: readonly Route[]): void {
    // One permission for the whole door instead of one for each route.
    const integration = new HttpLambdaIntegration(handler.node.id, handler.lambda, {
      scopePermissionToRoute: false,
    });
    for (const { method, path, open } of routes) {
      const known = methods.find((each) => each === method);
      if (known === undefined) throw new Error(`the route ${method} ${path} has no HTTP method`);
      this.api.addRoutes({
        path,
        methods: [known],
        integration,
        authorizer: open ? new HttpNoneAuthorizer() : this.login,
      });
    }
  }
}

import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import type { Viewer } from '#desk/case/authorise.ts';
import { DeskError } from '#desk/errors.ts';

type Claims = Readonly<Record<string, unknown>>;

/** The gateway hands a claim that is a list on as text: `[it desk]`. */
function list(claim: unknown): readonly string[] {
  if (Array.isArray(claim)) return claim.map(String);
  return String(claim ?? '')
    .replace(/^\[|\]$/g, '')
    .split(/[\s,]+/)
    .filter((group) => group !== '');
}

/** Who asks, from the claims the gateway has verified. Refuses `not-allowed` for a token that names nobody. */
export function viewerOf(event: APIGatewayProxyEventV2): Viewer {
  const { authorizer } = event.requestContext as { authorizer?: { jwt?: { claims?: Claims } } };
  const claims = authorizer?.jwt?.claims ?? {};
  const sub = String(claims.email ?? claims.sub ?? '').toLowerCase();
  if (sub === '') throw new DeskError('not-allowed', 'the token names nobody');
  return { sub, groups: list(claims.groups ?? claims['cognito:groups']) };
}

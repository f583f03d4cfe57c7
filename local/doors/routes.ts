import type { Route } from '../assembly/deployment.ts';

/** The route a request takes, with what the path's braces held. */
export interface Taken {
  readonly route: Route;
  readonly pathParameters: Readonly<Record<string, string>>;
}

const segments = (path: string) => path.split('/').filter((part) => part !== '');

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function parametersOf(template: string, path: string): Record<string, string> | undefined {
  const wanted = segments(template);
  const given = segments(path);
  const found: Record<string, string> = {};
  for (const [i, part] of wanted.entries()) {
    const name = /^\{([^}+]+)(\+)?\}$/.exec(part);
    if (name?.[2]) {
      if (given.length <= i) return undefined;
      found[name[1] ?? ''] = given.slice(i).map(decoded).join('/');
      return found;
    }
    const here = given[i];
    if (here === undefined) return undefined;
    if (name) found[name[1] ?? ''] = decoded(here);
    else if (part !== here) return undefined;
  }
  return given.length === wanted.length ? found : undefined;
}

/** API Gateway takes the most specific route: a full match before a greedy one, a named method before ANY. */
function rank({ route }: Taken): number {
  if (route.path === '$default') return 1000;
  const parts = segments(route.path);
  const greedy = parts.some((part) => part.endsWith('+}')) ? 100 : 0;
  const braces = parts.filter((part) => part.startsWith('{')).length;
  return greedy + braces * 2 + (route.method === 'ANY' ? 1 : 0);
}

/** Finds the route for a method and a path, as an HTTP API does. */
export function findRoute(routes: readonly Route[], method: string, path: string): Taken | undefined {
  const taken: Taken[] = [];
  for (const route of routes) {
    if (route.path !== '$default' && route.method !== 'ANY' && route.method !== method) continue;
    const pathParameters = route.path === '$default' ? {} : parametersOf(route.path, path);
    if (pathParameters) taken.push({ route, pathParameters });
  }
  return taken.sort((a, b) => rank(a) - rank(b))[0];
}

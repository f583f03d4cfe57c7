/** An answer of the desk, its body read. */
export type Reply = Readonly<{ status: number; body: unknown; headers: Headers }>;

/** A case as the API shows it, as far as journeys look at it. */
export type Shown = Readonly<{
  caseId: string;
  reference: string;
  status: string;
  stage: string;
  subject: string;
  department: string;
  service: string;
  priority: number;
  dueAt?: string;
  openedAt: string;
  requester: Readonly<{ address: string }>;
  outcome?: string;
  confidential: boolean;
  verified: boolean;
  facts: Readonly<Record<string, string>>;
  participants: readonly string[];
  process?: Readonly<{ name: string; execution: string }>;
  tasks: readonly Readonly<{ taskRef: string; name: string }>[];
  clocks: Readonly<Record<string, Readonly<{ state: string; fired: readonly number[] }>>>;
  history: readonly (Readonly<{ type: string; at: string }> & Readonly<Record<string, unknown>>)[];
}>;

/** The API as one person sees it. */
export interface Api {
  get(path: string): Promise<Reply>;
  post(path: string, body: unknown, headers?: Record<string, string>): Promise<Reply>;
  put(path: string, body: unknown): Promise<Reply>;
  /** A case that this person may see. */
  case(caseId: string | null | undefined): Promise<Shown>;
}

async function replyOf(response: Response): Promise<Reply> {
  const text = await response.text();
  const isJson = /json/.test(response.headers.get('content-type') ?? '');
  return { status: response.status, headers: response.headers, body: isJson ? JSON.parse(text) : text };
}

/** Everything one can ask the desk by HTTP, wherever it listens just now. */
export function talkTo(origin: () => string) {
  const ask = async (method: string, path: string, body?: unknown, headers: Record<string, string> = {}) => {
    const text = typeof body === 'string' ? body : JSON.stringify(body);
    const asked =
      body === undefined ? { headers } : { headers: { 'content-type': 'application/json', ...headers } };
    return replyOf(
      await fetch(origin() + path, { method, ...asked, ...(body !== undefined && { body: text }) }),
    );
  };
  const as = (sub: string, ...groups: string[]): Api => {
    // A token lives for an hour of the desk's clock, and journeys last weeks of it: each request has a new one.
    const authorization = async () => {
      const { body } = await ask(
        'GET',
        `/local/token?sub=${encodeURIComponent(sub)}&groups=${groups.join(',')}`,
      );
      return { authorization: `Bearer ${(body as { token: string }).token}` };
    };
    const get = async (path: string) => ask('GET', path, undefined, await authorization());
    return {
      get,
      post: async (path, body, headers = {}) =>
        ask('POST', path, body, { ...(await authorization()), ...headers }),
      put: async (path, body) => ask('PUT', path, body, await authorization()),
      case: async (caseId) => {
        const { status, body } = await get(`/cases/${caseId}`);
        if (status !== 200) throw new Error(`case ${caseId} is not shown to ${sub}: ${status}`);
        return body as Shown;
      },
    };
  };
  return {
    get: (path: string) => ask('GET', path),
    put: (path: string, body: unknown) => ask('POST', path, body),
    as,
  };
}

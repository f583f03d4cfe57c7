import { createHash } from 'node:crypto';
import type { Mail } from '#local/mail/mailbox.ts';
import type { Desk } from './desk.ts';
import { replyTo } from './letters.ts';
import { asked, opens, seen } from './story.ts';
import { waitFor } from './wait.ts';

type Request = () => Promise<{ status: number; body: unknown }>;

/** For each operation of the API, a request that succeeds, each on cases of its own. */
export async function requests(desk: Desk): Promise<Record<string, Request>> {
  const api = desk.as('agent@corp.example', 'it', 'desk', 'platform');
  const triage = desk.as('first@corp.example', 'triage');
  const lead = desk.as('lead@corp.example', 'it', 'it-lead');
  let people = 0;
  let late = '';
  const incident = (from = `api${++people}@corp.example`) =>
    opens(desk, from, 'VPN', 'The VPN connection drops all the time.');
  const unclear = await opens(desk, 'unclear@corp.example', 'hm', 'Blorf quuxle zibber wumpf.');
  const found = await incident('mine@corp.example');
  await asked(desk, 'it-support@corp.example', found);
  const [open] = (await seen(desk, found.caseId)).tasks;

  /** A request on a new case, after what has to have happened to it. */
  const on =
    (path: string, body: object, ...before: readonly (readonly [path: string, body: object])[]): Request =>
    async () => {
      const { caseId } = await incident();
      for (const [first, given] of before) await api.post(`/cases/${caseId}/${first}`, given);
      return api.post(`/cases/${caseId}/${path}`, body);
    };
  const reason = 'It was asked for.';
  const hold = { reason, until: new Date(Date.now() + 5 * 86_400_000).toISOString() };
  const merge = async () => {
    const [from, into] = [await incident('twice@corp.example'), await incident('twice@corp.example')];
    return { from, done: await api.post(`/cases/${from.caseId}/merge`, { into: into.caseId }) };
  };
  const later = async () => {
    const from = 'later@corp.example';
    const { caseId } = await incident(from);
    const [mail] = await waitFor('an acknowledgement', async () => {
      const mails = await desk.mailbox(from);
      return mails.length > 0 && mails;
    });
    await desk.becomes(replyTo(mail as Mail, from, 'The printer is broken as well.'));
    const { history } = await seen(desk, caseId);
    const messages = history.filter(({ type }) => type === 'MessageReceived').map(({ body }) => body);
    return { caseId, messages };
  };

  const admin = desk.as('admin@corp.example', 'platform');
  const secondPerson = desk.as('counsel@corp.example', 'legal', 'compliance-lead');
  /** Whoever runs the platform sees no case, unless the lead of another line agrees. */
  const toRead = async () => {
    const { caseId } = await incident();
    const wish = { caseId, what: 'words', hours: 1, reason, second: 'counsel@corp.example' };
    const asked = await admin.post('/break-glass', wish);
    return { asked, grant: (asked.body as { grant: string }).grant };
  };

  let fileCase = '';
  const path = async () => {
    const [[file] = []] = (await seen(desk, fileCase)).history
      .map((event) => (event.attachments ?? []) as { n: string; state: string }[])
      .filter(({ length }) => length > 0);
    return { at: `/cases/${fileCase}/attachments/${file?.n}`, state: file?.state };
  };
  const unreadable = async () => {
    const content = 'locked';
    const { body } = await desk
      .as('api@corp.example')
      .post('/requests/uploads', { name: 'a.zip', bytes: content.length });
    const { upload, url, headers } = body as { upload: string; url: string; headers: Record<string, string> };
    await fetch(url, { method: 'PUT', headers, body: content });
    const opened = await api.post('/cases', { text: 'The VPN connection drops.', attachments: [upload] });
    desk.taken.push('a case with a file');
    fileCase = (opened.body as { caseId: string }).caseId;
    const sha256 = createHash('sha256').update(content).digest('hex');
    await desk.put('/local/verdicts', { sha256, result: 'UNSUPPORTED' });
    await waitFor('a verdict', async () => (await path()).state === 'failed');
    return (await path()).at;
  };

  return {
    decideOnFile: async () => api.post(`${await unreadable()}/decision`, { decision: 'release' }),
    exportEvidence: () => api.get(`/cases/${found.caseId}/evidence`),
    showFile: async () => api.get((await path()).at),
    announceUpload: () => api.post('/requests/uploads', { name: 'a.pdf', bytes: 1 }),
    sendRequest: async () => {
      desk.taken.push('a request');
      return desk.put('/requests', { from: 'web@else.example', text: 'The VPN connection drops.' });
    },
    logContact: async () => {
      desk.taken.push('a contact');
      return api.post('/contacts', { who: 'call@corp.example', what: 'The VPN drops.', channel: 'phone' });
    },
    openCase: () => api.post('/cases', { subject: 'VPN', text: 'The VPN connection drops.' }),
    logInteraction: () => {
      desk.taken.push('an interaction');
      const said = { department: 'it', topic: 'workplace-incident', channel: 'phone' };
      return api.post('/interactions', { ...said, outcome: 'resolved-at-contact' });
    },
    countInteractions: () => api.get('/interactions?department=it'),
    listServices: () => api.get('/services'),
    showCase: () => api.get(`/cases/${found.caseId}`),
    showStatus: () => desk.as('mine@corp.example').get(`/cases/${found.caseId}/status`),
    addMessage: () => api.post(`/cases/${found.caseId}/messages`, { text: 'seen', visibility: 'internal' }),
    explainCase: () => api.get(`/cases/${found.caseId}/explanation`),
    changeFacts: () => api.post(`/cases/${found.caseId}/facts`, { building: 'North' }),
    routeCase: () =>
      api.post(`/cases/${unclear.caseId}/placement`, { department: 'it', service: 'workplace-incident' }),
    resolveCase: on('resolution', { outcome: 'solved', text: 'Done.' }),
    cancelCase: on('cancellation', { reason }),
    expediteCase: on('expedite', { reason, priority: 1 }),
    escalateCase: on('escalations', { type: 'hierarchical', to: 'lead', reason }),
    holdCase: on('hold', hold),
    resumeCase: on('resume', {}, ['hold', hold]),
    mergeCase: async () => (await merge()).done,
    unmergeCase: async () => api.post(`/cases/${(await merge()).from.caseId}/unmerge`, {}),
    splitCase: async () => {
      const { caseId, messages } = await later();
      return api.post(`/cases/${caseId}/split`, { messages, subject: 'On its own' });
    },
    linkCase: on('links', { to: found.caseId, as: 'related' }),
    listLinks: () => api.get(`/cases/${found.caseId}/links`),
    listQueue: () => api.get('/queues/it?limit=5'),
    listMine: () => desk.as('mine@corp.example').get('/requests'),
    answerTask: () => api.post(`/tasks/${open?.taskRef}/answer`, { outcome: 'solved', comment: 'Done.' }),
    explainRouting: () =>
      api.post('/routing/explanation', { subject: 'printer', text: 'prints blank pages' }),
    listLedger: () => api.get('/ledger?limit=3'),
    listSuspended: () => triage.get('/mail/suspended'),
    releaseMail: async () => {
      const spam = { 'X-Local-Verdicts': 'spam=fail' };
      await desk.becomes({
        from: 'spam@corp.example',
        subject: 'VPN',
        text: 'The VPN drops.',
        headers: spam,
      });
      const { body } = await triage.get('/mail/suspended');
      const { items } = body as { items: { id: string; cause: string }[] };
      const kept = items.find(({ cause }) => cause === 'spam');
      return triage.post(`/mail/suspended/${kept?.id}/release`, { reason });
    },
    keepPerson: () => api.put('/people/mine%40corp.example', { manager: 'boss@corp.example' }),
    delegateApprovals: () =>
      api.put('/people/me/delegation', {
        to: 'other@corp.example',
        from: hold.until.slice(0, 10),
        until: hold.until.slice(0, 10),
      }),
    askThroughGlass: async () => (await toRead()).asked,
    agreeToGlass: async () => secondPerson.post(`/break-glass/${(await toRead()).grant}/agreement`, {}),
    readThroughGlass: async () => {
      const { grant } = await toRead();
      await secondPerson.post(`/break-glass/${grant}/agreement`, {});
      return admin.get(`/break-glass/${grant}`);
    },
    showOriginal: () => api.get(`/cases/${found.caseId}/messages/1/original`),
    showEndpoint: () => lead.get('/departments/it/endpoint'),
    switchOnEndpoint: () => lead.post('/departments/it/endpoint/activation', {}),
    redeliver: () => {
      const days = { from: '2026-01-01T00:00:00Z', to: '2026-01-02T00:00:00Z' };
      return lead.post('/departments/it/endpoint/redeliveries', days);
    },
    describeApi: () => desk.get('/openapi.json'),
    reportPromises: () => {
      const today = new Date().toISOString().slice(0, 10);
      return api.get(`/reports/promises?from=${today}&to=${today}&department=it`);
    },
    // Last, because the days that break a promise pass for all.
    askExclusion: async () => {
      late = (await incident()).caseId;
      await desk.advance({ days: 7 });
      return api.post(`/cases/${late}/breaches/resolution/exclusion`, { reason });
    },
    approveExclusion: () => lead.post(`/cases/${late}/breaches/resolution/exclusion/approval`, {}),
  };
}

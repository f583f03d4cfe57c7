import type { Issuer } from '../issuer.ts';
import type { Outside } from '../outside.ts';
import type { Report } from '../report.ts';
import { holds, same } from './must.ts';

/** The API at its gateway: with a token, without one, and with one that somebody else signed. */
export async function throughTheGateway(desk: Outside, issuer: Issuer, report: Report): Promise<void> {
  await report.step('the gateway refuses no token and a forged one', async () => {
    same('without a token', (await desk.ask('GET', '/requests')).status, 401);
    const forged = await issuer.token('ada@corp.example', ['platform'], true);
    same('with a forged one', (await desk.ask('GET', '/ledger', forged)).status, 401);
  });
  await report.step('a case is opened by the API and seen by its requester', async () => {
    const api = desk.as('api@corp.example');
    const { status, body } = await api.post('/cases', { subject: 'VPN', text: 'The VPN connection drops.' });
    same('the status', status, 201);
    const { caseId } = body as { caseId: string };
    const mine = await api.get('/requests');
    holds('it is among the requests', JSON.stringify(mine.body).includes(caseId));
  });
  await report.step('the ledger has a row for each mail, and only the platform team reads it', async () => {
    same('for others', (await desk.as('agent@corp.example', 'it').get('/ledger')).status, 403);
    const rows = await desk.ledger();
    const kinds = Map.groupBy(rows, ({ class: kind }) => kind);
    return [...kinds].map(([kind, { length }]) => `${length} ${kind}`).join(', ');
  });
}

import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { exportJWK, generateKeyPair, SignJWT } from 'jose';

/** A company's login on loopback: its address, and tokens signed by it or by somebody else. */
export interface Issuer {
  readonly url: string;
  token(sub: string, groups: readonly string[], forged?: boolean): Promise<string>;
  close(): Promise<void>;
}

const AUDIENCE = 'switchboard';

/** Starts an issuer that says where its keys are, as OpenID Connect asks. */
export async function startIssuer(): Promise<Issuer> {
  const { publicKey, privateKey } = await generateKeyPair('RS256');
  const stranger = await generateKeyPair('RS256');
  const keys = [{ ...(await exportJWK(publicKey)), kid: 'rehearsal', alg: 'RS256', use: 'sig' }];
  let url = '';
  const server = createServer((request, response) => {
    const discovery = { issuer: url, jwks_uri: `${url}/keys` };
    response.setHeader('content-type', 'application/json');
    response.end(JSON.stringify(request.url === '/keys' ? { keys } : discovery));
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    url,
    token: (sub, groups, forged = false) =>
      new SignJWT({ groups: [...groups], email: sub })
        .setProtectedHeader({ alg: 'RS256', kid: 'rehearsal' })
        .setSubject(sub)
        .setIssuer(url)
        .setAudience(AUDIENCE)
        .setIssuedAt()
        .setExpirationTime('1h')
        .sign(forged ? stranger.privateKey : privateKey),
    close: async () => {
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
    },
  };
}

import { randomBytes } from 'node:crypto';
import type { AddressInfo } from 'node:net';
import { SMTPServer, type SMTPServerSession } from 'smtp-server';
import type { Receipt } from '../assembly/deployment.ts';
import { portRefusal } from './http.ts';
import { asReceived } from './mail-headers.ts';

/** SES takes mails of 40 MB. */
const LARGEST_MAIL = 40 * 1024 * 1024;

/** The mail door while it is open. */
export interface SmtpDoor {
  readonly url: string;
  close(): Promise<void>;
}

const refusal = (code: number, message: string) => Object.assign(new Error(message), { responseCode: code });

const domainOf = (address: string) => address.slice(address.lastIndexOf('@') + 1).toLowerCase();

/** The rule that takes an address: it names the address, a plus-address of it, or anyone at the same domain. */
function ruleFor(receipts: readonly Receipt[], address: string): Receipt | undefined {
  const domain = domainOf(address);
  const exact = address.toLowerCase().replace(/\+[^@]*@/, '@');
  const takes = (test: (recipient: string) => boolean) =>
    receipts.find(({ recipients }) => recipients.some(test));
  return takes((one) => one === exact) ?? takes((one) => domainOf(one) === domain);
}

const addressOf = (session: SMTPServerSession) => {
  const { mailFrom } = session.envelope;
  return mailFrom ? mailFrom.address : '';
};

/** Opens the mail door: what it takes is put into the bucket of the receipt rule before it says so. */
export async function openSmtp(
  port: number,
  receipts: readonly Receipt[],
  store: (bucket: string, key: string, raw: Buffer) => Promise<void>,
  now: () => number,
): Promise<SmtpDoor> {
  async function take(session: SMTPServerSession, raw: Buffer): Promise<string> {
    const recipients = session.envelope.rcptTo.map(({ address }) => address);
    const rule = ruleFor(receipts, recipients[0] ?? '');
    if (!rule) throw refusal(550, '5.1.1 no such recipient here');
    const id = randomBytes(20).toString('hex');
    const helo = session.hostNameAppearsAs || 'localhost';
    const delivered = { from: addressOf(session), recipients, raw, helo, id, at: new Date(now()) };
    await store(rule.bucket, rule.prefix + id, asReceived(delivered));
    return `OK ${id}`;
  }

  const server = new SMTPServer({
    size: LARGEST_MAIL,
    authOptional: true,
    disabledCommands: ['AUTH', 'STARTTLS'],
    disableReverseLookup: true,
    logger: false,
    banner: 'inbound-smtp.us-east-1.amazonaws.com',
    onRcptTo: ({ address }, _session, done) => {
      done(ruleFor(receipts, address) ? undefined : refusal(550, `5.1.1 ${address} is not taken here`));
    },
    onData: (stream, session, done) => {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => {
        if (!stream.sizeExceeded) chunks.push(chunk);
        else chunks.length = 0;
      });
      stream.on('end', () => {
        if (stream.sizeExceeded) return done(refusal(552, '5.3.4 the mail is larger than 40 MB'));
        take(session, Buffer.concat(chunks)).then(
          (message) => done(null, message),
          (error: unknown) => {
            console.error(error);
            done(
              error instanceof Error && 'responseCode' in error
                ? error
                : refusal(451, '4.3.0 try again later'),
            );
          },
        );
      });
    },
  });
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  // A client that breaks off is its own affair; without a listener it would end the runtime.
  server.on('error', (error) => {
    reject(portRefusal(error, port, 'DESK_SMTP_PORT'));
    console.error(`mail door: ${error.message}`);
  });
  server.listen(port, '127.0.0.1', () => resolve());
  await promise;
  return {
    url: `smtp://127.0.0.1:${(server.server.address() as AddressInfo).port}`,
    close: () => new Promise((done) => server.close(() => done())),
  };
}

import { SESv2Client, SendEmailCommand } from '@aws-sdk/client-sesv2';
import { required } from '../environment.ts';
import { once } from '../once.ts';

const ses = once(() => new SESv2Client({}));

/** Hands a finished mail to SES; answers with the provider's id. */
export async function handMail(to: readonly string[], raw: string): Promise<string> {
  const { MessageId } = await ses().send(
    new SendEmailCommand({
      FromEmailAddress: required('FRONT_DOOR'),
      Destination: { ToAddresses: [...to] },
      Content: { Raw: { Data: new TextEncoder().encode(raw) } },
    }),
  );
  return MessageId ?? '';
}

import { SESv2Client, SendEmailCommand } from '@aws-sdk/client-sesv2';
import type { Hand } from '#desk/delivery/send-mail.ts';
import { required } from '../environment.ts';
import { once } from '../once.ts';

const ses = once(() => new SESv2Client({}));

/**
 * Hands a finished mail to SES; answers with the provider's id. The tags come back in whatever SES tells of the mail. The
 * configuration set is the identity's own, so nothing can be sent outside it.
 */
export const handMail: Hand = async (to, raw, { caseId, id }) => {
  const { MessageId } = await ses().send(
    new SendEmailCommand({
      FromEmailAddress: required('FRONT_DOOR'),
      Destination: { ToAddresses: [...to] },
      Content: { Raw: { Data: new TextEncoder().encode(raw) } },
      EmailTags: [
        { Name: 'case', Value: caseId },
        { Name: 'mail', Value: id },
      ],
    }),
  );
  return MessageId ?? '';
};

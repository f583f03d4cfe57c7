import type { Desk } from './desk.ts';

/** What a contact flow tells of a call. */
export type Call = Readonly<{
  contact: string;
  /** The number they call from; without it, it is withheld. */
  number?: string;
  parameters: Readonly<Record<string, string>>;
}>;

/**
 * A contact flow of Amazon Connect: invokes the function of the telephone by Lambda's own API, as Connect does, and hands on
 * what it answered.
 */
export async function calls(
  desk: Desk,
  { contact, number, parameters }: Call,
): Promise<Record<string, string>> {
  const { body: engines } = await desk.get('/local/engines');
  const { AWS_ENDPOINT_URL_LAMBDA: lambda } = engines as { AWS_ENDPOINT_URL_LAMBDA: string };
  const answer = await fetch(`${lambda}/2015-03-31/functions/switchboard-local-phone-contact/invocations`, {
    method: 'POST',
    body: JSON.stringify({
      Name: 'ContactFlowEvent',
      Details: {
        ContactData: {
          Attributes: {},
          Channel: 'VOICE',
          ContactId: contact,
          CustomerEndpoint: number === undefined ? null : { Address: number, Type: 'TELEPHONE_NUMBER' },
          InitiationMethod: 'INBOUND',
        },
        Parameters: parameters,
      },
    }),
  });
  const said = await answer.text();
  if (answer.status !== 200 || answer.headers.has('x-amz-function-error')) throw new Error(said);
  return JSON.parse(said);
}

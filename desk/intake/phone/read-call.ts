import { correspondents, oneLine } from '../addresses.ts';
import { type Fields, object, refuse, text } from '../chat/fields.ts';

/** What somebody said on the telephone, as the contact flow tells it. */
export type Call = Readonly<{
  /** The contact's own id: told twice it is one call (C1). */
  contact: string;
  /** Where they called from, for a person to call back; undefined where the number was withheld. */
  number?: string;
  /** Who calls, as the contact flow has made sure; undefined for whoever it does not know. */
  email?: string;
  subject?: string;
  text: string;
}>;

const LONGEST_TEXT = 20_000;
const LONGEST_SUBJECT = 200;
const LONGEST_NUMBER = 100;

const details = (event: unknown): Fields => object(object(event, '').Details, '/Details');
const contactData = (event: unknown): Fields => object(details(event).ContactData, '/Details/ContactData');

/** The id of the contact an event is about; refuses `invalid` for an event that names none. */
export function contactOf(event: unknown): string {
  const { ContactId: id } = contactData(event);
  if (typeof id !== 'string' || !/^[0-9a-zA-Z-]{1,64}$/.test(id))
    refuse('/Details/ContactData/ContactId', 'should be the id of a contact');
  return id;
}

/** Connect leaves out what it does not know, or says it as nothing. */
function numberIn(data: Fields): string | undefined {
  if (data.CustomerEndpoint === undefined || data.CustomerEndpoint === null) return undefined;
  const endpoint = object(data.CustomerEndpoint, '/Details/ContactData/CustomerEndpoint');
  const number = oneLine(text(endpoint, 'Address', '/Details/ContactData/CustomerEndpoint'));
  return number === '' ? undefined : number.slice(0, LONGEST_NUMBER);
}

function emailIn(given: Fields): string | undefined {
  const email = text(given, 'email', '/Details/Parameters').trim();
  if (email === '') return undefined;
  const [only, ...more] = correspondents(email);
  if (only === undefined || more.length > 0)
    refuse('/Details/Parameters/email', 'should be one mail address');
  return only.address;
}

/**
 * Reads what an Amazon Connect contact flow passes to a function
 * (docs.aws.amazon.com/connect/latest/adminguide/connect-lambda-functions.html). Refuses `invalid`, by field and without its
 * value, for what is no such event, says nothing, or says more than 20,000 characters.
 */
export function readCall(event: unknown): Call {
  if (object(event, '').Name !== 'ContactFlowEvent') refuse('/Name', 'should be ContactFlowEvent');
  const contact = contactOf(event);
  const given = object(details(event).Parameters ?? {}, '/Details/Parameters');
  const words = text(given, 'text', '/Details/Parameters').trim();
  if (words === '') refuse('/Details/Parameters/text', 'should say what the call is about');
  if (words.length > LONGEST_TEXT)
    refuse('/Details/Parameters/text', `should have at most ${LONGEST_TEXT} characters`);
  const subject = oneLine(text(given, 'subject', '/Details/Parameters')).slice(0, LONGEST_SUBJECT);
  const number = numberIn(contactData(event));
  const email = emailIn(given);
  return {
    contact,
    text: words,
    ...(subject !== '' && { subject }),
    ...(number !== undefined && { number }),
    ...(email !== undefined && { email }),
  };
}

import * as z from 'zod/mini';
import { Address, line, text } from './schemas.ts';

/** What a request may say, whoever sends it. */
const REQUEST = {
  /** Without it, the first words of the text. */
  subject: z.optional(line(200)),
  text: z.optional(text(100_000)),
  /** What `GET /services` offers, like `hr/leave-of-absence`; without it the words decide. */
  service: z.optional(text(100)),
  /** What the service asks for, by the names of its schema. */
  fields: z.optional(
    z.record(
      z.string().check(z.maxLength(100)),
      z.union([z.string().check(z.maxLength(2000)), z.number(), z.boolean()]),
    ),
  ),
  /** What was searched for without finding it; the text where there is no other. */
  searchedFor: z.optional(line(200)),
  /** What `POST /requests/uploads` said of each file that was sent. */
  attachments: z.optional(z.array(text(2000)).check(z.maxLength(10))),
};

type Said = Readonly<Partial<Record<'text' | 'searchedFor' | 'service', string | undefined>>> &
  Readonly<{ fields?: object | undefined }>;

const fieldsOfService = z.refine<Said>(
  ({ service, fields }) => fields === undefined || service !== undefined,
  {
    path: ['service'],
    message: 'should name the service whose fields these are',
  },
);
const saysSomething = z.refine<Said>(
  ({ text, searchedFor }) => text !== undefined || searchedFor !== undefined,
  { path: ['text'], message: 'should say what it is about' },
);

/** Opens a case in plain words; nobody has to name a department. */
export const NewCase = z
  .strictObject({
    ...REQUEST,
    /** Agents may open a case for somebody else; everyone else opens their own. */
    requester: z.optional(Address),
    channel: z.optional(z.enum(['web', 'phone', 'chat', 'walkup'])),
  })
  .check(fieldsOfService, saysSomething);

/** The same from somebody without a token, whose address is confirmed first. */
export const NewRequest = z.strictObject({ ...REQUEST, from: Address }).check(fieldsOfService, saysSomething);

export const Contact = z.strictObject({
  who: Address,
  what: text(20_000),
  channel: z.enum(['phone', 'walkup']),
});

export const NewUpload = z.strictObject({
  name: line(255),
  type: z.optional(line(120)),
  bytes: z.number().check(z.int(), z.gte(1)),
});

export const Upload = z.object({
  upload: z.string(),
  method: z.string(),
  url: z.string(),
  headers: z.record(z.string(), z.string()),
  expiresAt: z.string(),
});

/** `confirm`: a mail with a link is on its way, if that address is one. `received`: people hear it at once. */
export const Taken = z.object({
  status: z.enum(['confirm', 'received']),
  words: z.optional(z.array(z.string())),
});

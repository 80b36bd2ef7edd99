import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import { CASE_STATUSES } from '../../src/domain/case.ts';
import { parseReferenceCode } from '../../src/domain/reference-code.ts';

const oneOrMore = z
  .union([z.string(), z.array(z.string()).min(1)])
  .transform((value) => (typeof value === 'string' ? [value] : value));

/** What the person does in a turn: exactly one of person, presses, sends, menu, waits and agent. */
const turn = z
  .strictObject({
    /** Writes this; `{{code}}` is the code of the person's last case. Several messages are written quickly in a row. */
    person: oneOrMore.optional(),
    /** Presses this quick reply of the last answer. */
    presses: z.string().optional(),
    /** Sends a picture; `with` is written beside it. Or a voice message, or a sticker. */
    sends: z.enum(['picture', 'voice', 'sticker']).optional(),
    with: z.string().optional(),
    /** Presses Get Started, a line of the menu or an old button, by its payload. */
    menu: z.string().optional(),
    /** Came by a link m.me/…?ref= with this word. */
    ref: z.string().optional(),
    /** Says nothing for so many days; what is due in that time is done. */
    waits: z.number().positive().optional(),
    /** An agent gives the conversation back to the bot, or moves the last case to this status. */
    agent: z.union([z.literal('gives back'), z.enum(CASE_STATUSES)]).optional(),
    /** Parts of the bot's answer, in this order. */
    bot: oneOrMore.optional(),
    /** Parts that the answer must not have. */
    never: oneOrMore.optional(),
    /** Buttons that the answer shows, among others. */
    buttons: oneOrMore.optional(),
    /** The bot says nothing. */
    silent: z.literal(true).optional(),
  })
  .refine(
    ({ person, presses, sends, menu, waits, agent }) =>
      [person, presses, sends, menu, waits, agent].filter((act) => act !== undefined).length === 1,
    'a turn has exactly one of person, presses, sends, menu, waits and agent',
  )
  .refine(
    ({ bot, silent, waits, agent }) =>
      bot !== undefined || silent === true || waits !== undefined || agent !== undefined,
    'a turn says what the bot answers, or that it is silent',
  );

const transcript = z.strictObject({
  title: z.string(),
  /** In every other talk the person agrees as soon as the bot asks whether a case may be made. */
  about_consent: z.literal(true).optional(),
  /** In every other talk the person skips the question for their own name and phone number. */
  about_contact: z.literal(true).optional(),
  /** The person's name on Facebook, where it is known. */
  profile_name: z.string().optional(),
  /** Somebody else has filed this before: nobody can see it by the code alone. */
  others_case: z
    .strictObject({
      code: z.string().refine((code) => parseReferenceCode(code).status === 'ok', 'a true code'),
      secret: z.string(),
      status: z.enum(CASE_STATUSES),
    })
    .optional(),
  talk: z.array(turn).min(1),
  ends: z.strictObject({
    with: z.enum(['bot', 'queue']),
    language: z.enum(['th', 'en']).optional(),
    /** The type of the case that was opened. Left out: no case was opened. */
    case: z.string().optional(),
    /** The types of several cases, in their order. */
    cases: z.array(z.string()).optional(),
    urgent: z.boolean().optional(),
    facts: z.record(z.string(), z.union([z.string(), z.number()])).optional(),
    /** Facts that the case must not have. */
    no_facts: z.array(z.string()).optional(),
    /** What each file of the case was sent for; null when nobody had asked. */
    evidence: z.array(z.string().nullable()).optional(),
  }),
});

export type Transcript = z.infer<typeof transcript>;
export type TranscriptTurn = Transcript['talk'][number];

/** All transcripts, by the folder that names the ability. */
export function readTranscripts(
  folder: string,
): { readonly ability: string; readonly file: string; readonly transcript: Transcript }[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.yml'))
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)))
    .sort()
    .map((file) => {
      const parsed = transcript.safeParse(parse(readFileSync(join(folder, file), 'utf8')));
      if (!parsed.success) throw new Error(`${file}: ${z.prettifyError(parsed.error)}`);
      return { ability: file.split('/')[0] ?? '', file, transcript: parsed.data };
    });
}

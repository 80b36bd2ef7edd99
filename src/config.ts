/** The one reader of the environment. */
import { z } from 'zod';
import { KEPT_KINDS, parseDays } from './domain/keeping.ts';
import { MIN_PASSWORD_AT_SERVER } from './domain/staff.ts';

const port = z.coerce.number().int().min(0).max(65535);
const optional = z.string().trim().optional();
const language = z.enum(['th', 'en']);
const list = (text: string) =>
  text
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '');

/** Every key, its default and how it is read. `.env.example` lists the same keys, by test. */
export const schema = z.object({
  PORT: port.default(3000),
  HOST: z.string().default('0.0.0.0'),
  PUBLIC_URL: z.url().optional(),
  DATA_DIR: z.string().min(1).default('./data'),
  MONGODB_URI: z
    .string()
    .regex(/^mongodb(\+srv)?:\/\//, 'must begin with mongodb:// or mongodb+srv://')
    .optional(),
  FACEBOOK_ACCESS_TOKEN: optional,
  FACEBOOK_APP_SECRET: optional,
  FACEBOOK_VERIFY_TOKEN: optional,
  FACEBOOK_PAGE_ID: z.string().regex(/^\d+$/, 'must be the number of the Page').optional(),
  FACEBOOK_APP_ID: z.string().regex(/^\d+$/, 'must be the number of the app').optional(),
  FACEBOOK_GRAPH_URL: z.url().default('https://graph.facebook.com'),
  FACEBOOK_GRAPH_VERSION: z
    .string()
    .regex(/^v\d+\.\d+$/, 'must look like v25.0')
    .default('v25.0'),
  FACEBOOK_HUMAN_AGENT: z.enum(['on', 'off']).default('off'),
  FACEBOOK_STATUS_TEMPLATE: z
    .string()
    .regex(/^[a-z][a-z0-9_]{0,99}$/, 'must be a template’s name: small letters, digits and _')
    .optional(),
  FACEBOOK_STATUS_TEMPLATE_LANGUAGES: z
    .string()
    .default('th,en')
    .transform(list)
    .pipe(z.tuple([language], language)),
  EVIDENCE_HOSTS: z.string().default('fbcdn.net,fbsbx.com').transform(list),
  EVIDENCE_MAX_BYTES: z.coerce.number().int().positive().default(26_214_400),
  HANDOFF_PROMISE_MINUTES: z.coerce.number().int().min(1).max(1_440).default(15),
  BURST_MS: z.coerce.number().int().min(0).max(60_000).default(700),
  REPLY_UNDO_SECONDS: z.coerce.number().int().min(0).max(60).default(10),
  SESSION_SECRET: z.string().min(16, 'must have at least 16 characters').optional(),
  SMTP_URL: z
    .string()
    .regex(/^smtps?:\/\/[^/]+/, 'must look like smtps://user:password@mail.example.org')
    .optional(),
  MAIL_FROM: z.email('must be one address, such as desk@example.org').optional(),
  MAIL_MAX_BYTES: z.coerce.number().int().positive().default(7_340_032),
  AGENCY_ANSWER_DAYS: z.coerce.number().int().min(1).max(365).default(7),
  ADMIN_PASSWORD: z
    .string()
    .min(MIN_PASSWORD_AT_SERVER, `must have at least ${MIN_PASSWORD_AT_SERVER} characters`)
    .optional(),
  LOG_LEVEL: z.enum(['trace', 'debug', 'info', 'warn', 'error', 'silent']).default('info'),
  SIMULATOR: z.enum(['on', 'off', 'auto']).default('auto'),
  RETENTION: z.enum(['on', 'dry_run', 'off']).default('on'),
  RETENTION_DAYS: z
    .string()
    .default('')
    .transform((text, context) => {
      const days = parseDays(text);
      if (days !== null) return days;
      context.addIssue(`must look like idle=90,resolved=365; known are ${KEPT_KINDS.join(', ')}`);
      return z.NEVER;
    }),
  ROLE: z.enum(['all', 'web', 'worker']).default('all'),
  TIMEZONE: z
    .string()
    .default('Asia/Bangkok')
    .refine(isTimeZone, 'must be a time zone such as Asia/Bangkok'),
});

export type Config = z.infer<typeof schema>;

/** The environment cannot be used; `problems` names each variable with its remedy. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
  readonly problems: readonly string[];
  constructor(problems: readonly string[]) {
    super(`The configuration has problems:\n${problems.map((line) => `  - ${line}`).join('\n')}`);
    this.problems = problems;
  }
}

const CREDENTIALS = [
  'FACEBOOK_ACCESS_TOKEN',
  'FACEBOOK_APP_SECRET',
  'FACEBOOK_VERIFY_TOKEN',
  'FACEBOOK_PAGE_ID',
] as const;

/**
 * Reads and checks the configuration. An empty value counts as not set.
 * @throws ConfigError with every problem at once
 */
export function readConfig(environment: Readonly<Record<string, string | undefined>>): Config {
  const given = Object.fromEntries(
    Object.entries(environment).filter(([, value]) => value !== undefined && value !== ''),
  );
  const known = Object.keys(schema.shape);
  const problems = Object.keys(given)
    .filter((key) => key.startsWith('FACEBOOK_') && !known.includes(key))
    .map((key) => `${key} is not known. Check its spelling against .env.example.`);
  const parsed = schema.safeParse(given);
  if (!parsed.success) {
    for (const issue of parsed.error.issues) {
      problems.push(`${issue.path.join('.')} ${issue.message}. See .env.example.`);
    }
  }
  const missing = CREDENTIALS.filter((key) => given[key] === undefined);
  if (missing.length > 0 && missing.length < CREDENTIALS.length) {
    for (const key of missing) {
      problems.push(`${key} is missing. Set all of ${CREDENTIALS.join(', ')}, or none of them.`);
    }
  }
  if (given['SIMULATOR'] === 'on' && missing.length === 0) {
    problems.push(
      'SIMULATOR=on would put an invented Page in the place of the real one, and nobody would be answered. Leave SIMULATOR empty, or take out the FACEBOOK_ credentials.',
    );
  }
  if ((given['SMTP_URL'] === undefined) !== (given['MAIL_FROM'] === undefined)) {
    problems.push('SMTP_URL and MAIL_FROM go together. Set both, or none of them.');
  }
  const role = given['ROLE'] ?? 'all';
  if (role !== 'all' && given['MONGODB_URI'] === undefined) {
    problems.push(
      `ROLE=${role} needs MONGODB_URI: the embedded store serves one process. Leave ROLE empty.`,
    );
  }
  if (!parsed.success || problems.length > 0) throw new ConfigError(problems);
  return parsed.data;
}

/** Whether a real Page is connected. */
export function hasCredentials(config: Config): boolean {
  return config.FACEBOOK_ACCESS_TOKEN !== undefined;
}

function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch {
    return false;
  }
}

import { z } from 'zod';
import { AGENCY_CHANNELS, AGENCY_CONTACTS, type Agency } from '../domain/agency.ts';
import type { ContentFile, ContentProblem } from '../domain/content-problem.ts';
import { COMPLAINT_TYPES } from '../domain/problem-types.ts';
import { YamlFile } from '../understanding/yaml-file.ts';

const words = z.strictObject({ th: z.string().min(1).max(200), en: z.string().min(1).max(200) });
const agencyFile = z.strictObject({
  name: words,
  short: words,
  types: z.array(z.enum(COMPLAINT_TYPES)).min(1),
  evidence: z.array(z.string().regex(/^[a-z_]+$/)),
  channel: z.enum(AGENCY_CHANNELS),
  email: z.email().optional(),
  hotline: z.string().max(60).optional(),
  line: z.string().max(60).optional(),
  website: z.url({ protocol: /^https?$/ }).optional(),
  hours: words.optional(),
  note: z.string().max(500).optional(),
  unverified: z.array(z.enum([...AGENCY_CONTACTS, 'types'])).default([]),
  sources: z.array(z.string().min(1)).min(1),
  reviewed: z.iso.date(),
  needs_review: z.boolean(),
});

const FIXES: Readonly<Record<string, string>> = {
  name: 'write th: and en: below name:',
  short: 'write th: and en: below short:',
  types: 'use ids of complaint types, such as not_received, in brackets',
  evidence: 'use names that the dialogs save, such as payment_proof, in brackets',
  channel: `write one of ${AGENCY_CHANNELS.join(', ')}`,
  email: 'write one address such as desk@example.go.th, or take the line out',
  website: 'write the whole address, beginning with https://',
  unverified: `name keys of this file, out of ${AGENCY_CONTACTS.join(', ')}, types`,
  sources: 'say where it was read, at least one source',
  reviewed: 'write the day as year-month-day, such as 2026-11-25',
  needs_review: 'write true or false',
};

/** Reads `knowledge/agencies/`, one file an agency; the file's name is its id. */
export function readAgencies(files: readonly ContentFile[]): {
  readonly agencies: readonly Agency[];
  readonly problems: readonly ContentProblem[];
} {
  const agencies: Agency[] = [];
  const problems: ContentProblem[] = [];
  for (const file of files) {
    const read = readAgency(file);
    if (Array.isArray(read)) problems.push(...read);
    else agencies.push(read);
  }
  return { agencies, problems };
}

function readAgency(file: ContentFile): Agency | ContentProblem[] {
  const yaml = new YamlFile(file);
  if (yaml.faults.length > 0) return [...yaml.faults];
  const id = /([^/]+)\.yml$/.exec(file.path)?.[1] ?? '';
  if (!/^[a-z][a-z0-9_]*$/.test(id) || id === '1212') {
    const fix = 'name the file with small letters, digits and _, such as ocpb.yml';
    return [yaml.problem([], `"${id}" is no id of an agency`, fix)];
  }
  const parsed = agencyFile.safeParse(yaml.value);
  if (!parsed.success)
    return parsed.error.issues.map(({ path, message }) =>
      yaml.problem(path, message, FIXES[String(path[0])] ?? 'see knowledge/agencies/README.md'),
    );
  const { needs_review: needsReview, ...fields } = parsed.data;
  const { email = null, hotline = null, line = null, website = null } = fields;
  const agency: Agency = {
    id,
    ...fields,
    ...{ email, hotline, line, website },
    hours: fields.hours ?? null,
    note: fields.note ?? null,
    needsReview,
  };
  const problems = faultsOf(agency).map(({ at, message, fix }) => yaml.problem([at], message, fix));
  return problems.length > 0 ? problems : agency;
}

interface Fault {
  readonly at: string;
  readonly message: string;
  readonly fix: string;
}

function faultsOf(agency: Agency): readonly Fault[] {
  const faults: Fault[] = [];
  if (agency.channel === 'email' && agency.email === null) {
    const fix = 'add email: with an address that the agency gave, or choose another channel';
    faults.push({ at: 'channel', message: 'an agency reached by e-mail has no address', fix });
  }
  for (const key of agency.unverified)
    if (key !== 'types' && agency[key] === null) {
      const fix = `take it out, or add ${key}:`;
      faults.push({ at: 'unverified', message: `there is no ${key} to verify`, fix });
    }
  if (agency.unverified.length > 0 && !agency.needsReview) {
    const message = 'something is unverified, so the file needs review';
    faults.push({ at: 'needs_review', message, fix: 'write needs_review: true' });
  }
  return faults;
}

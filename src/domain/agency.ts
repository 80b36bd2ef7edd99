import type { ComplaintType } from './problem-types.ts';

/** How a referral reaches an agency. */
export const AGENCY_CHANNELS = ['email', 'web', 'phone', 'paper'] as const;
export type AgencyChannel = (typeof AGENCY_CHANNELS)[number];

export interface InTwoLanguages {
  readonly th: string;
  readonly en: string;
}

/** What an agency tells of itself; any of these may still be to be verified. */
export const AGENCY_CONTACTS = ['email', 'hotline', 'line', 'website', 'hours'] as const;
export type AgencyContact = (typeof AGENCY_CONTACTS)[number];

/** A body that takes cases over, from `knowledge/agencies/`. */
export interface Agency {
  /** Never changes: cases and the audit name it. */
  readonly id: string;
  readonly name: InTwoLanguages;
  readonly short: InTwoLanguages;
  readonly types: readonly ComplaintType[];
  /** Facts and kinds of files that it needs, by the dialogs' slot names. */
  readonly evidence: readonly string[];
  readonly channel: AgencyChannel;
  readonly email: string | null;
  readonly hotline: string | null;
  readonly line: string | null;
  readonly website: string | null;
  readonly hours: InTwoLanguages | null;
  /** For staff only. */
  readonly note: string | null;
  /** What no source was found for: for staff with a mark, never for a consumer. */
  readonly unverified: readonly (AgencyContact | 'types')[];
  readonly sources: readonly string[];
  /** Day of the last look, ISO. */
  readonly reviewed: string;
  readonly needsReview: boolean;
}

/** What a consumer may be told of an agency: nothing that is still to be verified. */
export interface PublicAgency {
  readonly id: string;
  readonly name: InTwoLanguages;
  readonly hotline: string | null;
  readonly website: string | null;
  readonly hours: InTwoLanguages | null;
}

export function forConsumers(agency: Agency): PublicAgency {
  const sure = (key: 'hotline' | 'website') =>
    agency.unverified.includes(key) ? null : agency[key];
  return {
    id: agency.id,
    name: agency.name,
    hotline: sure('hotline'),
    website: sure('website'),
    hours: agency.unverified.includes('hours') ? null : agency.hours,
  };
}

/** Why an agency is suggested, and what is there of what it needs. */
export interface Suggestion {
  readonly agency: Agency;
  readonly present: readonly string[];
  readonly missing: readonly string[];
}

/**
 * The agencies that take a type, those first that can act with what is there already.
 * @param known names of the facts and kinds of files that the case has
 */
export function suggestAgencies(
  agencies: readonly Agency[],
  type: ComplaintType,
  known: ReadonlySet<string>,
): readonly Suggestion[] {
  return agencies
    .filter(({ types }) => types.includes(type))
    .map((agency) => ({
      agency,
      present: agency.evidence.filter((need) => known.has(need)),
      missing: agency.evidence.filter((need) => !known.has(need)),
    }))
    .toSorted(
      (a, b) =>
        doubt(a.agency) - doubt(b.agency) ||
        share(b) - share(a) ||
        a.agency.types.length - b.agency.types.length ||
        (a.agency.id < b.agency.id ? -1 : 1),
    );
}

/** That it takes the type at all has been read nowhere: behind the others. */
const doubt = ({ unverified }: Agency) => (unverified.includes('types') ? 1 : 0);

const share = ({ present, missing }: Suggestion) =>
  present.length / Math.max(1, present.length + missing.length);

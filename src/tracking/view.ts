import type { z } from 'zod';
import type { ToldEvent } from '../casework/told.ts';
import { forConsumers, type Agency, type PublicAgency } from '../domain/agency.ts';
import type { Case } from '../domain/case.ts';
import type { Instant } from '../domain/ids.ts';
import { NEXT_STEP, type trackAnswer } from './shapes.ts';

const CENTRE: Omit<PublicAgency, 'id'> = {
  name: { th: 'ศูนย์ 1212 OCC', en: '1212 OCC' },
  hotline: '1212',
  website: null,
  hours: { th: 'ทุกวัน ตลอด 24 ชั่วโมง', en: 'every day, 24 hours' },
};

const iso = (at: number) => new Date(at).toISOString();

/** What anybody with code and secret may see: nothing about content or people. */
export function trackView(
  record: Case,
  of: {
    readonly history: readonly ToldEvent[];
    readonly agencies: readonly Agency[];
    readonly hasPicture: boolean;
    /** Null: no answer to a wish to be erased waits for the person. */
    readonly erasureAnsweredAt: Instant | null;
  },
): z.input<typeof trackAnswer> {
  const { reference, status, holder, createdAt, updatedAt } = record;
  return {
    reference,
    status,
    holder,
    contact: contactOf(holder, of.agencies),
    createdAt: iso(createdAt),
    updatedAt: iso(updatedAt),
    nextStep: NEXT_STEP[status],
    history: of.history.map(({ at, status: was, holder: by, toldAt }) => ({
      at: iso(at),
      status: was,
      holder: by,
      toldAt: toldAt === null ? null : iso(toldAt),
    })),
    erasureAnsweredAt: of.erasureAnsweredAt === null ? null : iso(of.erasureAnsweredAt),
    picture: of.hasPicture ? `/track/qr/${reference}.png` : null,
  };
}

function contactOf(holder: string, agencies: readonly Agency[]) {
  if (holder === '1212') return CENTRE;
  const agency = agencies.find(({ id }) => id === holder);
  if (agency === undefined) return null;
  const { name, hotline, website, hours } = forConsumers(agency);
  return { name, hotline, website, hours };
}

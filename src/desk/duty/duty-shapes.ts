import { z } from 'zod';
import { ASSIGNMENT_MODES, MOST_ANSWER_MINUTES, MOST_CAPACITY } from '../../domain/desk-setup.ts';
import { PRESENCES } from '../../domain/presence.ts';
import { ROLES } from '../../domain/staff.ts';

const clock = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'must look like 08:00');
const shift = z.object({
  id: z.string().min(1).max(64),
  name: z.string().trim().min(1).max(60),
  /** On which days it begins: 0 Sunday … 6 Saturday. */
  days: z.array(z.int().min(0).max(6)).min(1).max(7),
  /** By the clock in Thailand. */
  from: clock,
  /** Not later than `from`: on the day after. */
  to: clock,
  members: z.array(z.string()),
});
const status = z.enum(PRESENCES);
const capacity = z.int().min(0).max(MOST_CAPACITY);

export const dutyShape = z.object({
  setup: z.object({
    version: z.int(),
    mode: z.enum(ASSIGNMENT_MODES),
    /** How many open conversations a member may have before none is assigned any more. */
    capacity,
    /** After how many minutes without an answer an assigned conversation is taken back. */
    answerMinutes: z.int(),
    shifts: z.array(shift),
  }),
  /** Shifts that are on. */
  onNow: z.array(z.object({ id: z.string(), name: z.string(), endsAt: z.iso.datetime() })),
  /** The shift that begins next; null: none is planned. */
  next: z.object({ id: z.string(), name: z.string(), startsAt: z.iso.datetime() }).nullable(),
  members: z.array(
    z.object({
      id: z.string(),
      name: z.string(),
      role: z.enum(ROLES),
      /** What counts now: away when the desk has been closed for some minutes. */
      status,
      /** What was set; the same again once the desk is open. */
      chosen: status,
      since: z.iso.datetime().nullable(),
      /** Open conversations. */
      load: z.int(),
      capacity,
      /** The member's own number; null: the desk's holds. */
      ownCapacity: capacity.nullable(),
    }),
  ),
});

export const presenceBody = z.object({ status });

export const setupBody = z.object({
  /** The version that was changed; another one by now is refused. */
  version: z.int().min(0),
  mode: z.enum(ASSIGNMENT_MODES),
  capacity,
  answerMinutes: z.int().min(1).max(MOST_ANSWER_MINUTES),
});

export const shiftsBody = z.object({ version: z.int().min(0), shifts: z.array(shift).max(50) });

export const capacityBody = z.object({ capacity: capacity.nullable() });

export type DutyView = z.infer<typeof dutyShape>;
export type ShiftView = z.infer<typeof shift>;
export type DutyMember = DutyView['members'][number];

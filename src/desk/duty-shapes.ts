import { z } from 'zod';
import { ASSIGNMENT_MODES, MOST_ANSWER_MINUTES, MOST_CAPACITY } from '../domain/desk-setup.ts';
import { PRESENCES } from '../domain/presence.ts';
import { ROLES } from '../domain/staff.ts';

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
  }),
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

export const capacityBody = z.object({ capacity: capacity.nullable() });

export type DutyView = z.infer<typeof dutyShape>;
export type DutyMember = DutyView['members'][number];

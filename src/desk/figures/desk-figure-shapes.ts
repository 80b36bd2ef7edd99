import { z } from 'zod';
import { time } from '../shapes.ts';

export const SPANS = [7, 30, 90] as const;
export const TABLES = [
  'days',
  'hours',
  'types',
  'types_by_day',
  'types_by_hour',
  'agents',
  'satisfaction_agent',
  'satisfaction_month',
  'satisfaction_type',
  'members',
  'cases',
] as const;

const count = z.int().min(0);
/** Milliseconds, to the second. */
const spread = z.object({ count, median: z.int(), p90: z.int() }).nullable();
const waits = z.object({
  requested: count,
  answered: count,
  /** Not answered within the promised time. */
  broken: count,
  firstResponse: spread,
  resolved: count,
  handling: spread,
});
/** People who wrote, and with how many of them staff had to do. */
const people = z.object({ people: count, withStaff: count });
const counted = { requested: count, answered: count, broken: count };

export const liveFiguresShape = z.object({
  at: time,
  /** In the queue now; all of them. */
  waiting: count,
  /** Since when the one who has waited longest waits; null: nobody does. */
  longestSince: time.nullable(),
  /** Who waits although they should have been answered: supervisors are to look. */
  alarms: z.array(
    z.object({ id: z.string(), name: z.string().nullable(), waitingSince: time, alarmedAt: time }),
  ),
  /** The promise to people who wait, in minutes. */
  promiseMinutes: z.int(),
  /** Since midnight in Thailand. */
  today: waits.extend(people.shape),
});

export const overTimeShape = z.object({
  total: waits.extend(people.shape),
  days: z.array(z.object({ day: z.iso.date(), ...counted, cases: count })),
  /** The hours of the day, 0 to 23, over the whole time. */
  hours: z.array(z.object({ hour: z.int(), ...counted })).length(24),
  /** Cases that were opened, most first. */
  types: z.array(z.object({ type: z.string(), count })),
  /** The same by day; a type of which none was opened on a day is not in it. */
  typesByDay: z.array(z.object({ day: z.iso.date(), type: z.string(), count })),
  /** Cases by type and by the hour of the day, 0 to 23, in which they were opened; in the order of the types. */
  typesByHour: z.array(z.object({ type: z.string(), hours: z.array(count).length(24) })),
  agents: z.array(
    z.object({
      id: z.string(),
      name: z.string(),
      resolved: count,
      /** Milliseconds. */
      meanFirstResponse: z.int().nullable(),
      meanHandling: z.int().nullable(),
    }),
  ),
});

/** How many days back, today included. */
const days = z.coerce.number().pipe(z.literal(SPANS)).default(30);

export const spanQuery = z.object({ days });
export const tableQuery = z.object({
  table: z.enum(TABLES),
  days,
  language: z.enum(['th', 'en']).default('th'),
});

export type LiveFigures = z.infer<typeof liveFiguresShape>;
export type OverTime = z.infer<typeof overTimeShape>;
export type TableName = (typeof TABLES)[number];
export type Span = (typeof SPANS)[number];

import type { Conversation } from '../../domain/conversation.ts';
import {
  agentsOf,
  askedByHour,
  askedOn,
  casesByHour,
  dateOf,
  waitsOf,
} from '../../domain/desk-figures.ts';
import { dayInBangkok, startOfDay } from '../../domain/shift.ts';
import type { Store } from '../../ports.ts';
import type { LiveFigures, OverTime } from './desk-figure-shapes.ts';
import type { DeskTools } from '../tools.ts';
import { iso } from '../conversations/views.ts';

type Tools = Pick<DeskTools, 'store' | 'clock' | 'promiseMs'>;

const LISTED = 100;

/** What is the matter at the desk now, and how the day has gone so far. */
export async function liveFigures({ store, clock, promiseMs }: Tools): Promise<LiveFigures> {
  const now = clock.now();
  const today = dayInBangkok(now).number;
  const [waiting, days, people] = await Promise.all([
    allWaiting(store),
    store.dayFigures(today, today, { promiseMs, now }),
    store.peopleSince(startOfDay(today)),
  ]);
  const since = waiting.map(({ control }) => (control.holder === 'queue' ? control.since : now));
  return {
    at: iso(now),
    waiting: waiting.length,
    longestSince: since[0] === undefined ? null : iso(Math.min(...since)),
    alarms: waiting.flatMap(({ id, name, control }) =>
      control.holder === 'queue' && control.alarmedAt !== undefined
        ? [{ id, name, waitingSince: iso(control.since), alarmedAt: iso(control.alarmedAt) }]
        : [],
    ),
    promiseMinutes: Math.round(promiseMs / 60_000),
    today: { ...waitsOf(days), ...people },
  };
}

/** How the last days went, today included, by day, hour, type and member. */
export async function overTime(
  { store, clock, promiseMs }: Tools,
  days: number,
): Promise<OverTime> {
  const now = clock.now();
  const today = dayInBangkok(now).number;
  const first = today - days + 1;
  const found = await store.dayFigures(first, today, { promiseMs, now });
  const people = await store.peopleSince(startOfDay(first));
  const staff = await store.listStaff();
  const opened = new Map<string, number>();
  for (const { type, count } of found.flatMap(({ cases }) => cases))
    opened.set(type, (opened.get(type) ?? 0) + count);
  return {
    total: { ...waitsOf(found), ...people },
    days: found.map((one) => ({
      day: dateOf(one.day),
      ...askedOn(one),
      cases: one.cases.reduce((sum, { count }) => sum + count, 0),
    })),
    hours: askedByHour(found).map((sums, hour) => ({ hour, ...sums })),
    types: [...opened]
      .map(([type, count]) => ({ type, count }))
      .sort((a, b) => b.count - a.count || (a.type < b.type ? -1 : 1)),
    typesByDay: found.flatMap(({ day, cases }) =>
      cases.map(({ type, count }) => ({ day: dateOf(day), type, count })),
    ),
    typesByHour: casesByHour(found).map(({ type, hours }) => ({ type, hours: [...hours] })),
    agents: agentsOf(found).map(({ staffId, ...figures }) => ({
      id: staffId,
      name: staff.find(({ id }) => id === staffId)?.name ?? staffId,
      ...figures,
    })),
  };
}

async function allWaiting(store: Pick<Store, 'conversations'>): Promise<Conversation[]> {
  const found: Conversation[] = [];
  let cursor: string | null = null;
  do {
    const page: Awaited<ReturnType<Store['conversations']>> = await store.conversations({
      control: 'queue',
      resolved: false,
      limit: LISTED,
      ...(cursor !== null && { cursor }),
    });
    found.push(...page.items);
    cursor = page.nextCursor;
  } while (cursor !== null);
  return found;
}

import { dateOf, sumBy, type Period } from '../../domain/desk-figures.ts';
import type { Conversation } from '../../domain/conversation.ts';
import type { Instant } from '../../domain/ids.ts';
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
  const from = startOfDay(dayInBangkok(now).number);
  const [waiting, waits, people] = await Promise.all([
    allWaiting(store),
    store.waitFigures({ from, to: now + 1 }, { promiseMs, now }),
    store.peopleSince(from),
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
    today: { ...waits, ...people },
  };
}

/** The last `days` days, today included. */
export function periodOf(days: number, now: Instant): Period {
  return { from: startOfDay(dayInBangkok(now).number - days + 1), to: now + 1 };
}

/** How the last days went, by day, hour, type and member. */
export async function overTime(
  { store, clock, promiseMs }: Tools,
  days: number,
): Promise<OverTime> {
  const now = clock.now();
  const period = periodOf(days, now);
  const promised = { promiseMs, now };
  // One after the other: the embedded store answers at once, and others come in between.
  const total = await store.waitFigures(period, promised);
  const people = await store.peopleSince(period.from);
  const hours = await store.hourFigures(period, promised);
  const cases = await store.caseCounts(period);
  const agents = await store.agentFigures(period);
  const staff = await store.listStaff();
  const first = dayInBangkok(period.from).number;
  const numbers = Array.from({ length: days }, (_, index) => first + index);
  const opened = (of: (one: (typeof cases)[number]) => boolean) =>
    cases.reduce((sum, one) => (of(one) ? sum + one.count : sum), 0);
  const types = [...new Set(cases.map(({ type }) => type))];
  return {
    total: { ...total, ...people },
    days: sumBy(hours, numbers, (hour) => Math.floor(hour / 24)).map(({ key, ...sums }) => ({
      day: dateOf(key),
      ...sums,
      cases: opened(({ day }) => day === key),
    })),
    hours: sumBy(
      hours,
      Array.from({ length: 24 }, (_, hour) => hour),
      (hour) => hour % 24,
    ).map(({ key, ...sums }) => ({ hour: key, ...sums })),
    types: types
      .map((type) => ({ type, count: opened((one) => one.type === type) }))
      .toSorted((a, b) => b.count - a.count),
    agents: agents.map(({ staffId, ...figures }) => ({
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

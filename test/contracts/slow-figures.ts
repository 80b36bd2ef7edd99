import type { Case } from '../../src/domain/case.ts';
import type { Promised } from '../../src/domain/day-figures.ts';
import type { Handoff } from '../../src/domain/handoff.ts';

const HOUR = 3_600_000;
const AHEAD = 7 * HOUR;

/** Everything counted from the beginning, as slowly as it is plain. */
export function slowFigures(
  { handoffs, cases }: { readonly handoffs: readonly Handoff[]; readonly cases: readonly Case[] },
  {
    from,
    to,
    promised,
  }: { readonly from: number; readonly to: number; readonly promised: Promised },
) {
  const within = (at: number | undefined) => at !== undefined && at >= from && at < to;
  const asked = handoffs.filter(
    ({ requestedAt, reason }) => within(requestedAt) && reason !== 'agent_started',
  );
  const resolved = handoffs.filter((one) => one.status === 'resolved' && within(endOf(one)));
  const counts = (some: readonly Handoff[]) => ({
    requested: some.length,
    answered: some.filter(({ answeredAt }) => answeredAt !== undefined).length,
    broken: some.filter(
      (one) =>
        (one.answeredAt ?? endOf(one) ?? promised.now) - one.requestedAt > promised.promiseMs,
    ).length,
  });
  const members = [...new Set(resolved.flatMap((one) => ('staffId' in one ? [one.staffId] : [])))];
  const opened: Record<string, number> = {};
  for (const { type, createdAt } of cases)
    if (within(createdAt)) opened[type] = (opened[type] ?? 0) + 1;
  return {
    waits: {
      ...counts(asked),
      firstResponse: spread(asked.flatMap(waited)),
      resolved: resolved.length,
      handling: spread(resolved.flatMap(handled)),
    },
    hours: Array.from({ length: 24 }, (_, hour) =>
      counts(
        asked.filter(({ requestedAt }) => Math.floor((requestedAt + AHEAD) / HOUR) % 24 === hour),
      ),
    ),
    agents: members.sort().map((member) => {
      const theirs = resolved.filter((one) => 'staffId' in one && one.staffId === member);
      return {
        staffId: member,
        resolved: theirs.length,
        meanFirstResponse: mean(theirs.flatMap(waited)),
        meanHandling: mean(theirs.flatMap(handled)),
      };
    }),
    cases: opened,
    caseHours: Object.fromEntries(
      Object.keys(opened).map((type) => [
        type,
        Array.from(
          { length: 24 },
          (_, hour) =>
            cases.filter(
              (one) =>
                one.type === type &&
                within(one.createdAt) &&
                Math.floor((one.createdAt + AHEAD) / HOUR) % 24 === hour,
            ).length,
        ),
      ]),
    ),
  };
}

function endOf(handoff: Handoff): number | undefined {
  if (handoff.status === 'resolved') return handoff.resolvedAt;
  if (handoff.status === 'cancelled') return handoff.cancelledAt;
  return handoff.status === 'expired' ? handoff.expiredAt : undefined;
}

function waited({ requestedAt, answeredAt, reason }: Handoff): number[] {
  return answeredAt === undefined || reason === 'agent_started' ? [] : [answeredAt - requestedAt];
}

function handled(handoff: Handoff): number[] {
  const end = endOf(handoff);
  const { firstAssignedAt: from } = handoff;
  return end === undefined || from === undefined ? [] : [end - from];
}

function spread(times: readonly number[]) {
  const sorted = times.map((ms) => Math.floor(ms / 1_000) * 1_000).sort((a, b) => a - b);
  if (sorted.length === 0) return null;
  const at = (share: number) => sorted[Math.ceil(share * sorted.length) - 1];
  return { count: sorted.length, median: at(0.5), p90: at(0.9) };
}

function mean(times: readonly number[]): number | null {
  const sum = times.reduce((all, ms) => all + ms, 0);
  return times.length === 0 ? null : Math.round(sum / times.length);
}

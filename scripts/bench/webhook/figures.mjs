// From single answers to the figures of a row.

/** The value below which `share` of the values lie (nearest rank); null of nothing. */
export function quantile(values, share) {
  if (values.length === 0) return null;
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)];
}

/**
 * One row: what one system did under one load. Times in ms.
 * @param load.results `{ack, reply, wrong}` of each message; null for what never came
 */
export function rowOf(setting, load) {
  const answered = load.results.filter(({ reply }) => reply !== null);
  const acks = load.results.map(({ ack }) => ack).filter((ack) => ack !== null);
  const replies = answered.map(({ reply }) => reply);
  return {
    ...setting,
    events: load.results.length,
    perSecond: (answered.length / (load.tookMs ?? load.elapsedMs)) * 1_000,
    ack: spread(acks),
    reply: spread(replies),
    cpuMs: answered.length === 0 ? null : load.cpuMs / answered.length,
    residentMb: load.residentMb,
    others: load.others,
    wrong: load.results.filter(({ wrong }) => wrong).length,
    lost: load.results.length - answered.length,
    joined: load.replies === undefined ? 0 : Math.max(0, answered.length - load.replies),
  };
}

/** A share that no single value stands for is none: p95 takes 20 values, p99 takes 100. */
function spread(values) {
  const [p50, p95, p99] = [50, 95, 99].map((percent) =>
    values.length * (100 - percent) >= 100 ? quantile(values, percent / 100) : null,
  );
  return { p50, p95, p99 };
}

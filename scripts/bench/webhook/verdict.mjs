// Holds the rows of one run against what the desk aims at.

const PEERS = ['botkit', 'bottender', 'bare'];
const CPU_FACTOR = 1.5;
const SUSTAINED = 400;

/**
 * Each aim for each of the desk's stores. An aim is met when it is met in every setting measured;
 * `worst` tells of the setting that came off worst. Aims that nothing was measured for are left out.
 */
export function verdicts(rows, ours) {
  return ours.flatMap((system) => {
    const own = rows.filter((row) => row.system === system);
    const closed = own.filter(({ load }) => load === 'closed');
    const against = (row, names) =>
      rows.filter(
        (other) =>
          names.includes(other.system) &&
          other.load === row.load &&
          other.scenario === row.scenario &&
          other.delayMs === row.delayMs &&
          other.people === row.people,
      );
    const compared =
      (names, of, factor = 1) =>
      (row) =>
        against(row, names).map((other) => ({
          where: place(row, other.system),
          value: of(row),
          limit: of(other) === null ? null : of(other) * factor,
          upTo: true,
        }));
    const aim = (name, cases) => judge(name, system, cases);
    const crowded = closed.filter(({ people }) => people === 100);
    return [
      aim(
        'ack p99 below every peer, 100 people',
        crowded.flatMap(compared(PEERS, ({ ack }) => ack.p99)),
      ),
      aim(
        'reply p95 no worse than bottender',
        closed.flatMap(compared(['bottender'], ({ reply }) => reply.p95)),
      ),
      aim(
        `CPU an event at most ${CPU_FACTOR} × bottender`,
        closed.flatMap(compared(['bottender'], ({ cpuMs }) => cpuMs, CPU_FACTOR)),
      ),
      aim(
        `at least ${SUSTAINED} events/s sustained`,
        own
          .filter(({ load }) => load === 'sustained')
          .map(({ perSecond }) => ({
            where: 'echo',
            value: perSecond,
            limit: SUSTAINED,
            upTo: false,
          })),
      ),
    ].filter((found) => found !== null);
  });
}

function judge(aim, system, cases) {
  const measured = cases.filter(
    ({ value, limit }) => Number.isFinite(value) && Number.isFinite(limit),
  );
  if (measured.length === 0) return null;
  const ratio = ({ value, limit, upTo }) => (upTo ? value / limit : limit / value);
  const met = measured.filter((item) => ratio(item) <= 1).length;
  const [worst] = measured.toSorted((a, b) => ratio(b) - ratio(a));
  return {
    aim,
    system,
    met: met === measured.length,
    settings: `${met} of ${measured.length}`,
    worst: `${worst.where}: ${worst.value.toFixed(1)} (aim ${worst.limit.toFixed(1)})`,
  };
}

function place({ scenario, delayMs, people }, peer) {
  return `${scenario}, ${delayMs} ms, ${people} people, ${peer}`;
}

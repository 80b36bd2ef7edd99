const MUCH = 0.25;
const COLUMNS = [
  ['system', 9, ({ system }) => system],
  ['scenario', 9, ({ load, scenario }) => (load === 'closed' ? scenario : load)],
  ['delay', 5, ({ delayMs }) => String(delayMs)],
  ['people', 6, ({ people }) => String(people)],
  ['answers', 7, ({ events, lost }) => String(events - lost)],
  ['events/s', 8, ({ perSecond }) => number(perSecond, 0)],
  ['ack p50/p95/p99 ms', 22, ({ ack }) => spread(ack)],
  ['reply p50/p95/p99 ms', 22, ({ reply }) => spread(reply)],
  ['CPU ms', 6, ({ cpuMs }) => number(cpuMs, 2)],
  ['MB', 4, ({ residentMb }) => number(residentMb, 0)],
  ['others', 6, ({ others }) => `${number(others * 100, 0)} %`],
  ['', 0, remark],
];

export function printHead() {
  console.log(COLUMNS.map(([title, width]) => title.padEnd(width)).join('  '));
}

export function printRow(row) {
  console.log(COLUMNS.map(([, width, of]) => of(row).padEnd(width)).join('  '));
}

export function printVerdicts(found) {
  if (found.length === 0) return;
  console.log('');
  for (const { aim, system, met, settings, worst } of found) {
    console.log(
      `${met ? '✓ met   ' : '✗ missed'}  ${system}: ${aim} (${settings}); worst: ${worst}`,
    );
  }
}

/** Says so when the machine had other work than the benchmark; MongoDB's own work is none. */
export function printOthers(rows) {
  const most = Math.max(
    ...rows.filter(({ system }) => system !== 'mongodb').map(({ others }) => others),
  );
  if (most < MUCH) return;
  console.log(
    `\nOther programs took up to ${number(most * 100, 0)} % of a processor: repeat this on a quiet machine.`,
  );
}

/** What a row must not hide. */
function remark({ wrong, lost, joined }) {
  return [
    [wrong, 'answered wrongly'],
    [lost, 'never answered'],
    [joined, 'answered together with another'],
  ]
    .filter(([count]) => count > 0)
    .map(([count, what]) => `${count} ${what}`)
    .join(', ');
}

function spread({ p50, p95, p99 }) {
  return [p50, p95, p99].map((ms) => number(ms, 1)).join(' / ');
}

function number(value, digits) {
  return Number.isFinite(value) ? value.toFixed(digits) : '–';
}

import type { CalibrationBin } from '../../understanding/evaluation/calibration.ts';
import type { RankingScore } from '../../understanding/evaluation/ranking.ts';
import { tablesOf, type Evaluation, type Table } from './report.ts';

/** The report as one page that needs nothing from the network. */
export function htmlReport(evaluation: Evaluation): string {
  const pictures = evaluation.intents.flatMap(({ by, score }) => [
    `<h2>Which intent was taken for which (${escaped(by)})</h2>`,
    confusionMatrix(score.ranking),
    `<h2>What a confidence is worth (${escaped(by)})</h2>`,
    calibrationPlot(score.calibration.bins),
  ]);
  return `<!doctype html>
<html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>How well Thai is understood</title>
<style>
body { font: 15px/1.5 system-ui, sans-serif; max-width: 60rem; margin: 2rem auto; padding: 0 1rem; }
table { border-collapse: collapse; } th, td { padding: .15rem .7rem; text-align: right; }
th:first-child, td:first-child { text-align: left; } tr + tr { border-top: 1px solid #ddd; }
svg { max-width: 100%; height: auto; } svg text { font: 10px system-ui, sans-serif; fill: #222; }
</style>
<h1>How well Thai is understood</h1>
${pictures.join('\n')}
${tablesOf(evaluation).map(tableHtml).join('\n')}
</html>
`;
}

function tableHtml({ title, rows: [head = [], ...body] }: Table): string {
  const row = (cells: readonly string[], tag: string) =>
    `<tr>${cells.map((cell) => `<${tag}>${escaped(cell)}</${tag}>`).join('')}</tr>`;
  const lines = [row(head, 'th'), ...body.map((cells) => row(cells, 'td'))];
  return `<h2>${escaped(title)}</h2>\n<table>\n${lines.join('\n')}\n</table>`;
}

const CELL = 16;
const LEFT = 190;
const TOP = 190;

/** Rows are what it is, columns what it was taken for; the darker, the more of the row. */
function confusionMatrix({ labels, confusions }: RankingScore): string {
  const names = labels.map(({ label }) => label);
  const cells = [
    ...labels.map(({ label, count, recall }) => ({ truth: label, given: label, count: count * recall })),
    ...confusions,
  ].flatMap(({ truth, given, count }) => {
    const [row, column] = [names.indexOf(truth), names.indexOf(given)];
    const all = labels[row]?.count ?? 0;
    if (row < 0 || column < 0 || count === 0 || all === 0) return [];
    const colour = row === column ? '31,119,80' : '200,40,40';
    const text = `${truth} taken for ${given}: ${Math.round(count)} of ${all}`;
    return `<rect x="${LEFT + column * CELL}" y="${TOP + row * CELL}" width="${CELL - 1}" height="${CELL - 1}" fill="rgba(${colour},${(0.15 + (0.85 * count) / all).toFixed(2)})"><title>${escaped(text)}</title></rect>`;
  });
  const captions = names.flatMap((name, at) => {
    const middle = at * CELL + CELL / 2 + 3;
    const column = LEFT + middle;
    return [
      `<text x="${LEFT - 6}" y="${TOP + middle}" text-anchor="end">${escaped(name)}</text>`,
      `<text transform="translate(${column},${TOP - 6}) rotate(-90)">${escaped(name)}</text>`,
    ];
  });
  const width = LEFT + names.length * CELL;
  const height = TOP + names.length * CELL;
  return `<svg role="img" aria-label="Confusion matrix; the table below has the numbers" viewBox="0 0 ${width} ${height}" width="${width}">
${captions.join('\n')}
${cells.join('\n')}
</svg>`;
}

const SIDE = 320;
const EDGE = 40;

/** On the line, a confidence comes true as often as it claims; the larger a point, the more texts. */
function calibrationPlot(bins: readonly CalibrationBin[]): string {
  const x = (share: number) => (EDGE + share * SIDE).toFixed(1);
  const y = (share: number) => (10 + (1 - share) * SIDE).toFixed(1);
  const most = Math.max(1, ...bins.map(({ count }) => count));
  const points = bins.map(({ count, confidence, right }) => {
    const radius = (3 + 9 * Math.sqrt(count / most)).toFixed(1);
    const text = `${count} texts: claimed ${confidence.toFixed(2)}, right ${right.toFixed(2)}`;
    return `<circle cx="${x(confidence)}" cy="${y(right)}" r="${radius}" fill="rgba(31,119,80,.7)"><title>${text}</title></circle>`;
  });
  const ticks = [0, 0.25, 0.5, 0.75, 1].flatMap((share) => [
    `<text x="${x(share)}" y="${SIDE + 26}" text-anchor="middle">${share}</text>`,
    `<text x="${EDGE - 8}" y="${y(share)}" text-anchor="end">${share}</text>`,
  ]);
  return `<svg role="img" aria-label="Calibration plot: confidence across, share that was right upwards" viewBox="0 0 ${SIDE + EDGE + 20} ${SIDE + 50}" width="${SIDE + EDGE + 20}">
<path d="M${x(0)} ${y(0)}V${y(1)}M${x(0)} ${y(0)}H${x(1)}" stroke="#888" fill="none"/>
<path d="M${x(0)} ${y(0)}L${x(1)} ${y(1)}" stroke="#888" stroke-dasharray="4"/>
${[...ticks, ...points].join('\n')}
<text x="${x(0.5)}" y="${SIDE + 44}" text-anchor="middle">confidence</text>
</svg>`;
}

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
const escaped = (text: string) => text.replace(/[&<>"]/g, (sign) => ENTITIES[sign] ?? sign);

import type { EntityScore } from '../../understanding/evaluation/entity-scores.ts';
import type { IntentScore } from '../../understanding/evaluation/score-intents.ts';
import type { FaqScore } from './score-faq.ts';

/** Everything that `npm run understand:eval` finds out; each score with how it was come by. */
export interface Evaluation {
  readonly intents: readonly { readonly by: string; readonly score: IntentScore }[];
  readonly faq: readonly { readonly by: string; readonly score: FaqScore }[];
  readonly entities: { readonly all: EntityScore; readonly types: readonly EntityScore[] };
}

/** A table of the report: its first row holds the headings. */
export interface Table {
  readonly title: string;
  readonly rows: readonly (readonly string[])[];
}

const MOST_CONFUSIONS = 15;

/** The tables of a report, in the order of reading. */
export function tablesOf({ intents, faq, entities }: Evaluation): Table[] {
  return [
    intentTable(intents),
    ...intents.flatMap(({ by, score }) => [labelTable(by, score), confusionTable(by, score)]),
    faqTable(faq),
    ...faq.map(({ by, score }) => curveTable(by, score)),
    entityTable(entities),
  ];
}

function intentTable(scores: Evaluation['intents']): Table {
  return {
    title: 'Intents',
    rows: [
      ['by', 'texts', 'accuracy', 'macro-F1', 'top-3', 'recall of other', 'calibration error'],
      ...scores.map(({ by, score: { ranking, calibration } }) => [
        by,
        String(ranking.count),
        percent(ranking.first),
        ranking.macroF1.toFixed(3),
        percent(ranking.firstThree),
        percent(ranking.labels.find(({ label }) => label === 'other')?.recall ?? 0),
        calibration.error.toFixed(3),
      ]),
    ],
  };
}

function labelTable(by: string, { ranking }: IntentScore): Table {
  return {
    title: `Intents, one by one (${by})`,
    rows: [
      ['intent', 'texts', 'precision', 'recall', 'F1'],
      ...ranking.labels.map(({ label, count, precision, recall, f1 }) => [
        label,
        String(count),
        percent(precision),
        percent(recall),
        f1.toFixed(2),
      ]),
    ],
  };
}

function confusionTable(by: string, { ranking }: IntentScore): Table {
  const pairs = ranking.confusions.slice(0, MOST_CONFUSIONS);
  return {
    title: `Intents most often mixed up (${by})`,
    rows: [
      ['is', 'was taken for', 'times'],
      ...pairs.map(({ truth, given, count }) => [truth, given, String(count)]),
    ],
  };
}

function faqTable(scores: Evaluation['faq']): Table {
  return {
    title: 'Questions and entries',
    rows: [
      ['by', 'questions', 'R@1', 'R@3', 'MRR', 'answered', 'of these right', 'strangers', 'answered falsely'],
      ...scores.map(({ by, score: { ranking, inUse, strangers } }) => [
        by,
        String(ranking.count),
        percent(ranking.first),
        percent(ranking.firstThree),
        ranking.reciprocalRank.toFixed(3),
        percent(inUse.answered),
        percent(inUse.answered === 0 ? 0 : 1 - inUse.wrong / inUse.answered),
        String(strangers),
        percent(inUse.falselyAnswered),
      ]),
    ],
  };
}

function curveTable(by: string, { curve, inUse }: FaqScore): Table {
  const points = [...curve.filter((point) => point.sureness !== inUse.sureness), inUse].sort((a, b) => a.sureness - b.sureness);
  return {
    title: `Answering or abstaining, by the sureness asked for (${by}; in use: ${inUse.sureness})`,
    rows: [
      ['sureness', 'answered', 'by another entry', 'strangers answered'],
      ...points.map(({ sureness, answered, wrong, falselyAnswered }) => [
        sureness.toFixed(2),
        percent(answered),
        percent(wrong),
        percent(falselyAnswered),
      ]),
    ],
  };
}

function entityTable({ all, types }: Evaluation['entities']): Table {
  return {
    title: 'Facts',
    rows: [
      ['type', 'in the texts', 'precision', 'recall', 'F1'],
      ...[...types, all].map(({ type, expected, precision, recall, f1 }) => [
        type,
        String(expected),
        percent(precision),
        percent(recall),
        f1.toFixed(3),
      ]),
    ],
  };
}

export function textReport(evaluation: Evaluation): string {
  return tablesOf(evaluation)
    .map(({ title, rows }) => `${title}\n${alignedRows(rows)}`)
    .join('\n\n');
}

function alignedRows(rows: Table['rows']): string {
  const widths = (rows[0] ?? []).map((_, column) =>
    Math.max(...rows.map((row) => (row[column] ?? '').length)),
  );
  const line = (row: readonly string[]) =>
    row
      .map((cell, column) =>
        column === 0 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0),
      )
      .join('  ');
  return rows.map(line).join('\n');
}

const percent = (share: number) => `${(100 * share).toFixed(1)} %`;

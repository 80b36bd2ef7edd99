/** Part of `npm run check`: reads everything that staff edit and lists every fault. */
import { buildContent, faqFiles, readContent, trainContent } from '../content/content.ts';
import { describeProblem } from '../domain/content-problem.ts';
import { findOverdue, findRivals } from '../knowledge/rivals.ts';

try {
  const folder = process.cwd();
  const source = readContent(folder);
  const files = faqFiles(folder);
  const { faq } = buildContent(source, trainContent(source));
  const rivals = findRivals(source.entries, faq, files);
  // A day that passes is no fault of a change: it is told, and fails nothing.
  const today = new Date().toISOString().slice(0, 10);
  for (const problem of findOverdue(source.entries, today, files)) {
    process.stderr.write(`! ${describeProblem(problem)}\n`);
  }
  for (const problem of rivals) process.stderr.write(`${describeProblem(problem)}\n`);
  if (rivals.length > 0) process.exitCode = 1;
} catch (error) {
  process.stderr.write(`${(error as Error).message}\n`);
  process.exit(1);
}

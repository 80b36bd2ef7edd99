/** Part of `npm run check`: reads everything that staff edit and lists every fault. */
import { readContent } from '../content.ts';

try {
  readContent(process.cwd());
} catch (error) {
  process.stderr.write(`${(error as Error).message}\n`);
  process.exit(1);
}

import { buildContent, readContent, type Content } from './content.ts';
import { modelsOf } from './models.ts';
import { reloadContent } from './reload.ts';
import { watchContent } from './watch.ts';
import { describeProblem, type ContentProblem } from '../domain/content-problem.ts';
import type { Log } from '../ports.ts';

export type ContentStatus =
  | { readonly status: 'ok' }
  /** The files have faults; the last good version of them is in use. */
  | { readonly status: 'stale'; readonly problems: readonly string[] };

export interface LiveContent {
  readonly current: Content;
  readonly status: ContentStatus;
  /**
   * Follows the files from now on: a good change is in use within two seconds, a bad one changes
   * nothing and is told in the log and in `status`.
   * @param use is called with every new version, once it is in use
   */
  follow(log: Log, use: (content: Content) => void): void;
  close(): Promise<void>;
}

/**
 * Reads the content.
 * @param options.folder holds `dialogs/` and `knowledge/`
 * @param options.models keeps trained models between starts
 * @throws ContentError when the files have faults now
 */
export function openContent(options: {
  readonly folder: string;
  readonly models: string;
}): LiveContent {
  const { folder, models } = options;
  const source = readContent(folder);
  let trained = modelsOf(source, models);
  let current = buildContent(source, trained);
  let status: ContentStatus = { status: 'ok' };

  const refuse = (problems: readonly ContentProblem[], log: Log) => {
    status = { status: 'stale', problems: problems.map(describeProblem) };
    for (const { file, line, message } of problems) {
      log.error('content.reload_refused', { file, line, problem: message });
    }
  };
  const reload = async (log: Log, use: (content: Content) => void): Promise<void> => {
    try {
      const reloaded = await reloadContent({
        folder,
        models,
        known: { intents: trained.intents.key, faq: trained.faq.key },
      });
      if (reloaded.status === 'invalid') {
        refuse(reloaded.problems, log);
        return;
      }
      trained = { ...trained, ...reloaded.models };
      current = buildContent(reloaded.source, trained);
      status = { status: 'ok' };
      use(current);
      log.info('content.reloaded', { flows: current.flows.length });
    } catch (error) {
      // A file vanished while it was read, say: the next change brings another try.
      status = { status: 'stale', problems: ['The content files could not be read.'] };
      log.error('content.reload_failed', { error });
    }
  };

  let running = Promise.resolve();
  let endWatch: () => void = () => undefined;
  return {
    get current() {
      return current;
    },
    get status() {
      return status;
    },
    follow(log, use) {
      // One after the other: a change during a reload is read after it.
      let waiting = false;
      endWatch = watchContent(folder, () => {
        if (waiting) return;
        waiting = true;
        running = running.then(() => {
          waiting = false;
          return reload(log, use);
        });
      });
    },
    close() {
      endWatch();
      return running;
    },
  };
}

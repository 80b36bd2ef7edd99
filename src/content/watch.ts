import { watch } from 'node:fs';
import { join } from 'node:path';

const PLACES = ['dialogs', 'knowledge', 'knowledge/intents', 'knowledge/faq'];
/** Editors write a file in several steps; a copy of a folder comes file by file. */
const QUIET_MS = 150;

/**
 * Calls back a moment after files below `dialogs/` or `knowledge/` have changed.
 * @returns a function that ends the watch
 */
export function watchContent(folder: string, onChange: () => void): () => void {
  let timer: NodeJS.Timeout | undefined;
  const later = () => {
    clearTimeout(timer);
    timer = setTimeout(onChange, QUIET_MS);
  };
  const watchers = PLACES.map((place) => {
    const watcher = watch(join(folder, place), later);
    // A folder that is taken away meanwhile is a change too; reading it then says what is missing.
    watcher.on('error', later);
    return watcher;
  });
  return () => {
    clearTimeout(timer);
    for (const watcher of watchers) watcher.close();
  };
}

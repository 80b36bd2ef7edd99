import type { Config } from '../config.ts';
import type { Clock, Ids, Store } from '../ports.ts';
import { openSqliteStore } from '../store/sqlite/open.ts';

/**
 * The store that the configuration asks for: MongoDB where MONGODB_URI is set, else the embedded one.
 * @param exclusive false lets a command line program in beside a running server
 * @throws StoreInUseError or StoreUnusableError, whose messages say what to do
 */
export async function openStore(
  config: Config,
  options: { readonly clock: Clock; readonly ids: Ids; readonly exclusive?: boolean },
): Promise<Store> {
  const { clock } = options;
  if (config.MONGODB_URI === undefined) {
    return openSqliteStore({ directory: config.DATA_DIR, ...options });
  }
  // Loaded only where it is used: the driver costs the embedded store memory and start-up time.
  const { openMongoStore } = await import('../store/mongo/open.ts');
  return openMongoStore({ uri: config.MONGODB_URI, clock });
}

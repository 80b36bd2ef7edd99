import { config as readEnvFile } from 'dotenv';
import { start } from './compose.ts';
import { ConfigError, readConfig } from './config.ts';
import { ContentError } from './content/content.ts';
import { StoreUnusableError } from './domain/store-errors.ts';
import { systemClock, systemIds, systemLog } from './assembly/system.ts';

const STOP_MS = 4_000;
const say = (text: string) => process.stdout.write(`${text}\n`);

readEnvFile({ quiet: true });
try {
  const config = readConfig(process.env);
  const log = systemLog(config.LOG_LEVEL);
  const folder = process.cwd();
  const running = await start({ config, folder, clock: systemClock, ids: systemIds, log });
  const address = running.url.replace('127.0.0.1', 'localhost');
  say(`Agents: ${address}/desk   Status of a case: ${address}/track`);
  if (running.simulated) say(`A simulated Messenger stands in for Facebook: ${address}/simulator`);
  if (running.adminPassword !== null) {
    say(
      `First start: sign in as admin with the password ${running.adminPassword} (shown only now).`,
    );
  }
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => {
      log.info('server.stopping', { signal });
      // What is still in hand then is leased: the next start finishes it.
      setTimeout(() => {
        log.warn('server.stopped_early');
        process.exit(0);
      }, STOP_MS).unref();
      void running.stop().then(() => process.exit(0));
    });
  }
} catch (error) {
  const inUse = error instanceof Error && 'code' in error && error.code === 'EADDRINUSE';
  if (inUse) {
    process.stderr.write(
      'The port is taken. Stop the other program or set PORT to another number.\n',
    );
    process.exit(1);
  }
  const expected =
    error instanceof ConfigError ||
    error instanceof ContentError ||
    error instanceof StoreUnusableError;
  process.stderr.write(`${expected ? error.message : String((error as Error).stack)}\n`);
  process.exit(1);
}

/** `npm run receipt:key`: keeps a copy of the key that signs receipts, and puts one back. */
import { readFileSync, writeFileSync } from 'node:fs';
import { config as readEnvFile } from 'dotenv';
import { readConfig } from '../config.ts';
import { openStore } from '../assembly/open-store.ts';
import type { ReceiptKeyStore } from '../ports.ts';
import { receiptKeyOf, signingKey } from '../receipts/keys.ts';
import { systemClock, systemIds } from '../assembly/system.ts';

const USAGE = `Usage: npm run receipt:key -- show | export FILE | import FILE
  show    names the key that signs, and all that ever did
  export  writes the private key to a new file that only you can read; keep it where the store is not
  import  puts the key of such a file in the place of the present one; receipts that are out stay valid
Exit code: 0 done, 1 not done.`;

readEnvFile({ quiet: true });
try {
  const [command, file] = process.argv.slice(2);
  const store = await openStore(readConfig(process.env), {
    ids: systemIds,
    clock: systemClock,
    exclusive: false,
  });
  try {
    process.stdout.write(`${await work(store, command, file)}\n`);
  } finally {
    await store.close();
  }
} catch (error) {
  process.stderr.write(`${(error as Error).message}\n`);
  process.exitCode = 1;
}

async function work(
  store: ReceiptKeyStore,
  command: string | undefined,
  file: string | undefined,
): Promise<string> {
  if (command === 'show' && file === undefined) return show(store);
  if (command === 'export' && file !== undefined) {
    const key = await store.receiptKey();
    if (key === null) throw new Error('There is no key to export.');
    // Never over another file, which may be the only copy of another key.
    writeFileSync(file, key.privatePem, { flag: 'wx', mode: 0o600 });
    return `The key ${key.id} is in ${file}. Whoever has it can make receipts: keep it locked away.`;
  }
  if (command === 'import' && file !== undefined) {
    const key = receiptKeyOf(readFileSync(file, 'utf8'), systemClock.now());
    await store.putReceiptKey(key);
    return `Receipts are signed with ${key.id} from now on.`;
  }
  throw new Error(USAGE);
}

async function show(store: ReceiptKeyStore): Promise<string> {
  const signer = await signingKey(store);
  const all = await store.publicReceiptKeys();
  const state = {
    lost: 'none: it was lost, or no server has been started yet',
    unreadable: 'unreadable',
  };
  return [
    `signs now: ${signer.status === 'ok' ? signer.id : state[signer.status]}`,
    ...all.map(({ id, madeAt }) => `${id} since ${new Date(madeAt).toISOString()}`),
  ].join('\n');
}

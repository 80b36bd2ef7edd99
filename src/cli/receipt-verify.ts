/** `npm run receipt:verify`: checks a receipt and, when asked, files against it. Needs no server and no store. */
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { config as readEnvFile } from 'dotenv';
import { readConfig } from '../config.ts';
import { PUBLIC_KEYS_FILE } from '../assembly/receipting.ts';
import { compareFiles } from '../receipts/compare-files.ts';
import { describeCheck, describeFiles } from '../receipts/describe.ts';
import { checkReceipt, readPublicKeys } from '../receipts/verify.ts';

const USAGE = `Usage: npm run receipt:verify -- FILE.pdf [--key PUBLIC_KEY_FILE] [--evidence DIR]
  --key       the centre's public keys (PEM), from its page /track/receipt-key.pem;
              without it those that a server has left in DATA_DIR
  --evidence  a folder whose files are compared with those that the receipt names
Exit code: 0 the receipt is genuine and the files are the ones it names, 1 anything else.`;

try {
  process.exitCode = run(process.argv.slice(2)) ? 0 : 1;
} catch (error) {
  process.stderr.write(`${(error as Error).message}\n`);
  process.exitCode = 1;
}

function run(args: readonly string[]): boolean {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: { key: { type: 'string' }, evidence: { type: 'string' } },
  });
  const [file] = positionals;
  if (file === undefined || positionals.length > 1) throw new Error(USAGE);
  const check = checkReceipt(readFileSync(file), readKeys(values.key));
  print(describeCheck(check));
  if (check.status !== 'genuine' || values.evidence === undefined)
    return check.status === 'genuine';
  const comparison = compareFiles(check.statement.evidence, hashesIn(values.evidence));
  print(describeFiles(comparison));
  return comparison.missing.length === 0 && comparison.unknown.length === 0;
}

function readKeys(path: string | undefined) {
  const keys = readPublicKeys(readFileSync(path ?? keysOfServer(), 'utf8'));
  if (keys.length > 0) return keys;
  throw new Error(
    'ไม่พบกุญแจสาธารณะในไฟล์ที่ให้มา · The file holds no public key (PEM). Get it from /track/receipt-key.pem of the centre.',
  );
}

function keysOfServer(): string {
  readEnvFile({ quiet: true });
  return join(readConfig(process.env).DATA_DIR, PUBLIC_KEYS_FILE);
}

/** SHA-256 and size of every file in a folder, by its path in there. */
function hashesIn(folder: string): ReadonlyMap<string, { sha256: string; bytes: number }> {
  const found = readdirSync(folder, { recursive: true, withFileTypes: true });
  return new Map(
    found
      .filter((entry) => entry.isFile())
      .map(({ parentPath, name }) => {
        const bytes = readFileSync(join(parentPath, name));
        const sha256 = createHash('sha256').update(bytes).digest('hex');
        return [join(parentPath, name), { sha256, bytes: bytes.length }];
      }),
  );
}

function print(lines: readonly string[]): void {
  process.stdout.write(`${lines.join('\n')}\n`);
}

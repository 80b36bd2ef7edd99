/** `npm run audit:verify`: walks the audit's chain and names the first broken link. */
import { parseArgs } from 'node:util';
import { config as readEnvFile } from 'dotenv';
import { verifyAudit, type VerifiedAudit } from '../casework/verify-audit.ts';
import { readConfig } from '../config.ts';
import type { AuditHead } from '../domain/audit.ts';
import { openStore } from '../assembly/open-store.ts';
import { systemClock, systemIds } from '../assembly/system.ts';

const USAGE = `Usage: npm run audit:verify -- [--anchor SEQ:HASH]
  --anchor  where the chain ended at an earlier run, as that run printed it
Exit code: 0 the chain is whole, 1 it is broken, 2 it could not be read.`;

readEnvFile({ quiet: true });
try {
  const { values } = parseArgs({ options: { anchor: { type: 'string' } } });
  const store = await openStore(readConfig(process.env), {
    ids: systemIds,
    clock: systemClock,
    exclusive: false,
  });
  try {
    const result = await verifyAudit(store, readAnchor(values.anchor));
    process.stdout.write(`${describe(result)}\n`);
    process.exitCode = result.status === 'whole' ? 0 : 1;
  } finally {
    await store.close();
  }
} catch (error) {
  process.stderr.write(`${(error as Error).message}\n`);
  process.exitCode = 2;
}

function readAnchor(text: string | undefined): AuditHead | null {
  if (text === undefined) return null;
  const match = /^(\d+):([0-9a-f]{64})$/.exec(text);
  if (match === null) throw new Error(USAGE);
  return { seq: Number(match[1]), hash: match[2] ?? '' };
}

function describe(result: VerifiedAudit): string {
  if (result.status === 'whole') {
    const { seq, hash } = result.head;
    return `The audit is whole: ${seq} entries.\nKeep this outside of the store, and give it as --anchor the next time: ${seq}:${hash}`;
  }
  const { seq, problem } = result;
  const what = {
    missing: 'is missing: it was dropped.',
    changed: 'is not what was written: what it says does not fit its hash.',
    not_tied_to_previous: 'is not tied to the entry before it: one of the two was exchanged.',
    shortened: 'and all behind it are missing: the chain was cut.',
    not_the_head: 'is not the one that the store remembers as the last.',
    not_the_anchor: 'is another one than the anchor names: the chain was made anew.',
  }[problem];
  return `The audit is broken. Entry ${seq} ${what}`;
}

import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { ofCase } from '../../src/domain/audit.ts';
import { openSqliteStore } from '../../src/store/sqlite/open.ts';
import { systemClock, systemIds } from '../../src/assembly/system.ts';
import { aCase, aPerson, NOW } from '../contracts/samples.ts';

interface Ended {
  readonly code: number;
  readonly said: string;
}

describe('npm run audit:verify', () => {
  const directory = mkdtempSync(join(tmpdir(), 'audit-cli-'));
  const open = () => openSqliteStore({ directory, ids: systemIds, clock: systemClock });
  before(async () => {
    const store = await open();
    const subject = ofCase(aCase(aPerson()).reference);
    for (const at of [NOW, NOW + 1, NOW + 2]) {
      await store.appendAudit([{ at, actor: 'bot', action: 'case.opened', subject }]);
    }
    await store.close();
  });
  after(() => rmSync(directory, { recursive: true, force: true }));

  const run = (...args: string[]) =>
    new Promise<Ended>((resolve) => {
      const command = ['--import', 'tsx', 'src/cli/audit-verify.ts', ...args];
      const env = { ...process.env, DATA_DIR: directory, MONGODB_URI: '' };
      execFile(process.execPath, command, { env }, (error, stdout, stderr) =>
        resolve({ code: Number(error?.code ?? 0), said: `${stdout}${stderr}` }),
      );
    });

  it('finds the chain whole and prints an anchor that it accepts the next time', async () => {
    const first = await run();
    expect(first.code, first.said).to.equal(0);
    expect(first.said).to.include('3 entries');
    const anchor = /3:[0-9a-f]{64}/.exec(first.said)?.[0] ?? '';
    expect((await run('--anchor', anchor)).code).to.equal(0);
    expect((await run('--anchor', 'nonsense')).code).to.equal(2);
  });

  it('ends with 1 and names the first broken link', async () => {
    const store = await open();
    store.database.run('DROP TRIGGER audit_unchanged');
    store.database.run("UPDATE audit SET actor = 'consumer' WHERE seq = 2");
    await store.close();
    const { code, said } = await run();
    expect(code, said).to.equal(1);
    expect(said).to.include('Entry 2 is not what was written');
  });
});

/** What every engine promises behind the store's port; run on each by store.test.ts. */
import type { Store } from '../../src/ports.ts';
import { acceptContract } from './accept.contract.ts';
import { auditContract } from './audit.contract.ts';
import { claimContract } from './claim.contract.ts';
import { codesContract } from './codes.contract.ts';
import { commitContract } from './commit.contract.ts';
import { dutyContract } from './duty.contract.ts';
import { eraseContract } from './erase.contract.ts';
import { figuresContract } from './figures.contract.ts';
import { filesContract } from './files.contract.ts';
import { interleaveContract } from './interleave.contract.ts';
import { keptFiguresContract } from './kept-figures.contract.ts';
import { marksContract } from './marks.contract.ts';
import { opinionsContract } from './opinions.contract.ts';
import { outboxContract } from './outbox.contract.ts';
import { raceContract } from './race.contract.ts';
import { readingContract } from './reading.contract.ts';
import { receiptKeysContract } from './receipt-keys.contract.ts';
import { referralsContract } from './referrals.contract.ts';
import { staffContract } from './staff.contract.ts';
import { sweepContract } from './sweep.contract.ts';
import { timersContract } from './timers.contract.ts';
import { triesContract } from './tries.contract.ts';
import { viewersContract } from './viewers.contract.ts';

/** The engine under test. Every test has its own people, so that one store serves all. */
export interface Engine {
  readonly name: string;
  readonly store: () => Store;
  /** Closes the store and opens it again on the same data, as a new process would. */
  readonly reopen: () => Promise<Store>;
  /** Everything that is kept, as one text. */
  readonly dump: () => Promise<string>;
}

export function storeContract(engine: Engine): void {
  acceptContract(engine);
  claimContract(engine);
  commitContract(engine);
  codesContract(engine);
  outboxContract(engine);
  readingContract(engine);
  marksContract(engine);
  referralsContract(engine);
  staffContract(engine);
  receiptKeysContract(engine);
  triesContract(engine);
  viewersContract(engine);
  auditContract(engine);
  filesContract(engine);
  sweepContract(engine);
  eraseContract(engine);
  timersContract(engine);
  opinionsContract(engine);
  dutyContract(engine);
  figuresContract(engine);
  keptFiguresContract(engine);
  raceContract(engine);
  interleaveContract(engine);
}

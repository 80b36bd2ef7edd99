import { mongo, type Connection } from 'mongoose';

const LOOK_MS = 1_500;
/** Ours wait for nothing but MongoDB; one that is ended wrongly is run again. */
const STILL_MS = 3_000;
/** "Unauthorized", "CommandNotFound", "CommandNotSupported": the same at every look. */
const NEVER_CODES: readonly unknown[] = [13, 59, 115];

interface OpenTransaction {
  readonly lsid: { readonly id: mongo.Binary };
  readonly transaction: {
    readonly parameters: { readonly txnNumber: mongo.Long | number };
    /** How long the server has worked for it, in microseconds: unchanged while nothing is asked. */
    readonly timeActiveMicros: mongo.Long | number;
  };
}

/**
 * Ends transactions of this program in which nobody goes on, as after the kill of an instance.
 * MongoDB itself keeps them for a minute (transactionLifetimeLimitSeconds), and refuses meanwhile all
 * that writes the same documents: the people whose messages were just being stored, and Facebook
 * with its next try, would wait that long. Where the server does not let us look, that minute stays.
 * @param appName whose transactions; those of other programs are left alone
 * @returns ends the looking
 * @see https://www.mongodb.com/docs/manual/reference/operator/aggregation/currentOp/
 */
export function endAbandoned(
  connection: Connection,
  {
    appName,
    lookMs = LOOK_MS,
    stillMs = STILL_MS,
  }: { readonly appName: string; readonly lookMs?: number; readonly stillMs?: number },
): () => void {
  // What goes on is read with no other concern than this.
  const admin = connection.getClient().db('admin', {
    readConcern: new mongo.ReadConcern('local'),
  });
  const idle = [
    { $currentOp: { idleSessions: true, allUsers: false } },
    { $match: { type: 'idleSession', appName, transaction: { $exists: true } } },
    { $project: { lsid: 1, transaction: 1 } },
  ];
  let seen = new Map<string, number>();
  let ended = false;
  let timer = setTimeout(look, lookMs).unref();

  function look(): void {
    endStill().then(again, (error: unknown) => {
      const code = error instanceof Error && 'code' in error ? error.code : null;
      if (!NEVER_CODES.includes(code)) again();
    });
  }
  function again(): void {
    if (!ended) timer = setTimeout(look, lookMs).unref();
  }
  async function endStill(): Promise<void> {
    const found = await admin.aggregate<OpenTransaction>(idle).toArray();
    const now = performance.now();
    const open = found.map((one) => {
      const name = nameOf(one);
      return { name, id: one.lsid.id, since: seen.get(name) ?? now };
    });
    seen = new Map(open.map(({ name, since }) => [name, since]));
    const still = open.filter(({ since }) => now - since >= stillMs);
    if (still.length === 0) return;
    await admin.command({ killSessions: still.map(({ id }) => ({ id })) });
  }
  return () => {
    ended = true;
    clearTimeout(timer);
  };
}

/** The same as long as nothing is asked in it. */
function nameOf({ lsid, transaction }: OpenTransaction): string {
  const { parameters, timeActiveMicros } = transaction;
  return [lsid.id.toString('hex'), parameters.txnNumber, timeActiveMicros].map(String).join(' ');
}

import type { Connection } from 'mongoose';
import type { Instant, StaffId } from '../../domain/ids.ts';
import type { Session, Staff } from '../../domain/staff.ts';
import { isDuplicate, transaction } from './connection.ts';
import type { Models } from './models.ts';

export class MongoStaff {
  readonly #connection: Connection;
  readonly #models: Models;

  constructor(connection: Connection, models: Models) {
    this.#connection = connection;
    this.#models = models;
  }

  async add(staff: Staff): Promise<'added' | 'taken'> {
    try {
      await this.#models.staff.create({ _id: staff.id, username: staff.username, doc: staff });
      return 'added';
    } catch (error) {
      if (isDuplicate(error)) return 'taken';
      throw error;
    }
  }

  async byUsername(username: string): Promise<Staff | null> {
    return (await this.#models.staff.findOne({ username }).lean())?.doc ?? null;
  }

  async byId(id: StaffId): Promise<Staff | null> {
    return (await this.#models.staff.findById(id).lean())?.doc ?? null;
  }

  async list(): Promise<Staff[]> {
    return (await this.#models.staff.find().sort({ username: 1 }).lean()).map((row) => row.doc);
  }

  update(id: StaffId, change: Partial<Staff>): Promise<boolean> {
    return transaction(this.#connection, async (session) => {
      const fields = Object.entries(change).map(([name, value]) => [`doc.${name}`, value]);
      const { matchedCount } = await this.#models.staff.updateOne(
        { _id: id },
        { $set: Object.fromEntries(fields) as Record<string, unknown> },
        { session },
      );
      if (matchedCount === 0) return false;
      await this.#models.sessions.deleteMany({ staffId: id }, { session });
      return true;
    });
  }

  async spendCode(id: StaffId, step: number): Promise<boolean> {
    const { modifiedCount } = await this.#models.staff.updateOne(
      { _id: id, 'doc.secondFactor.lastStep': { $lt: step } },
      { $set: { 'doc.secondFactor.lastStep': step } },
    );
    return modifiedCount > 0;
  }

  async spendRecoveryCode(id: StaffId, hash: string): Promise<boolean> {
    const { modifiedCount } = await this.#models.staff.updateOne(
      { _id: id, 'doc.secondFactor.recoveryHashes': hash },
      { $pull: { 'doc.secondFactor.recoveryHashes': hash } },
    );
    return modifiedCount > 0;
  }

  async sessionsOf(id: StaffId, now: Instant): Promise<Session[]> {
    const rows = await this.#models.sessions
      .find({ staffId: id, expires: { $gt: new Date(now) } })
      .sort({ 'doc.createdAt': -1 })
      .lean();
    return rows.map((row) => row.doc);
  }

  async addSession(session: Session): Promise<void> {
    await this.#models.sessions.create({
      _id: session.tokenHash,
      staffId: session.staffId,
      expires: new Date(session.expiresAt),
      doc: session,
    });
  }

  async session(tokenHash: string): Promise<Session | null> {
    return (await this.#models.sessions.findById(tokenHash).lean())?.doc ?? null;
  }

  async endSession(tokenHash: string): Promise<void> {
    await this.#models.sessions.deleteOne({ _id: tokenHash });
  }
}

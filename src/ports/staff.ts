import type { Instant, StaffId } from '../domain/ids.ts';
import type { Session, Staff } from '../domain/staff.ts';

export interface StaffStore {
  /** `taken` when the username exists. */
  addStaff(staff: Staff): Promise<'added' | 'taken'>;
  staffByUsername(username: string): Promise<Staff | null>;
  staffById(id: StaffId): Promise<Staff | null>;
  listStaff(): Promise<readonly Staff[]>;
  /** Ends all sessions of the member as well. False when there is no such member. */
  updateStaff(
    id: StaffId,
    change: Partial<Pick<Staff, 'passwordHash' | 'disabledAt' | 'role' | 'name' | 'secondFactor'>>,
  ): Promise<boolean>;
  /**
   * Spends a one-time code, so that it opens once, also when asked twice at the same time. False
   * when it, or a later one, was spent before.
   */
  spendCode(id: StaffId, step: number): Promise<boolean>;
  /** Spends a recovery code by its hash. False when there is no such code (any more). */
  spendRecoveryCode(id: StaffId, hash: string): Promise<boolean>;
  /** The member's sessions, newest first, ended ones left out. */
  sessionsOf(id: StaffId, now: Instant): Promise<readonly Session[]>;
  addSession(session: Session): Promise<void>;
  sessionByTokenHash(tokenHash: string): Promise<Session | null>;
  endSession(tokenHash: string): Promise<void>;
}

import type { StaffId } from '../domain/ids.ts';
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
    change: Partial<Pick<Staff, 'passwordHash' | 'disabledAt' | 'role' | 'name'>>,
  ): Promise<boolean>;
  addSession(session: Session): Promise<void>;
  sessionByTokenHash(tokenHash: string): Promise<Session | null>;
  endSession(tokenHash: string): Promise<void>;
}

import { createContext, useContext } from 'react';
import { leadsDesk } from '../../../domain/staff.ts';
import type { Member } from '../../../http/session-shapes.ts';

/** Who is signed in. */
export const Me = createContext<Member | null>(null);

/** Whether whoever is signed in answers for others: some things are for them alone. */
export function useLeads(): boolean {
  const role = useContext(Me)?.role;
  return role !== undefined && leadsDesk(role);
}

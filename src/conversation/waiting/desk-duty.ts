import { byStaff, ofStaff } from '../../domain/audit.ts';
import type { DeskSetup } from '../../domain/desk-setup.ts';
import type { StaffId } from '../../domain/ids.ts';
import { newPresence, type PresenceStatus } from '../../domain/presence.ts';
import type { Actor } from '../../domain/staff.ts';
import type { AgentTools } from '../agent/agent-actions.ts';

/** Sets whether a member is there; a supervisor may set it for others. */
export async function setPresence(
  { store, clock, ids }: AgentTools,
  actor: Actor,
  id: StaffId,
  status: PresenceStatus,
): Promise<void> {
  for (;;) {
    const now = clock.now();
    const found = (await store.presences()).find(({ staffId }) => staffId === id);
    const before = found ?? newPresence(id);
    if (found?.status === status) return;
    const seenAt = actor.id === id ? now : before.seenAt;
    const { status: result } = await store.commit({
      presences: [
        {
          expectedVersion: before.version,
          next: { ...before, version: before.version + 1, status, since: now, seenAt },
        },
      ],
      audit: [
        {
          at: now,
          actor: byStaff(actor.id),
          action: 'desk.presence_set',
          subject: ofStaff(id),
          details: { status },
        },
      ],
      live: [{ id: ids.next(), at: now, topic: 'duty', subject: id }],
    });
    if (result === 'committed') return;
  }
}

/**
 * Changes how the desk is run.
 * @param expectedVersion what the change was made from; null: whatever stands now
 * @returns `changed_meanwhile` when somebody else was faster, and nothing is changed
 */
export async function changeSetup(
  { store, clock, ids }: AgentTools,
  actor: Actor,
  expectedVersion: number | null,
  change: (setup: DeskSetup) => DeskSetup,
): Promise<'ok' | 'changed_meanwhile'> {
  for (;;) {
    const before = await store.deskSetup();
    if (expectedVersion !== null && before.version !== expectedVersion) return 'changed_meanwhile';
    const now = clock.now();
    const next = { ...change(before), version: before.version + 1 };
    const { status } = await store.commit({
      setup: { expectedVersion: before.version, next },
      audit: [
        {
          at: now,
          actor: byStaff(actor.id),
          action: 'desk.setup_changed',
          subject: 'desk:setup',
          details: { mode: next.mode, capacity: next.capacity, answerMinutes: next.answerMinutes },
        },
      ],
      live: [{ id: ids.next(), at: now, topic: 'duty', subject: 'setup' }],
    });
    if (status === 'committed') return 'ok';
  }
}

import { conversationId, staffId } from '../../domain/ids.ts';
import type { ConversationId, Instant, StaffId } from '../../domain/ids.ts';
import { looksDifferent, type Viewer } from '../../domain/viewer.ts';
import { isDuplicate } from './connection.ts';
import type { Models } from './models.ts';
import type { ViewerRow } from './row-shapes.ts';

export class MongoViewers {
  readonly #models: Models;

  constructor(models: Models) {
    this.#models = models;
  }

  async put(viewer: Viewer, now: Instant): Promise<boolean> {
    const { conversationId: conversation, staffId: staff, name, until, typingUntil } = viewer;
    const write = () =>
      this.#models.viewers
        .findOneAndUpdate(
          { _id: keyOf(conversation, staff) },
          { $set: { conversationId: conversation, staffId: staff, name, until, typingUntil } },
          { upsert: true, returnDocument: 'before' },
        )
        .lean();
    // Of two that insert at once the second one finds the first one's then.
    const row = await write().catch((error: unknown) => {
      if (isDuplicate(error)) return write();
      throw error;
    });
    return looksDifferent(row === null ? null : viewerOf(row), viewer, now);
  }

  async drop(conversation: ConversationId, staff: StaffId, now: Instant): Promise<boolean> {
    const row = await this.#models.viewers
      .findOneAndDelete({ _id: keyOf(conversation, staff) })
      .lean();
    return row !== null && row.until > now;
  }

  async all(conversation: ConversationId | null, now: Instant): Promise<Viewer[]> {
    const rows = await this.#models.viewers
      .find({
        until: { $gt: now },
        ...(conversation !== null && { conversationId: conversation }),
      })
      .sort({ name: 1, staffId: 1 })
      .lean();
    return rows.map(viewerOf);
  }
}

const keyOf = (conversation: ConversationId, staff: StaffId) => `${conversation} ${staff}`;

function viewerOf(row: ViewerRow): Viewer {
  return {
    conversationId: conversationId(row.conversationId),
    staffId: staffId(row.staffId),
    name: row.name,
    until: row.until,
    typingUntil: row.typingUntil ?? null,
  };
}

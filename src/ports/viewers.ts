import type { ConversationId, Instant, StaffId } from '../domain/ids.ts';
import type { Viewer } from '../domain/viewer.ts';

/** Who has which conversation open, known to all processes. The sweep drops what has run out. */
export interface ViewerStore {
  /**
   * Takes the place of what was known of this member in this conversation.
   * @returns whether colleagues see something else than before
   */
  putViewer(viewer: Viewer, now: Instant): Promise<boolean>;
  /** @returns whether the member was there */
  dropViewer(conversation: ConversationId, staff: StaffId, now: Instant): Promise<boolean>;
  /** Those who are there now, by name. @param conversation null: in any conversation */
  viewers(conversation: ConversationId | null, now: Instant): Promise<readonly Viewer[]>;
}

/** What the simulator's API tells its page. Times are ISO 8601. */

export interface PersonSummary {
  readonly psid: string;
  readonly name: string;
  /** Words of the last message, or a file's name; empty when there are none. */
  readonly preview: string;
  /** What the last message shows; null when there is none. */
  readonly lastKind: ContentView['kind'] | null;
  readonly lastAt: string | null;
  /** Messages from the Page that nobody has looked at. */
  readonly unread: number;
}

export type ButtonView =
  | { readonly kind: 'postback'; readonly title: string; readonly payload: string }
  | { readonly kind: 'url'; readonly title: string; readonly url: string };

export interface CardView {
  readonly title: string;
  readonly subtitle: string;
  readonly imageUrl: string | null;
  readonly buttons: readonly ButtonView[];
}

export interface AttachmentView {
  readonly type: 'image' | 'audio' | 'video' | 'file';
  readonly url: string;
  readonly name: string;
  /** Null when the Page sent a link. */
  readonly bytes: number | null;
}

export type ContentView =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'buttons'; readonly text: string; readonly buttons: readonly ButtonView[] }
  | { readonly kind: 'cards'; readonly cards: readonly CardView[] }
  | { readonly kind: 'attachments'; readonly attachments: readonly AttachmentView[] }
  | { readonly kind: 'sticker'; readonly stickerId: string }
  /** The person took it back. */
  | { readonly kind: 'taken_back' };

export interface MessageView {
  readonly id: string;
  readonly side: 'page' | 'person';
  /** `inbox`: somebody answered in Meta Business Suite. */
  readonly by: 'app' | 'inbox' | 'person';
  readonly at: string;
  readonly content: ContentView;
  /** Titles; the place in the list is the index to tap. */
  readonly quickReplies: readonly string[];
  /** Whether the app's webhook took it; `sent` for the Page's messages. */
  readonly status: 'sending' | 'sent' | 'failed';
  /** Whether the other side has seen it. */
  readonly seen: boolean;
  readonly edits: number;
  /** A text that the person typed. */
  readonly editable: boolean;
  readonly reactions: Readonly<Partial<Record<'person' | 'page', string>>>;
}

export interface ThreadView {
  readonly psid: string;
  readonly name: string;
  readonly page: { readonly id: string; readonly name: string };
  readonly greeting: string;
  /** Whether the Get Started button is to be shown now. */
  readonly getStarted: boolean;
  readonly iceBreakers: readonly { readonly title: string; readonly payload: string }[];
  readonly menu: readonly ButtonView[];
  readonly composerDisabled: boolean;
  /** How long the typing dots are still to be shown; 0 when not. */
  readonly typingForMs: number;
  /** Whether another app controls the thread. */
  readonly elsewhere: boolean;
  /** How far this person's clock is moved ahead. */
  readonly hoursAhead: number;
  /** Which messages Messenger would still take from the Page. */
  readonly window: 'never_opened' | 'open' | 'human_agent_only' | 'closed';
  readonly messages: readonly MessageView[];
  /** Sends that never reached the phone because Graph refused them; oldest first. */
  readonly refusals: readonly RefusalView[];
}

export interface RefusalView {
  readonly at: string;
  readonly code: number;
  readonly subcode: number | null;
  readonly message: string;
}

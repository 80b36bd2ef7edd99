/** Every id is an opaque string to the outside; brands keep them apart inside. */
declare const brand: unique symbol;
type Branded<Name extends string> = string & { readonly [brand]: Name };

export type ConversationId = Branded<'Conversation'>;
export type MessageId = Branded<'Message'>;
export type HandoffId = Branded<'Handoff'>;
export type EvidenceId = Branded<'Evidence'>;
export type ReferralId = Branded<'Referral'>;
export type StaffId = Branded<'Staff'>;

/** A moment as milliseconds since 1970 UTC. */
export type Instant = number;

export const conversationId = (id: string) => id as ConversationId;
export const messageId = (id: string) => id as MessageId;
export const handoffId = (id: string) => id as HandoffId;
export const evidenceId = (id: string) => id as EvidenceId;
export const referralId = (id: string) => id as ReferralId;
export const staffId = (id: string) => id as StaffId;

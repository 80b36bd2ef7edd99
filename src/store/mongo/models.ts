/** The collections, as mongoose knows them; what stands in each: row-shapes.ts. */
import { Schema, type Connection, type Model } from 'mongoose';
import type {
  IntakeRow,
  LaneRow,
  ConversationRow,
  MessageRow,
  OutboxRow,
  CaseRow,
  HandoffRow,
  EvidenceRow,
  UnansweredRow,
  LiveEventRow,
  StaffRow,
  SessionRow,
  WatermarkRow,
  AuditRow,
  AuditHeadRow,
  ReferralRow,
  TryRow,
  ViewerRow,
  ReceiptKeyRow,
  ReceiptSigningRow,
  OpinionRow,
  PresenceRow,
  DeskSetupRow,
  HandOverRow,
  HandOverItemRow,
  TimerRow,
  TombstoneRow,
  MarkRow,
} from './row-shapes.ts';

const text = { type: String, required: true } as const;
const number = { type: Number, required: true } as const;
const flag = { type: Boolean, required: true } as const;
const doc = { type: Schema.Types.Mixed, required: true } as const;
const optionalText = { type: String, default: null } as const;

export type Models = ReturnType<typeof createModels>;

export function createModels(connection: Connection) {
  const model = <Row>(name: string, fields: Record<string, unknown>): Model<Row> =>
    connection.model<Row>(
      name,
      new Schema<Row>({ _id: String, ...fields } as never, {
        collection: name,
        versionKey: false,
        minimize: false,
        autoIndex: false,
        autoCreate: false,
      }),
    );
  return {
    intake: model<IntakeRow>('intake_events', {
      id: text,
      conversationId: optionalText,
      at: number,
      receivedAt: number,
      done: flag,
      doc: text,
    }),
    lanes: model<LaneRow>('lanes', {
      kind: text,
      conversationId: text,
      dueAt: Number,
      readyAt: Number,
      leaseUntil: number,
      paused: Boolean,
      interrupted: Boolean,
      actedAt: Number,
      fence: number,
      attempts: number,
      writes: number,
    }),
    conversations: model<ConversationRow>('conversations', {
      version: number,
      holder: text,
      staffId: optionalText,
      resolved: flag,
      updatedAt: number,
      waitingSince: Number,
      search: String,
      grams: [Number],
      doc,
    }),
    messages: model<MessageRow>('messages', {
      conversationId: text,
      seq: number,
      search: String,
      grams: [Number],
      doc,
    }),
    outbox: model<OutboxRow>('outbox', { conversationId: text, seq: number, status: text, doc }),
    cases: model<CaseRow>('cases', {
      version: number,
      status: text,
      type: text,
      holder: text,
      updatedAt: number,
      createdAt: Number,
      keys: [String],
      search: String,
      grams: [Number],
      doc,
    }),
    handoffs: model<HandoffRow>('handoffs', { conversationId: text, open: flag, doc }),
    evidence: model<EvidenceRow>('evidence', {
      conversationId: text,
      reference: optionalText,
      doc,
    }),
    unanswered: model<UnansweredRow>('unanswered', { doc }),
    liveEvents: model<LiveEventRow>('live_events', { at: { type: Date, required: true }, doc }),
    staff: model<StaffRow>('staff', { username: text, doc }),
    sessions: model<SessionRow>('sessions', {
      staffId: text,
      expires: { type: Date, required: true },
      doc,
    }),
    watermarks: model<WatermarkRow>('watermarks', { delivered: Number, read: Number }),
    referrals: model<ReferralRow>('referrals', {
      version: number,
      reference: text,
      stuckSince: Number,
      doc,
    }),
    tries: model<TryRow>('tries', { count: number, until: number }),
    viewers: model<ViewerRow>('viewers', {
      conversationId: text,
      staffId: text,
      name: text,
      until: number,
      typingUntil: Number,
    }),
    receiptKeys: model<ReceiptKeyRow>('receipt_keys', { pem: text, madeAt: number }),
    receiptSigning: model<ReceiptSigningRow>('receipt_signing', { doc }),
    opinions: model<OpinionRow>('opinions', { reference: text, doc }),
    presences: model<PresenceRow>('presences', { version: number, seenAt: number, doc }),
    deskSetup: model<DeskSetupRow>('desk_setup', { version: number, doc }),
    handOvers: model<HandOverRow>('hand_overs', { at: number, doc }),
    handOverItems: model<HandOverItemRow>('hand_over_items', {
      handOver: text,
      conversationId: text,
    }),
    timers: model<TimerRow>('timers', {
      subject: text,
      readyAt: number,
      token: String,
      attempts: number,
      doc,
    }),
    tombstones: model<TombstoneRow>('tombstones', { at: number, doc }),
    marks: model<MarkRow>('marks', { at: number }),
    audit: model<AuditRow>('audit', {
      _id: Number,
      at: number,
      actor: text,
      action: text,
      subject: text,
      details: text,
      previousHash: text,
      hash: text,
    }),
    auditHead: model<AuditHeadRow>('audit_head', { seq: number, hash: text }),
  };
}

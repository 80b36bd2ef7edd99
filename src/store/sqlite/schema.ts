/**
 * The tables, in the order of their introduction. A released migration is never edited: add one behind
 * it. One file, however long: the order is all that counts, and two files could disagree about it.
 */
export const MIGRATIONS: readonly string[] = [
  `
  CREATE TABLE intake_events (
    key TEXT PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    conversation_id TEXT,
    at INTEGER NOT NULL,
    received_at INTEGER NOT NULL,
    done INTEGER NOT NULL DEFAULT 0,
    doc TEXT NOT NULL
  );
  CREATE INDEX intake_pending ON intake_events (conversation_id, at, id) WHERE done = 0;

  -- One lane a conversation and kind of work: when it is due, who works on it, and the fence
  -- that rises with every claim.
  CREATE TABLE lanes (
    kind TEXT NOT NULL,
    conversation_id TEXT NOT NULL,
    due_at INTEGER,
    lease_until INTEGER NOT NULL DEFAULT 0,
    fence INTEGER NOT NULL DEFAULT 0,
    attempts INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (kind, conversation_id)
  ) WITHOUT ROWID;
  CREATE INDEX lanes_due ON lanes (kind, due_at) WHERE due_at IS NOT NULL;

  CREATE TABLE conversations (
    id TEXT PRIMARY KEY,
    version INTEGER NOT NULL,
    holder TEXT NOT NULL,
    staff_id TEXT,
    resolved INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    search TEXT NOT NULL,
    doc TEXT NOT NULL
  );
  CREATE INDEX conversations_recent ON conversations (holder, resolved, updated_at);

  CREATE TABLE messages (
    id TEXT PRIMARY KEY,
    conversation_id TEXT NOT NULL,
    seq INTEGER NOT NULL,
    search TEXT NOT NULL,
    doc TEXT NOT NULL,
    UNIQUE (conversation_id, seq)
  );

  CREATE TABLE outbox (
    id TEXT PRIMARY KEY,
    conversation_id TEXT NOT NULL,
    seq INTEGER NOT NULL,
    status TEXT NOT NULL,
    doc TEXT NOT NULL
  );
  CREATE INDEX outbox_open ON outbox (conversation_id, seq) WHERE status IN ('queued', 'parked');

  CREATE TABLE cases (
    reference TEXT PRIMARY KEY,
    version INTEGER NOT NULL,
    status TEXT NOT NULL,
    type TEXT NOT NULL,
    holder TEXT NOT NULL,
    updated_at INTEGER NOT NULL,
    search TEXT NOT NULL,
    doc TEXT NOT NULL
  );
  CREATE INDEX cases_recent ON cases (updated_at);

  CREATE TABLE handoffs (
    id TEXT PRIMARY KEY,
    conversation_id TEXT NOT NULL,
    open INTEGER NOT NULL,
    doc TEXT NOT NULL
  );
  CREATE UNIQUE INDEX handoffs_open ON handoffs (conversation_id) WHERE open = 1;

  CREATE TABLE evidence (
    id TEXT PRIMARY KEY,
    conversation_id TEXT NOT NULL,
    reference TEXT,
    doc TEXT NOT NULL
  );
  CREATE INDEX evidence_conversation ON evidence (conversation_id);
  CREATE INDEX evidence_case ON evidence (reference);

  CREATE TABLE unanswered (id TEXT PRIMARY KEY, doc TEXT NOT NULL);
  CREATE TABLE live_events (id TEXT PRIMARY KEY, doc TEXT NOT NULL);

  CREATE TABLE staff (id TEXT PRIMARY KEY, username TEXT NOT NULL UNIQUE, doc TEXT NOT NULL);
  CREATE TABLE sessions (
    token_hash TEXT PRIMARY KEY,
    staff_id TEXT NOT NULL,
    expires_at INTEGER NOT NULL,
    doc TEXT NOT NULL
  );

  CREATE TABLE probe (id INTEGER PRIMARY KEY, at INTEGER NOT NULL);
  `,
  // What the sweep looks for.
  `
  CREATE INDEX intake_done ON intake_events (received_at) WHERE done = 1;
  CREATE INDEX intake_bodies ON intake_events (received_at) WHERE done = 1 AND doc <> '';
  CREATE INDEX live_events_at ON live_events (json_extract(doc, '$.at'));
  `,
  // paused: nobody has the lane, and nobody may before lease_until. interrupted: whoever had it last
  // was gone before it told what became of its work.
  `
  ALTER TABLE lanes ADD COLUMN paused INTEGER NOT NULL DEFAULT 0;
  ALTER TABLE lanes ADD COLUMN interrupted INTEGER NOT NULL DEFAULT 0;
  `,
  // Every list of the desk and every count stands in an index in its order; waiting_since is null
  // for those who do not wait in the queue.
  `
  ALTER TABLE conversations ADD COLUMN waiting_since INTEGER;
  UPDATE conversations SET waiting_since = json_extract(doc, '$.control.since') WHERE holder = 'queue';
  DROP INDEX conversations_recent;
  CREATE INDEX conversations_latest ON conversations (updated_at, id, resolved);
  CREATE INDEX conversations_held ON conversations (holder, updated_at, id, resolved);
  CREATE INDEX conversations_staff ON conversations (staff_id, updated_at, id, resolved)
    WHERE staff_id IS NOT NULL;
  CREATE INDEX conversations_waiting ON conversations (waiting_since, id)
    WHERE waiting_since IS NOT NULL;
  DROP INDEX cases_recent;
  CREATE INDEX cases_latest ON cases (updated_at, reference);
  CREATE INDEX cases_status ON cases (status, updated_at, reference);
  CREATE INDEX outbox_status ON outbox (status) WHERE status IN ('queued', 'parked');
  `,
  // Lines by Facebook's id, for what is done to them later; how far each person has got and read.
  `
  ALTER TABLE messages ADD COLUMN mid TEXT GENERATED ALWAYS AS
    (coalesce(json_extract(doc, '$.mid'), json_extract(doc, '$.delivery.mid'))) VIRTUAL;
  CREATE INDEX messages_mid ON messages (conversation_id, mid) WHERE mid IS NOT NULL;
  CREATE TABLE watermarks (
    conversation_id TEXT PRIMARY KEY,
    delivered INTEGER NOT NULL,
    read INTEGER NOT NULL
  ) WITHOUT ROWID;
  `,
  // When the person acted while somebody had the lane; null: not since it was claimed.
  `
  ALTER TABLE lanes ADD COLUMN acted_at INTEGER;
  `,
  // Who holds the thread in Messenger, and by which link the person came.
  `
  UPDATE conversations SET doc =
    json_set(doc, '$.thread', json('{"holder":"ours","since":null}'), '$.origin', json('null'))
    WHERE json_extract(doc, '$.thread') IS NULL;
  `,
  // Texts by each run of three characters in them: Thai is written without spaces, and words are
  // searched in part. The bot's lines are not searched.
  `
  UPDATE messages SET search = '' WHERE json_extract(doc, '$.author.kind') = 'bot';
  ${['conversation', 'message', 'case'].map(searchIndex).join('')}
  `,
  // The audit's chain, which nobody changes or shortens, and where it ends.
  `
  CREATE TABLE audit (
    seq INTEGER PRIMARY KEY,
    at INTEGER NOT NULL,
    actor TEXT NOT NULL,
    action TEXT NOT NULL,
    subject TEXT NOT NULL,
    details TEXT NOT NULL,
    previous_hash TEXT NOT NULL,
    hash TEXT NOT NULL
  );
  CREATE INDEX audit_subject ON audit (subject, seq);
  CREATE INDEX audit_actor ON audit (actor, seq);
  CREATE INDEX audit_action ON audit (action, seq);
  CREATE TABLE audit_head (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    seq INTEGER NOT NULL,
    hash TEXT NOT NULL
  );
  CREATE TRIGGER audit_unchanged BEFORE UPDATE ON audit BEGIN
    SELECT RAISE(ABORT, 'The audit is append-only.');
  END;
  CREATE TRIGGER audit_undropped BEFORE DELETE ON audit BEGIN
    SELECT RAISE(ABORT, 'The audit is append-only.');
  END;
  CREATE TRIGGER audit_head_kept BEFORE DELETE ON audit_head BEGIN
    SELECT RAISE(ABORT, 'The audit is append-only.');
  END;
  CREATE TRIGGER audit_head_rises BEFORE UPDATE ON audit_head WHEN new.seq <= old.seq BEGIN
    SELECT RAISE(ABORT, 'The audit is append-only.');
  END;
  `,
  // ready_at: when a timer may be claimed; token: whose it is now, null when nobody's.
  `
  CREATE TABLE timers (
    id TEXT PRIMARY KEY,
    subject TEXT NOT NULL,
    ready_at INTEGER NOT NULL,
    token TEXT,
    attempts INTEGER NOT NULL DEFAULT 0,
    doc TEXT NOT NULL
  );
  CREATE INDEX timers_ready ON timers (ready_at);
  CREATE INDEX timers_held ON timers (ready_at) WHERE token IS NOT NULL;
  CREATE INDEX timers_subject ON timers (subject);
  `,
  // What stays of those who were erased; whose files, questions and handoffs to erase; what is due.
  `
  CREATE TABLE tombstones (id TEXT PRIMARY KEY, at INTEGER NOT NULL, doc TEXT NOT NULL);
  CREATE INDEX evidence_bytes ON evidence (json_extract(doc, '$.sha256'));
  CREATE INDEX unanswered_conversation ON unanswered (json_extract(doc, '$.conversationId'));
  CREATE INDEX handoffs_conversation ON handoffs (conversation_id);
  CREATE INDEX conversations_no_case ON conversations (updated_at)
    WHERE json_array_length(doc, '$.caseReferences') = 0;
  CREATE INDEX cases_whole ON cases (status, updated_at) WHERE json_extract(doc, '$.erasedAt') IS NULL;
  `,
  // stuck_since: when staff should have looked, null while nothing is wrong.
  `
  CREATE TABLE referrals (
    id TEXT PRIMARY KEY,
    version INTEGER NOT NULL,
    reference TEXT NOT NULL,
    stuck_since INTEGER,
    doc TEXT NOT NULL
  );
  CREATE INDEX referrals_case ON referrals (reference, id);
  CREATE INDEX referrals_stuck ON referrals (stuck_since) WHERE stuck_since IS NOT NULL;
  `,
  // Cases by what they are compared by (keyed: whether that stands here yet), and each list of them
  // in its order.
  `
  CREATE TABLE case_keys (
    key TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    reference TEXT NOT NULL,
    PRIMARY KEY (key, created_at, reference)
  ) WITHOUT ROWID;
  CREATE INDEX case_keys_reference ON case_keys (reference);
  ALTER TABLE cases ADD COLUMN keyed INTEGER NOT NULL DEFAULT 0;
  CREATE INDEX cases_unkeyed ON cases (reference) WHERE keyed = 0;
  CREATE INDEX cases_type ON cases (type, updated_at, reference);
  CREATE INDEX cases_holder ON cases (holder, updated_at, reference);
  CREATE INDEX cases_status_type ON cases (status, type, updated_at, reference);
  `,
  // What people think of how their cases were closed.
  `
  CREATE TABLE opinions (
    id TEXT PRIMARY KEY,
    reference TEXT NOT NULL,
    agent TEXT NOT NULL,
    type TEXT NOT NULL,
    month TEXT NOT NULL,
    rating INTEGER,
    solved TEXT,
    doc TEXT NOT NULL
  );
  CREATE INDEX opinions_reference ON opinions (reference);
  `,
  // Who is at the desk (seen_at: when it was last known to be open), and how the desk is run.
  `
  CREATE TABLE presences (
    staff_id TEXT PRIMARY KEY,
    version INTEGER NOT NULL,
    seen_at INTEGER NOT NULL,
    doc TEXT NOT NULL
  );
  CREATE TABLE desk_setup (id INTEGER PRIMARY KEY CHECK (id = 1), doc TEXT NOT NULL);
  CREATE INDEX conversations_load ON conversations (staff_id)
    WHERE staff_id IS NOT NULL AND resolved = 0;
  `,
  // The keys of receipts: one that signs, and the public half of each that ever did.
  `
  CREATE TABLE receipt_keys (id TEXT PRIMARY KEY, made_at INTEGER NOT NULL, pem TEXT NOT NULL);
  CREATE TABLE receipt_signing (
    slot INTEGER PRIMARY KEY CHECK (slot = 1),
    id TEXT NOT NULL,
    made_at INTEGER NOT NULL,
    pem TEXT NOT NULL,
    private_pem TEXT NOT NULL
  );
  `,
  // What one shift tells the next, and which conversations it names.
  `
  CREATE TABLE hand_overs (id TEXT PRIMARY KEY, at INTEGER NOT NULL, doc TEXT NOT NULL);
  CREATE INDEX hand_overs_at ON hand_overs (at);
  CREATE TABLE hand_over_items (hand_over_id TEXT NOT NULL, conversation_id TEXT NOT NULL);
  CREATE INDEX hand_over_items_note ON hand_over_items (hand_over_id);
  CREATE INDEX hand_over_items_conversation ON hand_over_items (conversation_id);
  `,
  // Wrong tries at secrets, by hashes of who tries what.
  `
  CREATE TABLE tries (key TEXT PRIMARY KEY, count INTEGER NOT NULL, until INTEGER NOT NULL);
  CREATE INDEX tries_until ON tries (until);
  `,
  // Conversations of one problem type, and the few urgent ones, in the order of their lists.
  `
  CREATE INDEX conversations_type
    ON conversations (json_extract(doc, '$.problemType'), updated_at, id, resolved)
    WHERE json_extract(doc, '$.problemType') IS NOT NULL;
  CREATE INDEX conversations_urgent ON conversations (updated_at, id, resolved)
    WHERE json_extract(doc, '$.urgent') = 1;
  `,
  // The audit by when something was done.
  `
  CREATE INDEX audit_at ON audit (at);
  `,
  // What the figures count stands in indexes of its own, so that none of them reads a record.
  `
  ALTER TABLE handoffs ADD COLUMN requested_at INTEGER;
  ALTER TABLE handoffs ADD COLUMN assigned_at INTEGER;
  ALTER TABLE handoffs ADD COLUMN answered_at INTEGER;
  ALTER TABLE handoffs ADD COLUMN ended_at INTEGER;
  ALTER TABLE handoffs ADD COLUMN status TEXT;
  ALTER TABLE handoffs ADD COLUMN staff TEXT;
  ALTER TABLE handoffs ADD COLUMN reason TEXT;
  UPDATE handoffs SET requested_at = json_extract(doc, '$.requestedAt'),
    ended_at = coalesce(json_extract(doc, '$.resolvedAt'), json_extract(doc, '$.cancelledAt'),
      json_extract(doc, '$.expiredAt')),
    status = json_extract(doc, '$.status'), staff = json_extract(doc, '$.staffId'),
    reason = json_extract(doc, '$.reason');
  CREATE INDEX handoffs_asked ON handoffs (requested_at, reason, answered_at, ended_at);
  CREATE INDEX handoffs_ended
    ON handoffs (ended_at, status, staff, assigned_at, requested_at, answered_at, reason);
  CREATE INDEX handoffs_person ON handoffs (conversation_id, ended_at);
  ALTER TABLE conversations ADD COLUMN acted_at INTEGER;
  UPDATE conversations SET acted_at = json_extract(doc, '$.windowOpenedAt');
  CREATE INDEX conversations_acted ON conversations (acted_at, id);
  ALTER TABLE cases ADD COLUMN created_at INTEGER;
  UPDATE cases SET created_at = json_extract(doc, '$.createdAt');
  CREATE INDEX cases_opened ON cases (created_at, type);
  `,
  // Who looks at which conversation now, and until when that is to be believed.
  `
  CREATE TABLE viewers (
    conversation_id TEXT NOT NULL,
    staff_id TEXT NOT NULL,
    name TEXT NOT NULL,
    until INTEGER NOT NULL,
    typing_until INTEGER,
    PRIMARY KEY (conversation_id, staff_id)
  );
  CREATE INDEX viewers_until ON viewers (until);
  `,
  // Figures of finished days, each until something of that day changes, whoever changes it; and until
  // when staff had to do with a person: beyond all time while they have.
  `
  CREATE TABLE day_figures (day INTEGER PRIMARY KEY, promise_ms INTEGER NOT NULL, doc TEXT NOT NULL);
  ALTER TABLE conversations ADD COLUMN staffed_until INTEGER;
  UPDATE conversations SET staffed_until = ${staffedUntil('conversations.id')};
  DROP INDEX conversations_acted;
  CREATE INDEX conversations_acted ON conversations (acted_at, staffed_until);
  ${handoffTrigger('INSERT', 'new')}
  ${handoffTrigger('UPDATE', 'old', 'new')}
  ${handoffTrigger('DELETE', 'old')}
  CREATE TRIGGER cases_day_add AFTER INSERT ON cases BEGIN
    ${forgetDays('new.created_at')}
  END;
  CREATE TRIGGER cases_day_change AFTER UPDATE OF type, created_at ON cases
  WHEN new.type <> old.type OR new.created_at IS NOT old.created_at BEGIN
    ${forgetDays('old.created_at', 'new.created_at')}
  END;
  CREATE TRIGGER cases_day_drop AFTER DELETE ON cases BEGIN
    ${forgetDays('old.created_at')}
  END;
  `,
  // What erasing a person and ending sessions look for; what is due by the notice, in order.
  `
  CREATE INDEX intake_person ON intake_events (conversation_id) WHERE conversation_id IS NOT NULL;
  CREATE INDEX sessions_end ON sessions (expires_at);
  CREATE INDEX live_events_subject ON live_events (json_extract(doc, '$.subject'));
  DROP INDEX conversations_no_case;
  CREATE INDEX conversations_idle ON conversations (updated_at, id)
    WHERE json_array_length(doc, '$.caseReferences') = 0;
  DROP INDEX cases_whole;
  CREATE INDEX cases_due ON cases (status, updated_at, reference)
    WHERE json_extract(doc, '$.erasedAt') IS NULL;
  `,
  // Kept figures know no hours of cases yet: they are counted again.
  'DELETE FROM day_figures;',
];

/** By the clock in Thailand, seven hours ahead of UTC. */
function forgetDays(...moments: string[]): string {
  const days = moments.map((moment) => `(${moment} + 25200000) / 86400000`);
  return `DELETE FROM day_figures WHERE day IN (${days.join(', ')});`;
}

function staffedUntil(conversation: string): string {
  return `(SELECT max(coalesce(ended_at, ${Number.MAX_SAFE_INTEGER})) FROM handoffs
    WHERE conversation_id = ${conversation})`;
}

function handoffTrigger(event: 'INSERT' | 'UPDATE' | 'DELETE', ...rows: ('old' | 'new')[]): string {
  const moments = rows.flatMap((row) => [`${row}.requested_at`, `${row}.ended_at`]);
  const id = `${rows.at(-1)}.conversation_id`;
  return `CREATE TRIGGER handoffs_day_${event.toLowerCase()} AFTER ${event} ON handoffs BEGIN
    ${forgetDays(...moments)}
    UPDATE conversations SET staffed_until = ${staffedUntil(id)} WHERE id = ${id};
  END;`;
}

/** A full-text index of a table's column `search`, by rowid, kept by triggers. */
function searchIndex(of: string): string {
  return `
  CREATE VIRTUAL TABLE ${of}_search USING fts5(
    text, content = '', contentless_delete = 1, tokenize = 'trigram case_sensitive 1'
  );
  INSERT INTO ${of}_search (rowid, text) SELECT rowid, search FROM ${of}s WHERE search <> '';
  CREATE TRIGGER ${of}_search_add AFTER INSERT ON ${of}s WHEN new.search <> '' BEGIN
    INSERT INTO ${of}_search (rowid, text) VALUES (new.rowid, new.search);
  END;
  CREATE TRIGGER ${of}_search_change AFTER UPDATE OF search ON ${of}s
  WHEN new.search <> old.search BEGIN
    DELETE FROM ${of}_search WHERE rowid = old.rowid;
    INSERT INTO ${of}_search (rowid, text) SELECT new.rowid, new.search WHERE new.search <> '';
  END;
  CREATE TRIGGER ${of}_search_drop AFTER DELETE ON ${of}s BEGIN
    DELETE FROM ${of}_search WHERE rowid = old.rowid;
  END;
  `;
}

import { z } from 'zod';
import { verifyAudit } from '../../casework/verify-audit.ts';
import {
  AUDIT_ACTIONS,
  byStaff,
  ofCase,
  ofConversation,
  ofEvidence,
  ofStaff,
  type AuditActor,
  type AuditEntry,
  type AuditSubject,
} from '../../domain/audit.ts';
import { conversationId, evidenceId, staffId } from '../../domain/ids.ts';
import type { Staff } from '../../domain/staff.ts';
import type { Api } from '../../http/api.ts';
import { Problem } from '../../http/problem.ts';
import { actorOf } from '../../http/sessions.ts';
import { accessCase, mustLead } from '../access.ts';
import { auditShape, verifiedAuditShape, type AuditView } from './audit-shapes.ts';
import { referenceIn } from '../cases/case-bodies.ts';
import { pageQuery } from '../queries.ts';
import { listOf } from '../shapes.ts';
import type { DeskTools } from '../tools.ts';
import { iso } from '../conversations/views.ts';

const time = z.iso.datetime({ offset: true });
const page = pageQuery.omit({ q: true });
const query = page.extend({
  case: z.string().max(40).optional(),
  conversation: z.string().max(200).optional(),
  evidence: z.string().max(100).optional(),
  staff: z.string().max(100).optional(),
  /** A member's id, or `bot`, `consumer`, `public`, `system`. */
  actor: z.string().max(100).optional(),
  action: z.enum(AUDIT_ACTIONS).optional(),
  since: time.optional(),
  until: time.optional(),
});

/** Who did what: of one case for whoever works with it, of everything for those who answer for it. */
export function auditRoutes(api: Api, { store, clock }: DeskTools): void {
  api.serve(
    {
      method: 'get',
      path: '/api/audit',
      summary: 'What was done, latest first. For supervisors and admins.',
      query,
      answer: listOf(auditShape),
    },
    async ({ query: wanted, request }) => {
      const actor = actorOf(request);
      mustLead(actor);
      const subjects = subjectsOf(wanted);
      const { action, since, until, cursor, limit } = wanted;
      const found = await store.auditEntries({
        limit,
        ...(subjects.length > 0 && { subjects }),
        ...(wanted.actor && { actor: actorNamed(wanted.actor) }),
        ...(action && { action }),
        ...(since && { since: Date.parse(since) }),
        ...(until && { until: Date.parse(until) }),
        ...(cursor && { cursor }),
      });
      if (cursor === undefined) {
        const read = {
          actor: byStaff(actor.id),
          action: 'audit.read',
          subject: 'audit:all',
        } as const;
        await store.appendAudit([{ at: clock.now(), ...read }]);
      }
      const staff = await store.listStaff();
      return {
        items: found.items.map((entry) => view(entry, staff)),
        nextCursor: found.nextCursor,
      };
    },
  );
  api.serve(
    {
      method: 'get',
      path: '/api/cases/:reference/audit',
      summary: 'What was done with a case and its files: who saw, changed and took them.',
      query: page,
      answer: listOf(auditShape),
    },
    async ({ params, query: { cursor, limit }, request }) => {
      const { reference } = await accessCase(store, actorOf(request), params.reference);
      const files = await store.evidenceOfCase(reference);
      const found = await store.auditEntries({
        subjects: [ofCase(reference), ...files.map(({ id }) => ofEvidence(id))],
        limit,
        ...(cursor && { cursor }),
      });
      const staff = await store.listStaff();
      return {
        items: found.items.map((entry) => view(entry, staff)),
        nextCursor: found.nextCursor,
      };
    },
  );
  api.serve(
    {
      method: 'get',
      path: '/api/cases/:reference/evidence/:id/audit',
      summary: 'The custody log of a file: who viewed and who took it, latest first.',
      query: page,
      answer: listOf(auditShape),
    },
    async ({ params, query: { cursor, limit }, request }) => {
      const { reference } = await accessCase(store, actorOf(request), params.reference);
      const file = (await store.evidenceOfCase(reference)).find(({ id }) => id === params.id);
      if (file === undefined) throw new Problem(404, 'There is no such evidence here.');
      const subjects = [ofEvidence(file.id)];
      const found = await store.auditEntries({ subjects, limit, ...(cursor && { cursor }) });
      const staff = await store.listStaff();
      return {
        items: found.items.map((entry) => view(entry, staff)),
        nextCursor: found.nextCursor,
      };
    },
  );
  api.serve(
    {
      method: 'post',
      path: '/api/audit/verify',
      summary: 'Walk the whole chain: whole, with where it ends, or the first broken link.',
      answer: verifiedAuditShape,
    },
    async ({ request }) => {
      const actor = actorOf(request);
      mustLead(actor);
      const result = await verifyAudit(store);
      const { status } = result;
      const about = { actor: byStaff(actor.id), subject: 'audit:all' } as const;
      await store.appendAudit([
        { at: clock.now(), ...about, action: 'audit.verified', details: { status } },
      ]);
      return result.status === 'whole' ? { status: result.status, ...result.head } : result;
    },
  );
}

function subjectsOf(wanted: z.infer<typeof query>): AuditSubject[] {
  return [
    ...(wanted.case ? [ofCase(referenceIn(wanted.case, 'case'))] : []),
    ...(wanted.conversation ? [ofConversation(conversationId(wanted.conversation))] : []),
    ...(wanted.evidence ? [ofEvidence(evidenceId(wanted.evidence))] : []),
    ...(wanted.staff ? [ofStaff(staffId(wanted.staff))] : []),
  ];
}

function actorNamed(text: string): AuditActor {
  switch (text) {
    case 'bot':
    case 'consumer':
    case 'public':
    case 'system':
      return text;
    default:
      return byStaff(staffId(text));
  }
}

function view(entry: AuditEntry, staff: readonly Staff[]): AuditView {
  const { seq, at, actor, action, subject, details, hash } = entry;
  const [kind = '', id = null] = actor.split(':');
  const name = kind === 'staff' ? (staff.find((one) => one.id === id)?.name ?? null) : null;
  return {
    id: String(seq),
    at: iso(at),
    actor: { kind, id, name },
    action,
    subject,
    details,
    hash,
  };
}

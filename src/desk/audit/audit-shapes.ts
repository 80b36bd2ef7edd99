import { z } from 'zod';
import { AUDIT_ACTIONS } from '../../domain/audit.ts';

const scalar = z.union([z.string(), z.number(), z.boolean(), z.null()]);

export const auditShape = z.object({
  /** Its place in the chain. */
  id: z.string(),
  at: z.iso.datetime(),
  /** `staff`, `agency`, `bot`, `consumer`, `public` or `system`; `name` of staff, while it is known. */
  actor: z.object({ kind: z.string(), id: z.string().nullable(), name: z.string().nullable() }),
  action: z.enum(AUDIT_ACTIONS),
  /** `case:…`, `evidence:…`, `staff:…`; a conversation's id only as a hash. */
  subject: z.string(),
  details: z.record(z.string(), z.union([scalar, z.array(z.string()).readonly()])).readonly(),
  hash: z.string(),
});

/** Whether the whole chain is as it was written; `seq` and `hash`: where it ends, to be kept elsewhere. */
export const verifiedAuditShape = z.discriminatedUnion('status', [
  z.object({ status: z.literal('whole'), seq: z.number(), hash: z.string() }),
  z.object({
    status: z.literal('broken'),
    /** The first entry that is not as it was written. */
    seq: z.number(),
    problem: z.enum([
      ...(['missing', 'not_tied_to_previous', 'changed'] as const),
      ...(['shortened', 'not_the_head', 'not_the_anchor'] as const),
    ]),
  }),
]);

export type VerifiedAuditView = z.infer<typeof verifiedAuditShape>;
export type AuditView = z.infer<typeof auditShape>;

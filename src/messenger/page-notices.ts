import { z } from 'zod';
import type { IntakeEvent } from '../domain/intake-event.ts';
import type { Log } from '../ports.ts';

const word = z
  .string()
  .regex(/^[a-z_]{1,40}$/)
  .catch('unknown');
const policy = z.looseObject({ action: z.enum(['warning', 'block', 'unblock']) });
const roles = z.record(z.string().regex(/^\d{1,20}$/), z.array(word));

/** Meta spells the key both ways. */
const POLICY_KEYS = ['policy_enforcement', 'policy-enforcement'] as const;

/** What Meta tells about the Page itself, without a person. */
export type PageNotice =
  | { readonly kind: 'policy'; readonly action: 'warning' | 'block' | 'unblock' }
  /** Role by app id. */
  | { readonly kind: 'app_roles'; readonly roles: Readonly<Record<string, readonly string[]>> };

/** Null when the item is about a person, or of a kind that we do not know. */
export function pageNotice({ psid, raw }: IntakeEvent): PageNotice | null {
  if (psid !== null) return null;
  for (const key of POLICY_KEYS) {
    const parsed = policy.safeParse(raw[key]);
    if (parsed.success) return { kind: 'policy', action: parsed.data.action };
  }
  const parsed = roles.safeParse(raw['app_roles']);
  return parsed.success ? { kind: 'app_roles', roles: parsed.data } : null;
}

/** Notes it for whoever runs the desk; Meta's reason is in words and stays in the stored item. */
export function logNotice(log: Log, page: string, notice: PageNotice): void {
  if (notice.kind === 'app_roles') {
    log.info('messenger.app_roles', { page, roles: notice.roles });
    return;
  }
  const level = { warning: 'warn', block: 'error', unblock: 'info' } as const;
  log[level[notice.action]](`messenger.policy_${notice.action}`, { page });
}

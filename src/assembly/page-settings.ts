import type { Config } from '../config.ts';
import type { Instant } from '../domain/ids.ts';
import type { StatusTemplate } from '../domain/status-template.ts';
import type { PageSettings } from '../messenger/page-connection.ts';

/** The app's secrets, the one in use first; two during a rotation. */
export function appSecrets(config: Config): string[] {
  return (config.FACEBOOK_APP_SECRET ?? '').split(',').filter((secret) => secret !== '');
}

/** The template for news of a case; null: none is set. */
export function statusTemplate(config: Config): StatusTemplate | null {
  const name = config.FACEBOOK_STATUS_TEMPLATE;
  return name === undefined ? null : { name, languages: config.FACEBOOK_STATUS_TEMPLATE_LANGUAGES };
}

/** How the configured Page and its app are reached. */
export function pageSettings(config: Config, now: () => Instant): PageSettings {
  return {
    graphUrl: config.FACEBOOK_GRAPH_URL,
    graphVersion: config.FACEBOOK_GRAPH_VERSION,
    token: config.FACEBOOK_ACCESS_TOKEN ?? '',
    secret: appSecrets(config)[0] ?? '',
    verifyToken: config.FACEBOOK_VERIFY_TOKEN ?? '',
    pageId: config.FACEBOOK_PAGE_ID ?? '',
    appId: config.FACEBOOK_APP_ID ?? null,
    publicUrl: config.PUBLIC_URL ?? null,
    statusTemplate: statusTemplate(config),
    now,
  };
}

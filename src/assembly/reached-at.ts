import type { Config } from '../config.ts';

/**
 * The address by which people's phones reach this server, without a slash at its end; null where
 * PUBLIC_URL is missing or is this machine's own, which is nobody else's.
 */
export function reachedAt({ PUBLIC_URL: url }: Pick<Config, 'PUBLIC_URL'>): string | null {
  if (url === undefined) return null;
  const { hostname } = new URL(url);
  const own = /^(?:localhost|.+\.localhost|127(?:\.\d+){3}|0\.0\.0\.0|\[::1?\])$/.test(hostname);
  return own ? null : url.replace(/\/+$/, '');
}

/** The page where a case is looked up, as people reach it. */
export function trackPageOf(config: Pick<Config, 'PUBLIC_URL'>): string | null {
  const address = reachedAt(config);
  return address === null ? null : `${address}/track`;
}

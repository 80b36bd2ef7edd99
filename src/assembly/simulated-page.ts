import { randomBytes } from 'node:crypto';
import { hasCredentials, type Config } from '../config.ts';
import { GRAPH_PATH } from '../simulator/in-server.ts';

/** Whether the simulator takes Facebook's place. */
export function usesSimulator(config: Config): boolean {
  if (config.SIMULATOR === 'auto') return !hasCredentials(config);
  return config.SIMULATOR === 'on';
}

/** A Page that exists only here: its Graph API is this server's own stand-in. */
export function withSimulatedPage(config: Config, url: string): Config {
  const secret = () => randomBytes(24).toString('hex');
  return {
    ...config,
    FACEBOOK_ACCESS_TOKEN: secret(),
    FACEBOOK_APP_SECRET: secret(),
    FACEBOOK_VERIFY_TOKEN: secret(),
    FACEBOOK_PAGE_ID: '1212',
    FACEBOOK_APP_ID: '12120',
    FACEBOOK_GRAPH_URL: `${url}${GRAPH_PATH}`,
    EVIDENCE_HOSTS: [new URL(url).host],
  };
}

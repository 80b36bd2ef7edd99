import nock from 'nock';
import { GraphClient } from '../../src/messenger/graph-client.ts';
import type { PageSettings } from '../../src/messenger/page-connection.ts';

// Importing nock takes hold of the whole process; other suites talk to real servers on loopback.
nock.restore();

export const GRAPH_URL = 'https://graph.example';
export const TOKEN = 'EAAtesttoken0123456789';
export const SECRET = 'app-secret-for-tests-0123456789';
export const NOW = Date.UTC(2026, 10, 24, 5);

/** For one suite: no network at all, only what the suite lets Graph answer. */
export function nockedGraph() {
  before(() => {
    if (!nock.isActive()) nock.activate();
    nock.disableNetConnect();
  });
  afterEach(() => nock.cleanAll());
  after(() => {
    nock.enableNetConnect();
    nock.restore();
  });
  return {
    scope: () => nock(GRAPH_URL),
    client: (options: { timeoutMs?: number; token?: string } = {}) =>
      new GraphClient({
        url: GRAPH_URL,
        version: 'v25.0',
        token: TOKEN,
        secret: SECRET,
        now: () => NOW,
        ...options,
      }),
  };
}

/** The Page 1212 and its app 900100 under https://desk.example. */
export const pageSettings = (different: Partial<PageSettings> = {}): PageSettings => ({
  graphUrl: GRAPH_URL,
  graphVersion: 'v25.0',
  token: TOKEN,
  secret: SECRET,
  verifyToken: 'verify-me-please',
  pageId: '1212',
  appId: '900100',
  publicUrl: 'https://desk.example/',
  statusTemplate: null,
  now: () => NOW,
  ...different,
});

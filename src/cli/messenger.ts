/** `npm run messenger -- setup | doctor`: makes the Page ready, and tells what is wrong with it. */
import { config as readEnvFile } from 'dotenv';
import { ConfigError, readConfig, type Config } from '../config.ts';
import { examinePage } from '../messenger/doctor.ts';
import type { Finding } from '../messenger/finding.ts';
import { connectPage, type PageConnection } from '../messenger/page-connection.ts';
import { setUpPage } from '../messenger/set-up.ts';
import { appSecrets, pageSettings } from '../assembly/page-settings.ts';
import { systemClock } from '../assembly/system.ts';

const USAGE = `Usage:
  npm run messenger -- setup    sets the Page's profile and subscriptions
  npm run messenger -- doctor   checks token, permissions, subscriptions, profile, clock and webhook`;

/** Where each one is found, in the app's dashboard at developers.facebook.com. */
const NEEDED = {
  FACEBOOK_ACCESS_TOKEN: 'the Page’s access token, from Messenger → Settings → Access tokens',
  FACEBOOK_APP_SECRET: 'the app’s secret, from App settings → Basic',
  FACEBOOK_VERIFY_TOKEN: 'a word of your choice that Facebook repeats when it verifies the webhook',
  FACEBOOK_PAGE_ID: 'the number of the Page, beside its token',
} as const;

const SIGNS = { ok: '✓', changed: '+', problem: '✗', unchecked: '?' } as const;

readEnvFile({ quiet: true });
const [command] = process.argv.slice(2);
const run = command === 'setup' ? setUpPage : command === 'doctor' ? examinePage : null;
if (run === null) {
  process.stderr.write(`${USAGE}\n`);
  process.exit(2);
}
process.exitCode = await main(run);

async function main(
  look: (connection: PageConnection) => AsyncGenerator<Finding>,
): Promise<number> {
  const missing = Object.entries(NEEDED).filter(([key]) => (process.env[key] ?? '') === '');
  for (const [key, meaning] of missing) {
    process.stderr.write(`${key} is missing: ${meaning}.\n`);
  }
  if (missing.length > 0) return 1;
  let config: Config;
  try {
    config = readConfig(process.env);
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    process.stderr.write(`${error.message}\n`);
    return 1;
  }
  const counts = { ok: 0, changed: 0, problem: 0, unchecked: 0 };
  const hide = hider(config);
  const { FACEBOOK_PAGE_ID: pageId, FACEBOOK_GRAPH_URL: url, FACEBOOK_GRAPH_VERSION: v } = config;
  process.stdout.write(`Page ${pageId ?? ''} at ${url}/${v} …\n`);
  for await (const finding of look(connectPage(pageSettings(config, () => systemClock.now())))) {
    counts[finding.status] += 1;
    process.stdout.write(`${SIGNS[finding.status]} ${hide(finding.what)}\n`);
    if ('remedy' in finding) process.stdout.write(`    → ${hide(finding.remedy)}\n`);
  }
  const told = Object.entries({
    right: counts.ok,
    changed: counts.changed,
    'not checked': counts.unchecked,
    wrong: counts.problem,
  });
  const summary = told.filter(([, count]) => count > 0).map(([name, count]) => `${count} ${name}`);
  process.stdout.write(`${summary.join(', ')}\n`);
  return counts.problem > 0 ? 1 : 0;
}

/** The last guard: whatever Facebook answers, no line shows a secret. */
function hider(config: Config): (text: string) => string {
  const secrets = [
    config.FACEBOOK_ACCESS_TOKEN ?? '',
    config.FACEBOOK_VERIFY_TOKEN ?? '',
    ...appSecrets(config),
  ].filter((secret) => secret.length >= 4);
  return (text) => secrets.reduce((shown, secret) => shown.replaceAll(secret, '…'), text);
}

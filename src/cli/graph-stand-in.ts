/**
 * Messenger's Graph API and its people on loopback, in a process of their own:
 * `node scripts/run.mjs graph-stand-in --help`.
 */
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { startGraphStandIn } from '../simulator/standalone.ts';

const HELP = `Usage: graph-stand-in --page ID --token TOKEN --app-secret SECRET [options]

  --app ID          number of the app in echoes (default 12120)
  --port N          default: any free port
  --webhook URL     where to post what people do; opens /api/simulator, where they act
  --require-proof   refuse calls without appsecret_proof

Prints one JSON line with its address once it listens, and ends with SIGTERM.`;

const settings = z.object({
  page: z.string().regex(/^\d+$/),
  token: z.string().min(1),
  'app-secret': z.string().min(1),
  app: z.string().regex(/^\d+$/).default('12120'),
  port: z.coerce.number().int().min(0).max(65535).default(0),
  webhook: z.url().optional(),
  'require-proof': z.boolean().default(false),
});

function readSettings(): z.infer<typeof settings> | string {
  const text = { type: 'string' } as const;
  const flag = { type: 'boolean' } as const;
  try {
    const { values } = parseArgs({
      options: {
        page: text,
        token: text,
        'app-secret': text,
        app: text,
        port: text,
        webhook: text,
        'require-proof': flag,
        help: flag,
      },
    });
    if (values.help === true) return HELP;
    const parsed = settings.safeParse(values);
    if (parsed.success) return parsed.data;
    const wrong = parsed.error.issues.map(({ path, message }) => `--${path.join('.')}: ${message}`);
    return [...wrong, '', HELP].join('\n');
  } catch (error) {
    return `${error instanceof Error ? error.message : ''}\n\n${HELP}`;
  }
}

const given = readSettings();
if (typeof given === 'string') {
  process.stderr.write(`${given}\n`);
  process.exit(2);
}
const running = await startGraphStandIn({
  pageId: given.page,
  appId: given.app,
  appSecret: given['app-secret'],
  accessToken: given.token,
  port: given.port,
  requireProof: given['require-proof'],
  ...(given.webhook === undefined ? {} : { webhookUrl: given.webhook }),
});
process.stdout.write(`${JSON.stringify({ url: running.url })}\n`);
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => void running.close().then(() => process.exit(0)));
}

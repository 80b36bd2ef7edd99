import { readdirSync, readFileSync } from 'node:fs';
import { z } from 'zod';

const FOLDER = 'test/fixtures/webhook';
const body = z.object({ object: z.string(), entry: z.array(z.unknown()) });

/** Webhook bodies as Facebook sends them, one kind or oddity a file. All people are invented. */
export const webhookFixtures = readdirSync(FOLDER)
  .sort()
  .map((file) => {
    const text = readFileSync(`${FOLDER}/${file}`, 'utf8');
    return { name: file.replace('.json', ''), text, body: body.parse(JSON.parse(text)) };
  });

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { mongo } from 'mongoose';
import type { Database } from '../../src/store/sqlite/database.ts';

/** Every table, shadow tables of indexes among them, and every byte of the folder as text. */
export function dumpFolder(directory: string, database: Database): string {
  const tables = database
    .all(`SELECT name FROM sqlite_master WHERE type = 'table' AND sql NOT LIKE 'CREATE VIRTUAL%'`)
    .map(({ name }) => JSON.stringify(database.all(`SELECT * FROM "${String(name)}"`)));
  const files = readdirSync(directory, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => `${name}\n${readFileSync(join(parentPath, name), 'utf8')}`);
  return [...tables, ...files].join('\n');
}

/** Every document of every collection. */
export async function dumpDatabase(uri: string): Promise<string> {
  const client = await mongo.MongoClient.connect(uri);
  try {
    const db = client.db();
    const parts: string[] = [];
    for (const { name } of await db.listCollections().toArray()) {
      for await (const document of db.collection(name).find()) {
        parts.push(`${name} ${JSON.stringify(document, asText)}`);
      }
    }
    return parts.join('\n');
  } finally {
    await client.close();
  }
}

/** Bytes of files as the words that stand in them. */
function asText(this: unknown, key: string, value: unknown): unknown {
  const holder = this as Record<string, unknown> | null;
  const raw = holder?.[key];
  return raw instanceof mongo.Binary ? Buffer.from(raw.buffer).toString('utf8') : value;
}

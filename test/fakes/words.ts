import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

export interface Words {
  readonly [key: string]: string | Words;
}

/** Every key with its words, `a.b.c` for nested ones. */
export function flatten(words: Words, prefix = ''): Map<string, string> {
  const flat = new Map<string, string>();
  for (const [key, value] of Object.entries(words)) {
    const name = prefix + key;
    if (typeof value === 'string') flat.set(name, value);
    else for (const [inner, text] of flatten(value, `${name}.`)) flat.set(inner, text);
  }
  return flat;
}

/** The `{{names}}` that a text fills in. */
export function placeholders(text: string): string[] {
  return [...text.matchAll(/\{\{(\w+)\}\}/g)].map(([, name]) => name ?? '').sort();
}

/** Source of a folder's pages, its words left out. */
export function pageSource(folder: string): string {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name))
    .filter((entry) => !entry.parentPath.endsWith('words'))
    .map((entry) => readFileSync(join(entry.parentPath, entry.name), 'utf8'))
    .join('\n');
}

/** Keys that the source asks for by their full name, in `t('…')`. */
export function keysAskedFor(source: string): string[] {
  return [...source.matchAll(/\bt\(\s*'([^']+)'/g)].map(([, key]) => key ?? '');
}

/** Thai letters that stand in an English text, or none in a Thai one. */
export function inWrongScript(language: 'th' | 'en', text: string): boolean {
  const bare = text.replace(/\{\{\w+\}\}/g, '');
  const thai = /[\u0e00-\u0e7f]/.test(bare);
  return language === 'th' ? !thai && /[a-z]{3,}/i.test(bare) : thai;
}

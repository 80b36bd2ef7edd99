import type { FileContent } from './message.ts';

/** What staff may send to a person, by content: types that phones show and browsers run nothing in. */
const TYPES: Readonly<Record<string, FileContent['type']>> = {
  'image/png': 'image',
  'image/jpeg': 'image',
  'image/gif': 'image',
  'application/pdf': 'file',
  'video/mp4': 'video',
  'audio/mpeg': 'audio',
  'audio/mp4': 'audio',
};

/** Other names that recognisers give the same types. */
const SAME: Readonly<Record<string, string>> = { 'audio/x-m4a': 'audio/mp4' };

const LONGEST_NAME = 100;

/** How Messenger shows a file of this media type; null: it is not to be sent. */
export function sendable(
  mediaType: string,
): { readonly type: FileContent['type']; readonly mediaType: string } | null {
  const known = SAME[mediaType] ?? mediaType;
  const type = TYPES[known];
  return type === undefined ? null : { type, mediaType: known };
}

/** A file's name as it may travel: no path, no control characters, not too long. */
export function plainName(name: string): string {
  const last = name.split(/[/\\]/).at(-1) ?? '';
  const plain = last.replace(/[\u0000-\u001f\u007f"]/g, '').trim();
  return plain.slice(-LONGEST_NAME) || 'file';
}

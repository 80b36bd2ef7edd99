import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);

/** Whole Sarabun, the face of Thai government papers; of each only the used glyphs go into a PDF. */
const FILES = {
  regular: '@expo-google-fonts/sarabun/400Regular/Sarabun_400Regular.ttf',
  bold: '@expo-google-fonts/sarabun/700Bold/Sarabun_700Bold.ttf',
} as const;

export type Face = keyof typeof FILES;

const read = new Map<Face, Buffer>();

export function fontBytes(face: Face): Buffer {
  const known = read.get(face);
  if (known !== undefined) return known;
  const bytes = readFileSync(require.resolve(FILES[face]));
  read.set(face, bytes);
  return bytes;
}

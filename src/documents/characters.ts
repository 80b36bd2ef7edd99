/** Which characters a TrueType font can show, read from its `cmap` (format 4: the basic plane). */
export function charactersOf(font: Buffer): (codePoint: number) => boolean {
  const ranges = segments(font, subtable(font, tableAt(font, 'cmap')));
  return (codePoint) => ranges.some(([first, last]) => codePoint >= first && codePoint <= last);
}

/** @see https://learn.microsoft.com/typography/opentype/spec/otff#table-directory */
function tableAt(font: Buffer, tag: string): number {
  for (let entry = 12; entry < 12 + font.readUInt16BE(4) * 16; entry += 16)
    if (font.toString('latin1', entry, entry + 4) === tag) return font.readUInt32BE(entry + 8);
  throw new Error(`The font has no table ${tag}.`);
}

/** @see https://learn.microsoft.com/typography/opentype/spec/cmap#format-4-segment-mapping-to-delta-values */
function subtable(font: Buffer, cmap: number): number {
  for (let entry = cmap + 4; entry < cmap + 4 + font.readUInt16BE(cmap + 2) * 8; entry += 8) {
    const at = cmap + font.readUInt32BE(entry + 4);
    if (font.readUInt16BE(at) === 4) return at;
  }
  throw new Error('The font has no character map of format 4.');
}

function segments(font: Buffer, at: number): readonly (readonly [number, number])[] {
  const bytes = font.readUInt16BE(at + 6);
  return Array.from({ length: bytes / 2 }, (_, index) => {
    const last = font.readUInt16BE(at + 14 + index * 2);
    const first = font.readUInt16BE(at + 16 + bytes + index * 2);
    return [first, last] as const;
  }).filter(([first]) => first !== 0xffff);
}

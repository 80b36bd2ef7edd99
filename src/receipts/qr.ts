import { toBuffer } from 'qrcode';

/** A link as a square PNG that a phone reads from paper and from a screen. */
export function qrPicture(link: string): Promise<Buffer> {
  return toBuffer(link, { type: 'png', errorCorrectionLevel: 'M', margin: 4, scale: 8 });
}

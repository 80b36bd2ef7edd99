import { z } from 'zod';
import { badParameter } from './fault.ts';
import type { MediaStore, StoredMedia } from './media.ts';
import { readParameter } from './send-request.ts';

const messageShape = z.looseObject({
  attachment: z.looseObject({
    type: z.enum(['image', 'audio', 'video', 'file']),
    payload: z.looseObject({ is_reusable: z.boolean().optional() }).optional(),
  }),
});

/** The attachment upload API: files that the Page gave to Meta, and that its messages may name. */
export class Uploads {
  readonly #media: MediaStore;
  readonly #ids = new Map<string, { readonly type: string; readonly media: StoredMedia }>();

  constructor(media: MediaStore) {
    this.#media = media;
  }

  /** @throws GraphFault 100 */
  async take(body: unknown, contentType: string): Promise<{ readonly attachment_id: string }> {
    if (!Buffer.isBuffer(body)) throw badParameter('The parameter filedata is required');
    const headers = { 'content-type': contentType };
    const form = await new Response(new Uint8Array(body), { headers }).formData();
    const told = form.get('message');
    const file = form.get('filedata');
    if (typeof told !== 'string') throw badParameter('The parameter message is required');
    if (!(file instanceof File)) throw badParameter('The parameter filedata is required');
    const { attachment } = readParameter(messageShape, jsonOf(told));
    const bytes = Buffer.from(await file.arrayBuffer());
    const media = this.#media.put({ bytes, mediaType: file.type, name: file.name });
    // A number in Meta's answers, too long for JavaScript's.
    const id = `12${String(this.#ids.size + 1).padStart(14, '0')}`;
    this.#ids.set(id, { type: attachment.type, media });
    return { attachment_id: id };
  }

  /** @throws GraphFault 100 for an id that was not given out, or for another type */
  find(id: string, type: string): StoredMedia {
    const found = this.#ids.get(id);
    if (found?.type !== type) throw badParameter('Invalid attachment ID', 2018074);
    return found.media;
  }
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw badParameter('Param message must be valid JSON');
  }
}

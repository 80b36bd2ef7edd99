import { buffer } from 'node:stream/consumers';
import { z } from 'zod';
import { GraphRejectedError, GraphUnreachableError } from '../domain/graph-errors.ts';
import type { FileContent } from '../domain/message.ts';
import type { EvidenceFiles } from '../ports.ts';
import type { GraphClient } from './graph-client.ts';

const answerShape = z.looseObject({
  attachment_id: z.union([z.string(), z.number()]).transform(String),
});
/** Meta's subcode for media that it could not fetch (error page, June 2026): such a send is given up. */
const NO_MEDIA = 2018008;

/**
 * Gives Facebook the bytes, and what a message then names them by. A message with the bytes in it
 * could not be told from a lost one; an upload reaches nobody and may be repeated.
 * @see https://developers.facebook.com/docs/messenger-platform/reference/attachment-upload-api
 * @throws GraphRejectedError or GraphUnreachableError
 */
export async function uploaded(
  tools: {
    readonly graph: GraphClient;
    readonly files: Pick<EvidenceFiles, 'open'>;
    readonly pageId: string;
  },
  file: FileContent,
): Promise<{ readonly attachment: object }> {
  const stored = await tools.files.open(file.sha256);
  if (stored === null) {
    const fields = { httpStatus: 404, code: 100, subcode: NO_MEDIA };
    throw new GraphRejectedError({ ...fields, message: 'The file is not in the store.' });
  }
  const { type } = file;
  const form = new FormData();
  form.set('message', JSON.stringify({ attachment: { type, payload: { is_reusable: true } } }));
  const bytes = new Uint8Array(await buffer(stored));
  form.set('filedata', new Blob([bytes], { type: file.mediaType }), file.name);
  const answer = await tools.graph.upload(`/${tools.pageId}/message_attachments`, form);
  const parsed = answerShape.safeParse(answer);
  if (!parsed.success) throw new GraphUnreachableError('The upload brought no attachment id.');
  return { attachment: { type, payload: { attachment_id: parsed.data.attachment_id } } };
}

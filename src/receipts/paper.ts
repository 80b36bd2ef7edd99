import { dateIn } from '../documents/dates.ts';
import { PaperDocument } from '../documents/document.ts';
import type { Language } from '../domain/conversation.ts';
import type { ReceiptStatement } from '../domain/receipt.ts';
import { qrPicture } from './qr.ts';
import { PAPER_WORDS } from './words.ts';

/** The ids of the statement in words, in one language. */
export interface IdWords {
  readonly type: (id: string) => string;
  readonly status: (id: string) => string;
}

/** Side of the QR code in points: a good three and a half centimetres. */
const QR = { width: 104, height: 104 } as const;

/**
 * The statement in words.
 * @param carries what the file holds out of sight
 */
export async function receiptPaper(
  statement: Omit<ReceiptStatement, 'paper'>,
  of: {
    readonly language: Language;
    readonly timeZone: string;
    readonly words: IdWords;
    /** Page where a case is looked up, as people reach it; null: there is none. */
    readonly trackPage: string | null;
    readonly carries: string;
  },
): Promise<Buffer> {
  const { language, timeZone, words: names, trackPage, carries } = of;
  const { reference, centre, filedAt, issuedAt, type, status, evidence, keyId } = statement;
  const words = PAPER_WORDS[language];
  const date = dateIn(language, timeZone);
  const paper = new PaperDocument({
    language,
    title: words.title(reference),
    issuer: centre,
    mark: reference,
    createdAt: Date.parse(issuedAt),
    carries,
  });
  paper.rows([
    { label: words.reference, value: reference },
    { label: words.centre, value: centre },
    { label: words.filed, value: date(Date.parse(filedAt)) },
    { label: words.type, value: names.type(type) },
    { label: words.status, value: names.status(status) },
    { label: words.issued, value: date(Date.parse(issuedAt)) },
    { label: words.key, value: keyId },
  ]);
  paper.heading(words.evidence(evidence.length));
  if (evidence.length === 0) paper.paragraph(words.noEvidence, 'note');
  paper.rows(
    evidence.map(({ sha256, bytes }, index) => ({
      label: words.file(index + 1),
      value: words.size(bytes),
      note: `SHA-256 ${sha256}`,
    })),
  );
  paper.heading(words.meaning);
  paper.paragraph(words.proves);
  paper.paragraph(words.print);
  paper.paragraph(words.provesNot);
  paper.heading(words.checking);
  paper.paragraph(words.howTo(trackPage));
  if (trackPage !== null) {
    paper.space();
    paper.image(await qrPicture(`${trackPage}?ref=${reference}`), QR);
    paper.paragraph(words.scan, 'note');
  }
  return paper.finish();
}

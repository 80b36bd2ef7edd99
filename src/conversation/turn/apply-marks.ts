import { NO_MARKS, withMark, type Mark } from '../../domain/line-marks.ts';
import { midOf, previewOf, type ThreadMessage } from '../../domain/message.ts';
import type { ReadStore } from '../../ports.ts';
import type { Draft } from '../draft.ts';

type IncomingLine = Extract<ThreadMessage, { direction: 'in' }>;

/** A stored line whose words the person has changed, and what they were. */
export interface ChangedText {
  readonly line: IncomingLine;
  readonly before: string;
}

/** More marks that wait for their lines than this are for lines that will never come. */
const MOST_WAITING = 20;

/**
 * Puts marks on the lines that they are for; one whose line is not here yet waits in the
 * conversation, and is tried again with every turn: an edit may overtake its message, a reaction
 * Facebook's answer to what was sent.
 * @returns the stored lines whose text the person has changed
 */
export async function applyMarks(
  store: Pick<ReadStore, 'messagesByMid'>,
  draft: Draft,
  fresh: readonly Mark[],
): Promise<readonly ChangedText[]> {
  const waiting = draft.conversation.waitingMarks ?? [];
  const marks = [...waiting, ...fresh];
  if (marks.length === 0) return [];
  const mids = [...new Set(marks.map(({ mid }) => mid))];
  const stored = await store.messagesByMid(draft.conversation.id, mids);
  const byMid = new Map([...stored, ...draft.messages].map((line) => [midOf(line), line]));
  const left: Mark[] = [];
  for (const mark of marks) {
    const line = byMid.get(mark.mid);
    if (line === undefined) left.push(mark);
    if (line === undefined || !fits(mark, line)) continue;
    const before = line.marks ?? NO_MARKS;
    const after = withMark(before, mark);
    if (after === before) continue;
    const amended = { ...line, marks: after };
    byMid.set(mark.mid, amended);
    draft.amend(amended, line);
  }
  if (waiting.length + left.length > 0) draft.update({ waitingMarks: left.slice(-MOST_WAITING) });
  return stored.flatMap((line) => {
    const now = byMid.get(midOf(line)) ?? line;
    const [before, after] = [previewOf(line), previewOf(now)];
    return now.direction === 'in' && after !== '' && after !== before
      ? [{ line: now, before }]
      : [];
  });
}

/** A person reacts to anybody's lines, and changes their own. */
function fits({ kind }: Mark, { direction }: ThreadMessage): boolean {
  return kind === 'reaction' || direction === 'in';
}

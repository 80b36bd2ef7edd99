import type { DialogEngine } from '../../dialog/engine.ts';
import type { Ids, Store } from '../../ports.ts';
import type { Reading } from '../../understanding/reading.ts';

/** What an answer is made with. */
export interface AnswerTools {
  readonly store: Store;
  readonly engine: Pick<DialogEngine, 'step' | 'phrase' | 'opens'>;
  readonly understand: (text: string) => Reading;
  /** Address of the privacy notice. */
  readonly privacyPage: string;
  /** Address of the page that shows a case's status to whoever opens it. */
  readonly trackPage: (reference: string, secret: string) => string;
  /** Address of a picture that leads to that page, without the secret; null: there is none. */
  readonly trackPicture?: (reference: string) => string | null;
  /** Days after which a talk without a case is erased, as the notice tells. */
  readonly idleDays: number;
  readonly ids: Ids;
}

import type { TurnInput } from '../../src/dialog/turn.ts';
import { understand } from '../../src/understanding/understand.ts';
import { NOW } from '../contracts/samples.ts';
import { shippedContent } from './shipped.ts';

/** What a dialog gets of somebody who has typed this, as the shipped models read it. */
export function typed(text: string): TurnInput {
  const { classifier } = shippedContent();
  return { text, payload: null, attachments: [], reading: understand(text, classifier, NOW) };
}

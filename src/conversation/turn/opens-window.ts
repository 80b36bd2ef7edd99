import type { IntakeEvent } from '../../domain/intake-event.ts';
import { readMark } from '../thread/read-mark.ts';

const OPENS_WINDOW = ['utterance', 'postback', 'referral'];
const SEEN_TO_OPEN = ['message', 'postback', 'referral'];

/**
 * Whether an event opens Messenger's window. Also what we only saw on standby: the person did act.
 * Taking a reaction away is none of Meta's actions.
 */
export function opensWindow(event: IntakeEvent): boolean {
  const { kind, raw } = event;
  const opens = (name: string) => raw[name] !== undefined;
  const mark = readMark(event);
  if (mark !== null) return mark.kind === 'reaction' && mark.name !== null;
  return OPENS_WINDOW.includes(kind) || (kind === 'standby' && SEEN_TO_OPEN.some(opens));
}

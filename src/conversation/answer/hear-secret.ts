import type { Conversation } from '../../domain/conversation.ts';
import type { Mark } from '../../domain/line-marks.ts';
import { parseReferenceCode, REFERENCE_ALPHABET } from '../../domain/reference-code.ts';
import { WITHHELD } from '../../domain/withhold.ts';
import type { PersonAction } from '../heard/inputs.ts';

/** As long as the secrets that we give out. */
const WORD = /(?<![A-Za-z0-9-])[A-Za-z0-9]{6}(?![A-Za-z0-9-])/g;
/** Mistyped by one sign, and still too much to show. */
const NEARLY = /(?<![A-Za-z0-9-])(?=[A-Za-z]*\d)[A-Za-z0-9]{5,8}(?![A-Za-z0-9-])/g;
/** Typed with gaps, and nothing else said. */
const SPACED = /^\s*(?:[A-Za-z0-9][\s-]*){6}$/;

/**
 * Takes the secret of a case out of the person's words, where the bot has asked for it or where it
 * stands beside the code of a case that was not filed here. Staff are not to see it, and nothing
 * keeps it: it is for this turn only.
 * @param isCommand whether the bot understands the words as a command, such as "cancel"
 */
export function hearSecret<Action extends Pick<PersonAction, 'text' | 'payload'>>(
  conversation: Pick<Conversation, 'dialog' | 'control' | 'caseReferences'>,
  actions: readonly Action[],
  isCommand: (text: string) => boolean,
): { readonly actions: readonly Action[]; readonly secret: string | null } {
  if (conversation.control.holder !== 'bot') return { actions, secret: null };
  const asked = conversation.dialog?.['asking'] === 'secret';
  let secret: string | null = null;
  const safe = actions.map((action) => {
    const { text, payload } = action;
    if (payload !== null || !mayHold(text, asked, conversation.caseReferences)) return action;
    if (isCommand(text)) return action;
    const found = findSecret(text, asked);
    if (found === null) return action;
    secret ??= found.secret;
    return { ...action, text: found.rest };
  });
  return { actions: safe, secret };
}

/**
 * Takes the secret out of words that the person has changed later: where a new line would be taken
 * for one, and in every version of a line in which a secret stood before.
 * @param heldSecret whether a secret was taken out of the line with this `mid`
 */
export function hearSecretInEdits(
  { control, dialog, caseReferences }: Pick<Conversation, 'dialog' | 'control' | 'caseReferences'>,
  marks: readonly Mark[],
  heldSecret: (mid: string) => boolean,
  isCommand: (text: string) => boolean,
): readonly Mark[] {
  const asked = control.holder === 'bot' && dialog?.['asking'] === 'secret';
  return marks.map((mark) => {
    if (mark.kind !== 'edit' || isCommand(mark.text)) return mark;
    const again = heldSecret(mark.mid);
    const mayBe = control.holder === 'bot' && mayHold(mark.text, asked, caseReferences);
    const found = again || mayBe ? findSecret(mark.text, again || asked) : null;
    return found === null ? mark : { ...mark, text: found.rest };
  });
}

function mayHold(text: string, asked: boolean, own: readonly string[]): boolean {
  const code = parseReferenceCode(text);
  return code.status === 'ok' ? !own.includes(code.reference) : asked;
}

function findSecret(text: string, asked: boolean): { secret: string; rest: string } | null {
  const code = parseReferenceCode(text);
  if (asked && code.status !== 'ok' && SPACED.test(text) && /\d|^\s*\S{6}\s*$/.test(text)) {
    return { secret: text, rest: WITHHELD };
  }
  const words = [...text.matchAll(WORD)].map(([word]) => word);
  const [secret] = words.filter((word) => looksLikeSecret(word, text));
  const near =
    asked && code.status !== 'ok' ? [...text.matchAll(NEARLY)].map(([word]) => word) : [];
  const hidden = [...(secret === undefined ? [] : [secret]), ...near];
  const [first] = hidden;
  if (first === undefined) return null;
  const rest = hidden.reduce((shown, word) => shown.replaceAll(word, WITHHELD), text);
  // Never out of the code itself.
  const after = parseReferenceCode(rest);
  const whole =
    code.status !== 'ok' || (after.status === 'ok' && after.reference === code.reference);
  return whole ? { secret: secret ?? first, rest } : null;
}

/** Signs of a secret only; a word of letters alone is one where it is in capitals, or in Thai words. */
function looksLikeSecret(word: string, text: string): boolean {
  const signs = [...word.toUpperCase()];
  if (!signs.every((sign) => REFERENCE_ALPHABET.includes(sign))) return false;
  const others = text.replace(word, '').replace(/OCC/gi, '');
  return /\d/.test(word) || word === word.toUpperCase() || !/[A-Za-z]{3}/.test(others);
}

import { parseReferenceCode } from '../domain/reference-code.ts';
import type { PromptStep } from './flow.ts';
import type { SlotValue, TurnInput } from './turn.ts';

export type Answer =
  | { readonly status: 'ok'; readonly value: SlotValue; readonly option?: string }
  | { readonly status: 'invalid' };

/** Reads an answer to a question. A wrong one is no error: it is asked again. */
export function readAnswer(
  step: PromptStep,
  input: TurnInput,
  titles: ReadonlyMap<string, string>,
): Answer {
  if ('collect' in step) {
    const stored = input.attachments.filter((item) => item.status === 'stored');
    return stored.length > 0 ? { status: 'ok', value: stored.length } : { status: 'invalid' };
  }
  if ('choose' in step) {
    const wanted = (input.payload?.split('/').at(-1) ?? input.text).trim().toLowerCase();
    const option = step.options.find(
      (item, index) =>
        item.value === wanted ||
        titles.get(item.value)?.toLowerCase() === wanted ||
        String(index + 1) === wanted,
    );
    return option === undefined
      ? { status: 'invalid' }
      : { status: 'ok', value: option.value, option: option.value };
  }
  const text = input.text.trim();
  switch (step.type) {
    case 'text':
      return text === '' ? { status: 'invalid' } : { status: 'ok', value: text.slice(0, 1000) };
    case 'reference_code': {
      const parsed = parseReferenceCode(text);
      return parsed.status === 'ok'
        ? { status: 'ok', value: parsed.reference }
        : { status: 'invalid' };
    }
    case 'amount_thb':
      return entity(input, 'amount_thb') ?? bareNumber(text);
    case 'date':
    case 'phone':
    case 'bank_account':
    case 'url':
      return entity(input, step.type) ?? { status: 'invalid' };
  }
}

function entity(input: TurnInput, type: string): Answer | null {
  const found = input.reading.entities.find((item) => item.type === type);
  return found === undefined ? null : { status: 'ok', value: found.value };
}

/** To "how much?" a plain number is an amount. */
function bareNumber(text: string): Answer {
  const digits = text.replace(/[๐-๙]/g, (d) => String(d.charCodeAt(0) - 0x0e50)).replace(/,/g, '');
  return /^\d+(\.\d{1,2})?$/.test(digits) && Number(digits) > 0
    ? { status: 'ok', value: Number(digits) }
    : { status: 'invalid' };
}

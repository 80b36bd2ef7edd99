import type { TooLate } from '../../conversation/agent/agent-actions.ts';
import { Problem } from '../../http/problem.ts';
import { conversationView } from './views.ts';

/** What an agent can still do, in both languages of the desk. */
const DETAILS: Readonly<Record<TooLate['reason'], { readonly en: string; readonly th: string }>> = {
  human_agent_not_granted: {
    en: 'More than 24 hours have passed, and Meta has not granted the Page the Human Agent feature. Wait until the person writes again, or phone them.',
    th: 'เกิน 24 ชั่วโมงแล้ว และเพจยังไม่ได้รับสิทธิ์ Human Agent จาก Meta รอผู้แจ้งเขียนมาอีกครั้ง หรือโทรหาผู้แจ้ง',
  },
  window_closed: {
    en: 'The time in which Messenger takes a reply is over. Wait until the person writes again, or phone them.',
    th: 'เลยเวลาที่ Messenger ให้ตอบแล้ว รอผู้แจ้งเขียนมาอีกครั้ง หรือโทรหาผู้แจ้ง',
  },
};

/** 409 with the reason, until when a reply was possible, and what is possible now. */
export function windowProblem(
  { reason, conversation }: TooLate,
  humanAgentGranted: boolean,
): Problem {
  const { en, th } = DETAILS[reason];
  const { window } = conversationView(conversation, humanAgentGranted);
  return new Problem(409, en, { reason, detailThai: th, window });
}

import type { Case } from '../../domain/case.ts';
import type { Conversation } from '../../domain/conversation.ts';
import type { Instant } from '../../domain/ids.ts';
import { windowRule } from '../../domain/messaging-window.ts';
import {
  statusTemplateContent,
  statusTemplateLanguage,
  type StatusTemplate,
} from '../../domain/status-template.ts';
import type { TemplateContent } from '../../domain/message.ts';
import type { NewsTools } from './case-news.ts';

/** How a person can be told of a case's status now. */
export type StatusWords =
  | { readonly when: 'now'; readonly bubbles: readonly string[] }
  /** By the approved template; `later` is what it cannot carry. */
  | {
      readonly when: 'template';
      readonly content: TemplateContent;
      readonly later: readonly string[];
    }
  /** Messenger's window is closed: these are said when the person writes. */
  | { readonly when: 'later'; readonly bubbles: readonly string[] };

/** The words that tell a case's present status, with what staff added for the person. */
export function statusWords(
  tools: Pick<NewsTools, 'phrase' | 'statusTemplate'>,
  conversation: Pick<Conversation, 'language' | 'windowOpenedAt'>,
  record: Case,
  now: Instant,
): StatusWords {
  const { language, windowOpenedAt: openedAt } = conversation;
  const { reference, status } = record;
  const template: StatusTemplate | null = tools.statusTemplate ?? null;
  const rule = windowRule({
    sender: 'bot',
    openedAt,
    now,
    humanAgentGranted: false,
    template: template !== null,
  });
  const { word } = record.history.at(-1) ?? {};
  const added = word === undefined ? [] : tools.phrase('case_news_word', language, { word });
  if (template !== null && rule.allowed && rule.messagingType === 'UTILITY') {
    const made = statusTemplateLanguage(template, language);
    const words = tools.phrase(`status_${status}`, made, {}).join(' ');
    const content = statusTemplateContent(template, made, { reference, status: words });
    return { when: 'template', content, later: added };
  }
  const words = tools.phrase(`status_${status}`, language, {}).join(' ');
  const bubbles = [
    ...tools.phrase('case_news', language, { case: reference, status: words }),
    ...added,
    ...(status === 'need_more_evidence' ? tools.phrase('case_news_evidence', language, {}) : []),
  ];
  return { when: rule.allowed ? 'now' : 'later', bubbles };
}

import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { REPLY_VARIABLES, type ReplyVariable } from '../../../domain/canned-reply.ts';
import { call } from '../../../http/web/call.ts';
import { cannedReplyShape, suggestionShape } from '../../conversations/reply-help-shapes.ts';
import { listOf, type ConversationView } from '../../shapes.ts';
import { useName } from '../name.ts';
import { path, useCase } from '../reading.ts';

const canned = listOf(cannedReplyShape);
const suggestions = listOf(suggestionShape);

/** A canned reply with its places filled in. */
export interface ReadyReply {
  readonly id: string;
  readonly title: string;
  readonly text: string;
  /** Places that nothing fills: without a case there is no reference code. */
  readonly missing: readonly ReplyVariable[];
}

/** The canned replies in the person's language, for this conversation; empty until they are asked for. */
export function useCannedReplies(
  conversation: ConversationView,
  agent: string,
  wanted: boolean,
): readonly ReadyReply[] {
  const { t } = useTranslation();
  const name = useName(conversation);
  const reference = conversation.cases.at(-1) ?? null;
  const { data: record } = useCase(wanted ? reference : null);
  const { data } = useQuery({
    queryKey: ['canned-replies'],
    queryFn: ({ signal }) => call(canned, '/canned-replies', { signal }),
    enabled: wanted,
  });
  const { language } = conversation;
  const values: Readonly<Record<ReplyVariable, string | null>> = {
    name: conversation.name === null ? '' : name,
    reference,
    status: record === undefined ? null : t(`status.${record.status}`, { lng: language }),
    agent,
  };
  return (data?.items ?? []).map(({ id, title, text }) => {
    const places = REPLY_VARIABLES.filter((place) => text[language].includes(`{{${place}}}`));
    return {
      id,
      title: title[language],
      text: REPLY_VARIABLES.reduce(
        (filled, place) => filled.replaceAll(`{{${place}}}`, values[place] ?? '…'),
        text[language],
      ).replaceAll(/ {2,}/g, ' '),
      missing: places.filter((place) => values[place] === null),
    };
  });
}

/** Answers of the knowledge store to what the person said last. */
export function useSuggestions(conversation: ConversationView, wanted: boolean) {
  const { id, lastMessage } = conversation;
  const { data } = useQuery({
    queryKey: ['suggestions', id, lastMessage?.at],
    queryFn: ({ signal }) =>
      call(suggestions, `/conversations/${path(id)}/suggestions`, { signal }),
    enabled: wanted,
  });
  return data?.items ?? [];
}

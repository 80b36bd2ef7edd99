import type { FromPage, Person, ThreadItem } from './graph/person.ts';
import type { PageMessage, TemplateButton } from './graph/send-request.ts';
import type { GraphStandIn } from './graph/stand-in.ts';
import { isElsewhere } from './graph/thread-control.ts';
import type {
  AttachmentView,
  ButtonView,
  ContentView,
  MessageView,
  PersonSummary,
  ThreadView,
} from './view-types.ts';

const HOUR = 3_600_000;

export function summaryOf(standIn: GraphStandIn, person: Person): PersonSummary {
  const last = person.messages.at(-1);
  const { messages } = person;
  const content = last === undefined ? null : contentOf(standIn, last);
  return {
    psid: person.psid,
    name: nameOf(person),
    preview: content === null ? '' : previewOf(content),
    lastKind: content?.kind ?? null,
    lastAt: last === undefined ? null : iso(last.at),
    unread: messages.filter((item) => item.side === 'page' && item.seenAt === null).length,
  };
}

/**
 * The whole state of one person's phone.
 * @param locale chooses greeting, menu and ice breakers, as the person's own locale does at Meta
 */
export function threadOf(standIn: GraphStandIn, person: Person, locale = 'default'): ThreadView {
  const { pageId, pageName } = standIn;
  const profile = standIn.profile.shownTo(locale);
  const isNew = person.messages.length === 0;
  return {
    psid: person.psid,
    name: nameOf(person),
    page: { id: pageId, name: pageName },
    greeting: profile.greeting.replaceAll('{{user_first_name}}', person.firstName),
    getStarted: isNew && profile.getStarted !== null && profile.iceBreakers.length === 0,
    iceBreakers: isNew
      ? profile.iceBreakers.map(({ question, payload }) => ({ title: question, payload }))
      : [],
    menu: profile.menu.map((item) =>
      item.type === 'web_url'
        ? { kind: 'url', title: item.title, url: item.url }
        : { kind: 'postback', title: item.title, payload: item.payload },
    ),
    composerDisabled: profile.composerDisabled,
    typingForMs: Math.max(0, person.typingUntil - standIn.now()),
    elsewhere: isElsewhere(person),
    hoursAhead: person.aheadMs / HOUR,
    window: windowOf(standIn, person),
    messages: person.messages.map((item) => messageOf(standIn, person, item)),
    refusals: person.refusals.map(({ at, ...refusal }) => ({ at: iso(at), ...refusal })),
  };
}

function windowOf(standIn: GraphStandIn, person: Person): ThreadView['window'] {
  if (person.openedAt === null) return 'never_opened';
  const elapsed = standIn.now() + person.aheadMs - person.openedAt;
  if (elapsed <= 24 * HOUR) return 'open';
  return elapsed <= 7 * 24 * HOUR ? 'human_agent_only' : 'closed';
}

function messageOf(standIn: GraphStandIn, person: Person, item: ThreadItem): MessageView {
  const base = {
    id: item.mid,
    at: iso(item.at),
    content: contentOf(standIn, item),
    reactions: { ...item.reactions },
  };
  if (item.side === 'person') {
    return {
      ...base,
      side: 'person',
      by: 'person',
      quickReplies: [],
      status: item.delivery === 'acknowledged' ? 'sent' : item.delivery,
      seen: item.at <= person.pageSeenAt,
      edits: item.edits,
      editable: item.content.kind === 'text' && item.content.quickReply === undefined,
    };
  }
  return {
    ...base,
    side: 'page',
    by: item.by,
    quickReplies: quickRepliesOf(item),
    status: 'sent',
    seen: item.seenAt !== null,
    edits: 0,
    editable: false,
  };
}

function quickRepliesOf({ message }: FromPage): readonly string[] {
  return (message.quick_replies ?? []).map((reply) =>
    reply.content_type === 'text' ? reply.title : reply.content_type,
  );
}

function contentOf(standIn: GraphStandIn, item: ThreadItem): ContentView {
  if (item.side === 'page') return pageContentOf(standIn, item.message);
  const { content } = item;
  if (item.takenBack) return { kind: 'taken_back' };
  switch (content.kind) {
    case 'text':
      return { kind: 'text', text: content.text };
    case 'postback':
      return { kind: 'text', text: content.title };
    case 'sticker':
      return { kind: 'sticker', stickerId: content.stickerId };
    case 'attachments': {
      const attachments = content.attachments.map(({ type, mediaId, name, bytes }) => {
        const stored = standIn.media.get(mediaId);
        const url = stored === null ? '' : shownAt(standIn, standIn.mediaUrl(stored));
        return { type, url, name, bytes };
      });
      return { kind: 'attachments', attachments };
    }
  }
}

function pageContentOf(standIn: GraphStandIn, message: PageMessage): ContentView {
  const { attachment, text = '' } = message;
  if (attachment === undefined) return { kind: 'text', text };
  if (attachment.type !== 'template') {
    const url = shownAt(standIn, attachment.payload.url ?? '');
    const name = decodeURIComponent(/([^/?]+)(?:\?|$)/.exec(url)?.[1] ?? '');
    const shown: AttachmentView = { type: attachment.type, url, name, bytes: null };
    return { kind: 'attachments', attachments: [shown] };
  }
  const template = attachment.payload;
  if (template.template_type === 'button') {
    return { kind: 'buttons', text: template.text, buttons: template.buttons.map(buttonOf) };
  }
  const cards = template.elements.map(({ title, subtitle = '', image_url: url, buttons = [] }) => ({
    title,
    subtitle,
    imageUrl: url === undefined ? null : shownAt(standIn, url),
    buttons: buttons.map(buttonOf),
  }));
  return { kind: 'cards', cards };
}

function buttonOf(button: TemplateButton): ButtonView {
  switch (button.type) {
    case 'postback':
      return { kind: 'postback', title: button.title, payload: button.payload };
    case 'web_url':
      return { kind: 'url', title: button.title, url: button.url };
    case 'phone_number':
      return { kind: 'url', title: button.title, url: `tel:${button.payload}` };
  }
}

/** Our own media are shown from the page's own origin, whatever name the server has outside. */
function shownAt(standIn: GraphStandIn, url: string): string {
  const own = `${standIn.baseUrl}/media/`;
  return url.startsWith(own) ? `/api/simulator/media/${url.slice(own.length)}` : url;
}

function previewOf(content: ContentView): string {
  switch (content.kind) {
    case 'text':
    case 'buttons':
      return content.text;
    case 'cards':
      return content.cards[0]?.title ?? '';
    case 'attachments':
      return content.attachments[0]?.name ?? '';
    case 'sticker':
    case 'taken_back':
      return '';
  }
}

function nameOf(person: Person): string {
  return `${person.firstName} ${person.lastName}`.trim();
}

function iso(at: number): string {
  return new Date(at).toISOString();
}

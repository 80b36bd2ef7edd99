import { FacebookAdapter } from 'botbuilder-adapter-facebook';
import type { Activity, ResourceResponse, TurnContext } from 'botbuilder-core';
import type { FileContent, OutgoingContent, TemplateContent } from '../domain/message.ts';

type FacebookMessage = Readonly<Record<string, unknown>>;

/** The two mapping functions of the published adapter. */
interface Mapper {
  processSingleMessage(
    message: FacebookMessage,
    logic: (context: TurnContext) => Promise<void>,
  ): Promise<void>;
  activityToFacebook(activity: Partial<Activity>): FacebookMessage;
}

/**
 * The published adapter as a mapper in both directions, off the network: turns come in through
 * `dispatch`, what Botkit would send is dropped (the dialogs stage their replies themselves), and
 * `messageOf` maps an outgoing message to what the Send API takes.
 */
export class MessengerAdapter extends FacebookAdapter {
  readonly #pageId: string;

  constructor(options: { readonly pageId: string }) {
    // Required by the constructor; no call of ours ever uses them.
    super({ access_token: 'unused', app_secret: 'unused', verify_token: 'unused' });
    this.#pageId = options.pageId;
  }

  /** Runs one turn. The id takes the person's place, so that parallel turns share no state. */
  async dispatch(
    event: { readonly turnId: string; readonly text: string; readonly payload: string | null },
    turnState: ReadonlyMap<string, unknown>,
    logic: (context: TurnContext) => Promise<void>,
  ): Promise<void> {
    const { turnId, text, payload } = event;
    const message = {
      sender: { id: turnId },
      recipient: { id: this.#pageId },
      message: { text, ...(payload === null ? {} : { quick_reply: { payload } }) },
    };
    // Private in the published types; its shape is held by a characterisation test.
    const self = this as unknown as Mapper;
    await self.processSingleMessage(message, async (context: TurnContext) => {
      for (const [key, value] of turnState) context.turnState.set(key, value);
      await logic(context);
    });
  }

  override sendActivities(
    _context: TurnContext,
    activities: Partial<Activity>[],
  ): Promise<ResourceResponse[]> {
    const stray = activities.find((activity) => activity.text);
    if (stray !== undefined) {
      return Promise.reject(new Error('A dialog sent a message past the staged replies.'));
    }
    return Promise.resolve(activities.map((_, index) => ({ id: `staged-${index}` })));
  }

  /** The body of a Send API call for one message to one person. */
  messageOf(psid: string, content: Exclude<OutgoingContent, FileContent>): FacebookMessage {
    // Newer than the published adapter.
    if (content.kind === 'template') return templateMessage(psid, content);
    const activity: Partial<Activity> = {
      conversation: { id: psid } as Activity['conversation'],
      channelData: channelDataOf(content),
    };
    if (content.kind === 'text') activity.text = content.text;
    const mapped = (this as unknown as Mapper).activityToFacebook(activity);
    return JSON.parse(JSON.stringify(mapped)) as FacebookMessage;
  }
}

/** @see https://developers.facebook.com/docs/messenger-platform/send-messages/utility-messages */
function templateMessage(psid: string, template: TemplateContent): FacebookMessage {
  const { name, language: code, parameters } = template;
  const filled = parameters.map((text) => ({ type: 'text', text }));
  const components = [{ type: 'body', parameters: filled }];
  return {
    recipient: { id: psid },
    message: { template: { name, language: { code }, components } },
  };
}

function channelDataOf(
  content: Exclude<OutgoingContent, TemplateContent | FileContent>,
): Record<string, unknown> {
  if (content.kind === 'picture') {
    return { attachment: { type: 'image', payload: { url: content.url, is_reusable: false } } };
  }
  const quickReplies = content.quickReplies?.map(({ title, payload }) => ({
    content_type: 'text',
    title,
    payload,
  }));
  const replies = quickReplies === undefined ? {} : { quick_replies: quickReplies };
  switch (content.kind) {
    case 'text':
      return replies;
    case 'buttons':
      return {
        ...replies,
        attachment: {
          type: 'template',
          payload: {
            template_type: 'button',
            text: content.text,
            buttons: content.buttons.map(buttonOf),
          },
        },
      };
    case 'cards':
      return {
        ...replies,
        attachment: {
          type: 'template',
          payload: {
            template_type: 'generic',
            elements: content.cards.map(({ title, subtitle, buttons }) => ({
              title,
              subtitle,
              buttons: buttons.map(buttonOf),
            })),
          },
        },
      };
  }
}

function buttonOf(button: {
  kind: 'postback' | 'url';
  title: string;
  payload?: string;
  url?: string;
}) {
  return button.kind === 'url'
    ? { type: 'web_url', title: button.title, url: button.url }
    : { type: 'postback', title: button.title, payload: button.payload };
}

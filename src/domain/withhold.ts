import type { Button, OutgoingContent } from './message.ts';

/** Stands where a secret was. */
export const WITHHELD = '••••••';

/** A message as those may see it who are not to learn the secrets in it. */
export function withhold(content: OutgoingContent, secrets: readonly string[]): OutgoingContent {
  const hide = (text: string) =>
    secrets.reduce((shown, secret) => shown.replaceAll(secret, WITHHELD), text);
  const hideIn = (button: Button): Button =>
    button.kind === 'url' ? { ...button, url: hide(button.url) } : button;
  switch (content.kind) {
    case 'file':
      return content;
    case 'text':
    case 'template':
      return { ...content, text: hide(content.text) };
    case 'picture':
      return { ...content, text: hide(content.text), url: hide(content.url) };
    case 'buttons':
      return { ...content, text: hide(content.text), buttons: content.buttons.map(hideIn) };
    case 'cards':
      return {
        ...content,
        cards: content.cards.map((card) => ({
          ...card,
          ...(card.subtitle !== undefined && { subtitle: hide(card.subtitle) }),
          title: hide(card.title),
          buttons: card.buttons.map(hideIn),
        })),
      };
  }
}

/** Whether one of the secrets stands in the message. */
export function holdsSecret(content: OutgoingContent, secrets: readonly string[]): boolean {
  const text = JSON.stringify(content);
  return secrets.some((secret) => text.includes(secret));
}

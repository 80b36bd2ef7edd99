import { Image, Text, UnstyledButton } from '@mantine/core';
import { IconThumbUpFilled } from '@tabler/icons-react';
import type { ButtonView, CardView, ContentView } from '../view-types.ts';
import { Attachment } from './Attachment.tsx';
import styles from './simulator.module.css';
import { useWords } from './words.ts';

type Press = (button: { readonly title: string; readonly payload: string }) => void;

/** What a message shows: words, buttons, cards, files or a sticker. */
export function MessageContent(props: { readonly content: ContentView; readonly onPress: Press }) {
  const words = useWords();
  const { content, onPress } = props;
  switch (content.kind) {
    case 'text':
      return <div className={styles['words']}>{content.text}</div>;
    case 'buttons':
      return (
        <div className={`${styles['bubble']} ${styles['framed']}`} style={{ maxWidth: '100%' }}>
          <div className={styles['words']}>{content.text}</div>
          <TemplateButtons buttons={content.buttons} onPress={onPress} />
        </div>
      );
    case 'cards':
      return <Cards cards={content.cards} onPress={onPress} />;
    case 'attachments':
      return content.attachments.map((attachment) => (
        <Attachment key={attachment.url} attachment={attachment} />
      ));
    case 'taken_back':
      return (
        <Text size="sm" fs="italic" c="dimmed" px="sm" py={6} className={styles['framed'] ?? ''}>
          {words.takenBack}
        </Text>
      );
    case 'sticker':
      return (
        <span className={styles['sticker']} role="img" aria-label={words.sticker}>
          <IconThumbUpFilled size={56} aria-hidden />
        </span>
      );
  }
}

function Cards({
  cards,
  onPress,
}: {
  readonly cards: readonly CardView[];
  readonly onPress: Press;
}) {
  const words = useWords();
  return (
    <div
      className={styles['cards']}
      role="group"
      aria-label={words.cards(cards.length)}
      tabIndex={0}
    >
      {cards.map((card, index) => (
        <article key={`${index}-${card.title}`} className={styles['card']} data-testid="sim-card">
          {card.imageUrl !== null && <Image src={card.imageUrl} alt="" h={120} />}
          <div className={styles['cardBody']}>
            <Text fw={600} size="sm">
              {card.title}
            </Text>
            <Text size="xs" c="dimmed">
              {card.subtitle}
            </Text>
          </div>
          <TemplateButtons buttons={card.buttons} onPress={onPress} />
        </article>
      ))}
    </div>
  );
}

function TemplateButtons(props: {
  readonly buttons: readonly ButtonView[];
  readonly onPress: Press;
}) {
  const style = styles['templateButton'] ?? '';
  return props.buttons.map((button) =>
    button.kind === 'url' ? (
      <a
        key={button.title}
        className={style}
        href={button.url}
        target="_blank"
        rel="noreferrer"
        data-testid="sim-button"
      >
        {button.title}
      </a>
    ) : (
      <UnstyledButton
        key={button.title}
        className={style}
        data-testid="sim-button"
        onClick={() => props.onPress({ title: button.title, payload: button.payload })}
      >
        {button.title}
      </UnstyledButton>
    ),
  );
}

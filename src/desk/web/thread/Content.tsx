import { Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useDates } from '../../../http/web/dates.ts';
import type { MessageView } from '../../shapes.ts';
import { Attachment } from './Attachment.tsx';
import classes from '../desk.module.css';
import { FileView } from './FileView.tsx';
import { contentOf } from '../reading.ts';
import { Shared } from './Shared.tsx';

type Spoken = Exclude<MessageView, { direction: 'none' }>;

/** What a bubble holds. */
export function Content({ message, conversation }: { message: Spoken; conversation: string }) {
  const { t } = useTranslation();
  const dates = useDates();
  const { content } = message;
  switch (content.kind) {
    case 'text':
      return (
        <>
          <Words>{content.text}</Words>
          {'choices' in content && <Choices titles={content.choices} />}
        </>
      );
    case 'pressed':
      return (
        <>
          <Words>{content.text}</Words>
          <Small>{t('pressed')}</Small>
        </>
      );
    case 'cards':
      return (
        <>
          {content.cards.map(({ title, subtitle }, index) => (
            <Words key={index}>
              {title}
              {subtitle === null ? '' : `\n${subtitle}`}
            </Words>
          ))}
          <Choices titles={content.choices} />
        </>
      );
    case 'file':
      return (
        <>
          <FileView
            href={contentOf(conversation, content.evidenceId)}
            mediaType={content.mediaType}
            bytes={content.bytes}
            testid="desk-sent-file"
          />
          <Small>{content.name}</Small>
        </>
      );
    case 'attachments':
      return (
        <>
          {content.text !== null && <Words>{content.text}</Words>}
          {content.attachments.map((item, index) => (
            <Attachment key={index} item={item} conversation={conversation} />
          ))}
          {content.shared.map((item, index) => (
            <Shared key={index} item={item} />
          ))}
        </>
      );
    case 'sticker':
      return content.liked ? <Words>👍 {t('liked')}</Words> : <Small>{t('sticker')}</Small>;
    case 'unsupported':
      return <Small>{t('unsupported')}</Small>;
    case 'taken_back':
      return <Small>{t('taken_back', { at: dates.time(content.takenBackAt) })}</Small>;
  }
}

function Words({ children }: { children: ReactNode }) {
  return <div className={classes['words']}>{children}</div>;
}

function Small({ children }: { children: ReactNode }) {
  return (
    <Text size="xs" c="dimmed">
      {children}
    </Text>
  );
}

function Choices({ titles }: { titles: readonly string[] }) {
  const { t } = useTranslation();
  if (titles.length === 0) return null;
  return (
    <Small>
      {t('choices')}: {titles.join(' · ')}
    </Small>
  );
}

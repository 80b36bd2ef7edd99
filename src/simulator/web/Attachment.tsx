import { Anchor, Group, Text } from '@mantine/core';
import { IconFile } from '@tabler/icons-react';
import { useState } from 'react';
import type { AttachmentView } from '../view-types.ts';
import styles from './simulator.module.css';
import { useLanguage, useWords } from './words.ts';

/** A file as Messenger shows it, or that its link is dead. */
export function Attachment({ attachment }: { readonly attachment: AttachmentView }) {
  const words = useWords();
  const language = useLanguage();
  const [isGone, setGone] = useState(false);
  const { type, url, name, bytes } = attachment;
  if (isGone) return <div className={styles['words']}>{words.gone}</div>;
  switch (type) {
    case 'image':
      return (
        <img
          className={styles['picture']}
          src={url}
          alt={name === '' ? words.picture : name}
          onError={() => setGone(true)}
        />
      );
    case 'audio':
      return <audio controls src={url} aria-label={name} onError={() => setGone(true)} />;
    case 'video':
      return (
        <video
          className={styles['picture']}
          controls
          src={url}
          aria-label={name}
          onError={() => setGone(true)}
        />
      );
    case 'file': {
      const size = new Intl.NumberFormat(language, { maximumFractionDigits: 1 });
      return (
        <div className={styles['words']}>
          <Group gap={8} wrap="nowrap">
            <IconFile size={24} aria-hidden style={{ flex: 'none' }} />
            <div style={{ minWidth: 0 }}>
              <Anchor href={url} c="inherit" underline="always" size="sm">
                {name}
              </Anchor>
              {bytes !== null && <Text size="xs">{size.format(bytes / 1024)} KB</Text>}
            </div>
          </Group>
        </div>
      );
    }
  }
}

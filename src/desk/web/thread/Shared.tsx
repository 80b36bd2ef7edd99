import { Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { SharedView } from '../../shapes.ts';
import classes from '../desk.module.css';

/**
 * Something shared that is no file, by a plain word. Its address is text, not a link: it may lead
 * to the very trap that the person complains about.
 */
export function Shared({ item: { kind, title, url } }: { item: SharedView }) {
  const { t } = useTranslation();
  return (
    <div className={classes['shared']} data-testid="desk-shared" data-kind={kind}>
      <Text size="xs" c="dimmed">
        {t(`shared.${kind}`)}
      </Text>
      {title !== null && <div className={classes['words']}>{title}</div>}
      {url !== null && <Text size="xs">{url}</Text>}
    </div>
  );
}

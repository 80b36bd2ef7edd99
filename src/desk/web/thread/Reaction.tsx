import { Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import classes from '../desk.module.css';

const KNOWN = ['love', 'smile', 'wow', 'sad', 'angry', 'like', 'dislike'];

/** The person's reaction to a line, also in words: not every machine can draw the sign. */
export function Reaction(props: { of: { readonly name: string; readonly emoji: string | null } }) {
  const { name, emoji } = props.of;
  const { t } = useTranslation();
  const word = t(`reaction.${KNOWN.includes(name) ? name : 'other'}`);
  return (
    <Text size="xs" className={classes['reaction'] ?? ''} data-testid="desk-reaction">
      {emoji} {t('reacted', { word })}
    </Text>
  );
}

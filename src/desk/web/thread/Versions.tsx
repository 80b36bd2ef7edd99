import { Button, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useTranslation } from 'react-i18next';
import { useDates } from '../../../http/web/dates.ts';
import classes from '../desk.module.css';

/** Says that a text was edited, and shows what it said before when asked to. */
export function Versions(props: {
  items: readonly { readonly text: string; readonly at: string }[];
}) {
  const { items } = props;
  const { t } = useTranslation();
  const dates = useDates();
  const [open, { toggle }] = useDisclosure(false);
  if (items.length === 0) return null;
  return (
    <div data-testid="desk-edited">
      <Text size="xs" c="dimmed" component="span">
        {t('edited')}{' '}
      </Text>
      <Button size="compact-xs" variant="transparent" onClick={toggle} aria-expanded={open}>
        {t(open ? 'hide_versions' : 'show_versions')}
      </Button>
      {open && (
        <ol className={classes['versions']} aria-label={t('versions')}>
          {items.map(({ text, at }, index) => (
            <li key={index}>
              <Text size="xs" c="dimmed">
                {dates.time(at)}
              </Text>
              <div className={classes['words']}>{text}</div>
            </li>
          ))}
        </ol>
      )}
    </div>
  );
}

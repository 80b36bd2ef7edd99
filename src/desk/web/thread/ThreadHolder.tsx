import { Button, Group, Text } from '@mantine/core';
import { IconArrowsExchange } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { ConversationView } from '../../shapes.ts';
import { appName } from '../app-name.ts';
import classes from '../desk.module.css';
import type { Doing } from '../doing.ts';

/** Says that another app of the Page has the chat, and lets those who may take it back. */
export function ThreadHolder(props: {
  thread: ConversationView['thread'];
  may: boolean;
  doing: Doing;
}) {
  const { thread, may, doing } = props;
  const { t } = useTranslation();
  if (thread.holder === 'ours') return null;
  return (
    <div className={`${classes['bar']} ${classes['elsewhere']}`} data-testid="desk-elsewhere">
      <Text size="sm" role="status">
        <IconArrowsExchange size={16} aria-hidden style={{ verticalAlign: '-3px' }} />{' '}
        {t('chat.elsewhere', { app: appName(t, thread.appId) })}
      </Text>
      {may && (
        <Group gap={6} ml="auto">
          <Button
            size="xs"
            loading={doing.busy}
            onClick={() => void doing.thread('take')}
            data-testid="desk-thread-take"
          >
            {t('chat.take')}
          </Button>
          <Button
            size="xs"
            variant="default"
            disabled={doing.busy}
            onClick={() => void doing.thread('request')}
            data-testid="desk-thread-request"
          >
            {t('chat.request')}
          </Button>
        </Group>
      )}
    </div>
  );
}

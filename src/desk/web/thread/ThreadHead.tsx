import { ActionIcon, Badge, Button, Group, Text, Title } from '@mantine/core';
import { IconArrowLeft, IconFileText } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { leadsDesk } from '../../../domain/staff.ts';
import type { Member } from '../../../http/session-shapes.ts';
import type { ConversationView } from '../../shapes.ts';
import type { Window } from '../clock.ts';
import classes from '../desk.module.css';
import type { Doing } from '../doing.ts';
import { useName } from '../name.ts';
import type { Place } from '../inbox/place.ts';
import { SnoozeMenu } from './SnoozeMenu.tsx';
import { ThreadHolder } from './ThreadHolder.tsx';
import { TransferMenu } from './TransferMenu.tsx';
import { Viewers } from './Viewers.tsx';
import { WindowClock } from './WindowClock.tsx';

/** Who it is, who has it, until when it can be answered, and what can be done with it. */
export function ThreadHead(props: {
  conversation: ConversationView;
  me: Member;
  doing: Doing;
  window: Window;
  go: (next: Partial<Place>) => void;
  onClaim: () => void;
}) {
  const { conversation, me, doing, window, go, onClaim } = props;
  const { t } = useTranslation();
  const name = useName(conversation);
  const { control, assignee, problemType } = conversation;
  const mine = assignee?.id === me.id;
  const leads = leadsDesk(me.role);
  const mayGiveAway = mine || (leads && control === 'agent');
  const held =
    control === 'agent'
      ? t(mine ? 'held.me' : 'held.other', { name: assignee?.name })
      : t(`held.${control}`);
  return (
    <header>
      <div className={classes['bar']}>
        <ActionIcon
          className={classes['onlyPhone']}
          variant="subtle"
          size="lg"
          aria-label={t('back')}
          onClick={() => go({ conversation: null, pane: 'list' })}
        >
          <IconArrowLeft aria-hidden />
        </ActionIcon>
        <div className={classes['grow']}>
          <Group gap={6} wrap="nowrap">
            <Title order={2} size="h5" lineClamp={1}>
              {name}
            </Title>
            {conversation.urgency === 'urgent' && (
              <Badge color="red" variant="filled" autoContrast size="sm" style={{ flexShrink: 0 }}>
                {t('list.urgent')}
              </Badge>
            )}
          </Group>
          <Text size="xs" c="dimmed" truncate data-testid="desk-held">
            {held}
            {problemType !== null && ` · ${t(`type.${problemType}`)}`}
            {conversation.origin !== null && ` · ${t('chat.origin', { ref: conversation.origin })}`}
          </Text>
          <Viewers conversation={conversation.id} />
        </div>
        <Button
          className={classes['onlyNarrow']}
          variant="default"
          size="xs"
          leftSection={<IconFileText size={16} aria-hidden />}
          onClick={() => go({ pane: 'case' })}
        >
          {t('case')}
        </Button>
      </div>
      <div className={classes['bar']} style={{ flexWrap: 'wrap' }}>
        <WindowClock window={window} />
        <Group gap={6} ml="auto">
          {control !== 'agent' && (
            <Button size="xs" loading={doing.busy} onClick={onClaim} data-testid="desk-claim">
              {t('action.claim')}
            </Button>
          )}
          {mine && <SnoozeMenu until={conversation.snoozedUntil} doing={doing} />}
          {(mine || leads) && (
            <TransferMenu me={me} holder={assignee?.id ?? ''} onChoose={doing.transfer} />
          )}
          {(mine || leads) &&
            conversation.thread.holder === 'ours' &&
            (['pass', 'release'] as const).map((action) => (
              <Button
                key={action}
                size="xs"
                variant="default"
                disabled={doing.busy}
                onClick={() => void doing.thread(action)}
                data-testid={`desk-thread-${action}`}
              >
                {t(`chat.${action}`)}
              </Button>
            ))}
          {mayGiveAway && (
            <>
              <Button
                size="xs"
                variant="default"
                disabled={doing.busy}
                onClick={() => void doing.act('release')}
                data-testid="desk-release"
              >
                {t('action.release')}
              </Button>
              <Button
                size="xs"
                variant="default"
                disabled={doing.busy}
                onClick={() => void doing.act('resolve')}
                data-testid="desk-resolve"
              >
                {t('action.resolve')}
              </Button>
            </>
          )}
        </Group>
      </div>
      <ThreadHolder thread={conversation.thread} may={mine || leads} doing={doing} />
    </header>
  );
}

import { Anchor, Button, Group, Stack, Text, Title } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CaseView } from '../../shapes.ts';
import { useCaseLinks } from './case-changing.ts';
import { LinkSearch } from './LinkSearch.tsx';
import { useName } from '../name.ts';
import { writePlace } from '../inbox/place.ts';
import { useConversation } from '../reading.ts';

/** Which conversations the case belongs to, and whether another case goes on in its place. */
export function CaseLinks(props: {
  record: CaseView;
  busy: boolean;
  onMark: (duplicateOf: string) => Promise<boolean>;
}) {
  const { record, busy, onMark } = props;
  const { t } = useTranslation();
  const links = useCaseLinks(record.reference);
  const [searching, setSearching] = useState<'conversation' | 'case' | null>(null);
  const close = () => setSearching(null);
  return (
    <section data-testid="desk-links">
      <Title order={3} size="h6" mb={4}>
        {t('editing.links')}
      </Title>
      <Stack gap="xs">
        {links.problem !== null && (
          <Text size="sm" role="alert">
            {t(links.problem.key, links.problem.values)}
          </Text>
        )}
        {record.conversations.map((id) => (
          <LinkedConversation
            key={id}
            id={id}
            busy={links.busy}
            onUnlink={record.conversations.length > 1 ? () => void links.unlink(id) : null}
          />
        ))}
        {searching === null && (
          <Group gap="xs">
            <Button
              size="compact-xs"
              variant="default"
              onClick={() => setSearching('conversation')}
            >
              {t('editing.link')}
            </Button>
            {record.duplicateOf === null && (
              <Button size="compact-xs" variant="default" onClick={() => setSearching('case')}>
                {t('editing.find_duplicate')}
              </Button>
            )}
          </Group>
        )}
        {searching !== null && (
          <LinkSearch
            of={searching}
            record={record}
            busy={busy || links.busy}
            close={close}
            onChosen={(id) => (searching === 'conversation' ? links.link(id) : onMark(id))}
          />
        )}
      </Stack>
    </section>
  );
}

function LinkedConversation(props: { id: string; busy: boolean; onUnlink: (() => void) | null }) {
  const { id, busy, onUnlink } = props;
  const { t } = useTranslation();
  const { data } = useConversation(id);
  const name = useName(data ?? { name: null, psid: id });
  return (
    <Group gap="xs">
      <Anchor size="sm" href={writePlace({ list: 'all', conversation: id, pane: 'thread' })}>
        {t('editing.chat_of', { name })}
      </Anchor>
      {onUnlink !== null && (
        <Button
          size="compact-xs"
          variant="default"
          loading={busy}
          aria-label={t('editing.unlink_of', { name })}
          onClick={onUnlink}
        >
          {t('editing.unlink')}
        </Button>
      )}
    </Group>
  );
}

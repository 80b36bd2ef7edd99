import {
  Badge,
  Box,
  Button,
  Group,
  Paper,
  SegmentedControl,
  Stack,
  Text,
  Title,
  UnstyledButton,
} from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { ApiError, get, rememberedMe, type Conversation, type Me } from './api.ts';
import { SignIn } from './SignIn.tsx';
import { Thread } from './Thread.tsx';

const LISTS = [
  { value: 'queue', label: 'รอรับ · Waiting' },
  { value: 'me', label: 'ของฉัน · Mine' },
  { value: 'bot', label: 'บอต · Bot' },
];

/** The agents' inbox: sign in, lists on the left, the thread on the right. */
export function Desk() {
  const [me, setMe] = useState<Me | null>(rememberedMe);
  if (me === null) return <SignIn onSignedIn={setMe} />;
  return <Inbox me={me} onSignedOut={() => setMe(null)} />;
}

function Inbox({ me, onSignedOut }: { me: Me; onSignedOut: () => void }) {
  const [list, setList] = useState('queue');
  const [chosen, setChosen] = useState<string | null>(null);
  const client = useQueryClient();
  const query = list === 'me' ? 'control=agent&assignee=me' : `control=${list}`;
  const conversations = useQuery({
    queryKey: ['conversations', list],
    queryFn: () => get<{ items: Conversation[] }>(`/conversations?resolved=false&${query}`),
    retry: false,
  });
  useEffect(() => {
    const events = new EventSource('/api/events');
    events.addEventListener('change', () => void client.invalidateQueries());
    events.addEventListener('open', () => void client.invalidateQueries());
    return () => events.close();
  }, [client]);
  const signedOut = conversations.error instanceof ApiError && conversations.error.status === 401;
  useEffect(() => {
    if (signedOut) onSignedOut();
  }, [signedOut, onSignedOut]);

  return (
    <Box component="main" p="sm" h="100dvh" style={{ display: 'flex', gap: 12, flexWrap: 'wrap' }}>
      <Stack
        w={{ base: '100%', sm: 340 }}
        gap="xs"
        style={{ overflowY: 'auto', maxHeight: '100%' }}
      >
        <Group justify="space-between">
          <Title order={1} size="h4">
            โต๊ะเจ้าหน้าที่ · Desk
          </Title>
          <Text size="sm">{me.name}</Text>
        </Group>
        <SegmentedControl
          data={LISTS}
          value={list}
          onChange={setList}
          aria-label="รายการ · Lists"
        />
        {conversations.data?.items.length === 0 && <Text>ไม่มีบทสนทนา · Nothing here</Text>}
        {conversations.data?.items.map((item) => (
          <UnstyledButton
            key={item.id}
            onClick={() => setChosen(item.id)}
            data-testid="desk-conversation"
          >
            <Paper withBorder p="xs" shadow={item.id === chosen ? 'md' : 'none'}>
              <Group justify="space-between" wrap="nowrap">
                <Text fw={600} truncate>
                  {item.cases.at(-1) ?? item.name ?? `…${item.psid.slice(-4)}`}
                </Text>
                {item.urgency === 'urgent' && (
                  <Badge color="red.9" variant="filled">
                    ด่วน · Urgent
                  </Badge>
                )}
              </Group>
              <Text size="sm" truncate>
                {item.lastMessage?.text}
              </Text>
              <Text size="xs">
                {item.problemType ?? ''} {item.waitingSince !== null && time(item.waitingSince)}
              </Text>
            </Paper>
          </UnstyledButton>
        ))}
      </Stack>
      <Box style={{ flex: '1 1 320px', minWidth: 0, height: '100%' }}>
        {chosen === null ? (
          <Text>เลือกบทสนทนา · Choose a conversation</Text>
        ) : (
          <Thread id={chosen} me={me} key={chosen} />
        )}
      </Box>
      <Button
        component="a"
        href="/track"
        variant="subtle"
        size="compact-sm"
        pos="fixed"
        bottom={4}
        left={8}
      >
        /track
      </Button>
    </Box>
  );
}

const format = new Intl.DateTimeFormat('th-TH', {
  dateStyle: 'short',
  timeStyle: 'short',
  timeZone: 'Asia/Bangkok',
});
const time = (text: string) => format.format(new Date(text));

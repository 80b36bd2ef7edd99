import {
  ActionIcon,
  Box,
  Button,
  FileButton,
  Group,
  Image,
  Paper,
  ScrollArea,
  Stack,
  Text,
  TextInput,
  Title,
} from '@mantine/core';
import { IconPaperclip, IconSend, IconUserPlus } from '@tabler/icons-react';
import { useCallback, useEffect, useRef, useState, type FormEvent } from 'react';
import type { MessageView } from '../view-types.ts';

interface Person {
  psid: string;
  name: string;
  messages: MessageView[];
}

const POLL_MS = 600;
const NAMES = ['มะลิ', 'สมศรี', 'ก้อง', 'ใบเตย', 'ลุงชัย'];

async function call(path: string, init?: RequestInit): Promise<Response> {
  return fetch(`/api/simulator${path}`, init);
}

/** A phone with the Page's thread, for one simulated person at a time. */
export function Phone() {
  const [people, setPeople] = useState<{ psid: string; name: string }[]>([]);
  const [person, setPerson] = useState<Person | null>(null);
  const [text, setText] = useState('');
  const end = useRef<HTMLDivElement>(null);

  const show = useCallback(async (psid: string) => {
    const response = await call(`/people/${psid}`);
    if (response.ok) setPerson((await response.json()) as Person);
  }, []);
  const add = useCallback(async () => {
    const name = NAMES[people.length % NAMES.length] ?? 'มะลิ';
    const body = JSON.stringify({ name });
    const headers = { 'content-type': 'application/json' };
    const response = await call('/people', { method: 'POST', headers, body });
    const added = (await response.json()) as Person;
    setPeople((before) => [...before, added]);
    setPerson(added);
  }, [people.length]);

  useEffect(() => {
    void call('/people').then(async (response) => {
      const { items } = (await response.json()) as { items: { psid: string; name: string }[] };
      setPeople(items);
      const first = items[0];
      if (first === undefined) await add();
      else await show(first.psid);
    });
    // Once, when the page opens.
  }, []);
  const psid = person?.psid;
  useEffect(() => {
    if (psid === undefined) return undefined;
    const timer = setInterval(() => void show(psid), POLL_MS);
    return () => clearInterval(timer);
  }, [psid, show]);
  const count = person?.messages.length ?? 0;
  useEffect(() => {
    end.current?.scrollIntoView({ block: 'end' });
  }, [count]);

  const act = async (action: string, input: object) => {
    if (psid === undefined) return;
    const headers = { 'content-type': 'application/json' };
    const body = JSON.stringify(input);
    await call(`/people/${psid}/${action}`, { method: 'POST', headers, body });
    await show(psid);
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (text.trim() !== '') void act('text', { text });
    setText('');
  };
  const attach = async (file: File | null) => {
    if (file === null || psid === undefined) return;
    const headers = { 'content-type': file.type };
    await call(`/people/${psid}/attachment`, { method: 'POST', headers, body: file });
    await show(psid);
  };
  const messages = person?.messages ?? [];
  const last = messages.at(-1);

  return (
    <Box
      component="main"
      maw={480}
      mx="auto"
      h="100dvh"
      style={{ display: 'flex', flexDirection: 'column' }}
    >
      <Group p="sm" justify="space-between" wrap="nowrap" bg="blue.9" c="white">
        <div>
          <Title order={1} size="h4">
            1212 OCC
          </Title>
          <Text size="sm">ห้องจำลอง · Simulator: {person?.name ?? ''}</Text>
        </div>
        <Group gap={4} wrap="nowrap">
          {people.slice(-4).map((each) => (
            <Button
              key={each.psid}
              size="compact-sm"
              variant={each.psid === psid ? 'white' : 'outline'}
              color={each.psid === psid ? 'blue.9' : 'white'}
              onClick={() => void show(each.psid)}
            >
              {each.name}
            </Button>
          ))}
          <ActionIcon
            variant="white"
            color="blue.9"
            aria-label="เพิ่มคน · Add a person"
            onClick={() => void add()}
          >
            <IconUserPlus size={18} />
          </ActionIcon>
        </Group>
      </Group>
      <ScrollArea style={{ flex: 1 }} p="sm" type="auto">
        <Stack gap={6} role="log" aria-live="polite" aria-label="บทสนทนา · Conversation">
          {messages.map((message) => (
            <Bubble key={message.id} message={message} />
          ))}
          <div ref={end} />
        </Stack>
      </ScrollArea>
      {last?.side === 'page' && last.quickReplies.length > 0 && (
        <Group gap={6} px="sm" pb={6}>
          {last.quickReplies.map((title, index) => (
            <Button
              key={title}
              variant="outline"
              radius="xl"
              data-testid="sim-quick-reply"
              onClick={() => void act('tap', { messageId: last.id, index })}
            >
              {title}
            </Button>
          ))}
        </Group>
      )}
      <form onSubmit={submit}>
        <Group p="sm" gap="xs" wrap="nowrap">
          <FileButton onChange={(file) => void attach(file)} accept="image/*,application/pdf">
            {(props) => (
              <ActionIcon {...props} size="lg" variant="subtle" aria-label="แนบรูปหรือไฟล์ · Attach">
                <IconPaperclip />
              </ActionIcon>
            )}
          </FileButton>
          <TextInput
            style={{ flex: 1 }}
            size="md"
            aria-label="ข้อความ · Message"
            placeholder="พิมพ์ข้อความ…"
            disabled={psid === undefined}
            data-testid="sim-input"
            value={text}
            onChange={(event) => setText(event.currentTarget.value)}
          />
          <ActionIcon type="submit" size="lg" data-testid="sim-send" aria-label="ส่ง · Send">
            <IconSend size={18} />
          </ActionIcon>
        </Group>
      </form>
    </Box>
  );
}

function Bubble({ message }: { message: MessageView }) {
  const mine = message.side === 'person';
  const { content } = message;
  return (
    <Paper
      px="sm"
      py={6}
      radius="lg"
      maw="82%"
      bg={mine ? 'blue.8' : 'gray.2'}
      c={mine ? 'white' : 'black'}
      data-testid={mine ? 'sim-out' : 'sim-in'}
      style={{ alignSelf: mine ? 'flex-end' : 'flex-start', whiteSpace: 'pre-wrap' }}
    >
      {content.kind === 'attachments' &&
        content.attachments.map(({ url }) => (
          <Image key={url} src={url} alt="รูปที่ส่ง · Sent picture" maw={220} />
        ))}
      {(content.kind === 'text' || content.kind === 'buttons') && content.text}
    </Paper>
  );
}

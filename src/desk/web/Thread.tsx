import {
  Alert,
  Anchor,
  Button,
  Group,
  Image,
  Paper,
  ScrollArea,
  Select,
  Stack,
  Text,
  Textarea,
} from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState, type FormEvent } from 'react';
import {
  get,
  patch,
  post,
  type CaseRecord,
  type Conversation,
  type Me,
  type Message,
} from './api.ts';

/** One conversation: its lines, what may be done with it, and its case. */
export function Thread({ id, me }: { id: string; me: Me }) {
  const client = useQueryClient();
  const [text, setText] = useState('');
  const [problem, setProblem] = useState<string | null>(null);
  const end = useRef<HTMLDivElement>(null);
  const conversation = useQuery({
    queryKey: ['conversation', id],
    queryFn: () => get<Conversation>(`/conversations/${id}`),
  });
  const messages = useQuery({
    queryKey: ['messages', id],
    queryFn: () => get<{ items: Message[] }>(`/conversations/${id}/messages?limit=200`),
  });
  const reference = conversation.data?.cases.at(-1) ?? null;
  const record = useQuery({
    queryKey: ['case', reference],
    queryFn: () => get<CaseRecord>(`/cases/${reference ?? ''}`),
    enabled: reference !== null,
  });
  const count = messages.data?.items.length ?? 0;
  useEffect(() => {
    end.current?.scrollIntoView({ block: 'end' });
  }, [count]);

  const act = async (work: () => Promise<unknown>) => {
    setProblem(null);
    await work().catch((error: unknown) => setProblem((error as Error).message));
    await client.invalidateQueries();
  };
  const mine = conversation.data?.assignee?.id === me.id;
  const send = (event: FormEvent) => {
    event.preventDefault();
    void act(async () => {
      await post(`/conversations/${id}/messages`, { text });
      setText('');
    });
  };
  return (
    <Stack h="100%" gap="xs">
      <Group>
        <Button
          disabled={mine}
          onClick={() => void act(() => post(`/conversations/${id}/claim`))}
          data-testid="desk-claim"
        >
          รับเรื่อง · Claim
        </Button>
        <Button
          variant="default"
          disabled={!mine}
          onClick={() => void act(() => post(`/conversations/${id}/release`))}
          data-testid="desk-release"
        >
          คืนให้บอต · Release
        </Button>
        <Button
          variant="default"
          disabled={!mine}
          onClick={() => void act(() => post(`/conversations/${id}/resolve`))}
        >
          จบเรื่อง · Resolve
        </Button>
        {conversation.data?.assignee && <Text size="sm">{conversation.data.assignee.name}</Text>}
      </Group>
      {problem !== null && (
        <Alert color="red" role="alert">
          {problem}
        </Alert>
      )}
      {record.data && (
        <CasePanel
          record={record.data}
          onStatus={(status) =>
            void act(() => patch(`/cases/${record.data.reference}`, { status }))
          }
        />
      )}
      <ScrollArea style={{ flex: 1 }} type="auto">
        <Stack gap={6} role="log" aria-label="บทสนทนา · Thread">
          {messages.data?.items.map((message) => (
            <Line key={message.id} message={message} reference={reference} />
          ))}
          <div ref={end} />
        </Stack>
      </ScrollArea>
      <form onSubmit={send}>
        <Group align="flex-end" wrap="nowrap">
          <Textarea
            style={{ flex: 1 }}
            autosize
            minRows={2}
            maxRows={8}
            disabled={!mine}
            label="ตอบ · Reply"
            data-testid="desk-reply"
            value={text}
            onChange={(event) => setText(event.currentTarget.value)}
          />
          <Button type="submit" disabled={!mine || text.trim() === ''} data-testid="desk-send">
            ส่ง · Send
          </Button>
        </Group>
      </form>
    </Stack>
  );
}

function CasePanel({
  record,
  onStatus,
}: {
  record: CaseRecord;
  onStatus: (status: string) => void;
}) {
  return (
    <Paper withBorder p="xs" data-testid="desk-case">
      <Group justify="space-between">
        <Text fw={600}>
          {record.reference} · {record.type}
        </Text>
        <Select
          aria-label="สถานะ · Status"
          size="xs"
          value={record.status}
          data={[record.status, ...record.allowedNext]}
          allowDeselect={false}
          onChange={(status) => status !== null && status !== record.status && onStatus(status)}
        />
      </Group>
      <Text size="sm">
        {Object.entries(record.facts)
          .map(([name, fact]) => `${name}: ${String(fact.value)}`)
          .join(' · ')}
      </Text>
    </Paper>
  );
}

function Line({ message, reference }: { message: Message; reference: string | null }) {
  const { content, direction, author, delivery } = message;
  if (direction === 'none') {
    const { notice } = content;
    return (
      <Text size="sm" ta="center">
        {notice === undefined
          ? `📝 ${author.name ?? ''}: ${content.text ?? ''}`
          : `${notice.kind} ${notice.reference ?? notice.by ?? ''}`}
      </Text>
    );
  }
  return (
    <Paper
      withBorder
      px="sm"
      py={6}
      maw="80%"
      style={{ alignSelf: direction === 'in' ? 'flex-start' : 'flex-end', whiteSpace: 'pre-wrap' }}
    >
      <Text size="xs">{author.name ?? author.kind}</Text>
      {content.text}
      {content.attachments?.map((item, index) => {
        if (item.evidenceId === undefined) return <Text key={index}>ไฟล์เสีย · {item.reason}</Text>;
        if (reference === null) return <Text key={index}>📎 {item.mediaType}</Text>;
        const href = `/api/cases/${reference}/evidence/${item.evidenceId}/content`;
        return item.mediaType?.startsWith('image/') === true ? (
          <Image
            key={index}
            src={href}
            alt="หลักฐาน · Evidence"
            maw={260}
            data-testid="desk-evidence"
          />
        ) : (
          <Anchor key={index} href={href}>
            📎 {item.mediaType}
          </Anchor>
        );
      })}
      {delivery !== undefined && delivery.status !== 'sent' && (
        <Text size="xs" c="red.8">
          {delivery.status} {delivery.reason ?? ''}
        </Text>
      )}
    </Paper>
  );
}

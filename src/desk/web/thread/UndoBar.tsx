import { Button, Group, Text } from '@mantine/core';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { MessageView } from '../../shapes.ts';
import classes from '../desk.module.css';

/** What is held back is among the last lines. */
const MAY_BE_HELD = 50;

/** A reply that is still held back: its lines, its words (none of a file), and when it leaves. */
export interface HeldReply {
  readonly id: string;
  readonly text: string;
  readonly leavesAt: number;
}

/** The last reply of this member that can still be withdrawn; null when there is none. */
export function useHeldReply(lines: readonly MessageView[], me: string): HeldReply | null {
  const held = lastHeld(lines.slice(-MAY_BE_HELD), me);
  const [, setOver] = useState(0);
  const leavesAt = held?.leavesAt ?? 0;
  useEffect(() => {
    const rest = leavesAt - Date.now();
    if (rest <= 0) return undefined;
    const timer = setTimeout(() => setOver(leavesAt), rest);
    return () => clearTimeout(timer);
  }, [leavesAt]);
  return leavesAt > Date.now() ? held : null;
}

/** Counts the seconds in which a reply can be taken back. */
export function UndoBar(props: { held: HeldReply; busy: boolean; onUndo: () => void }) {
  const { held, busy, onUndo } = props;
  const { t } = useTranslation();
  const seconds = useSecondsUntil(held.leavesAt);
  return (
    <Group className={classes['undo'] ?? ''} gap="xs" mb={6} data-testid="desk-undo-bar">
      {/* Told once, not every second. */}
      <Text size="sm" role="status" aria-label={t('undo.told')}>
        <span aria-hidden>{t('undo.leaves', { seconds })}</span>
      </Text>
      <Button size="xs" variant="default" disabled={busy} onClick={onUndo} data-testid="desk-undo">
        {t('undo.undo')}
      </Button>
    </Group>
  );
}

function useSecondsUntil(at: number): number {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 250);
    return () => clearInterval(timer);
  }, []);
  return Math.max(0, Math.ceil((at - now) / 1000));
}

function lastHeld(lines: readonly MessageView[], me: string): HeldReply | null {
  const held = lines.flatMap((line) => {
    if (line.direction !== 'out' || line.delivery.status !== 'queued') return [];
    const { author, content, delivery } = line;
    if (author.kind !== 'agent' || author.staffId !== me) return [];
    const text = content.kind === 'text' ? content.text : content.kind === 'file' ? '' : null;
    if (text === null) return [];
    const { leavesAt } = delivery;
    if (leavesAt === null) return [];
    return [{ id: line.id, text, leavesAt: Date.parse(leavesAt) }];
  });
  const last = held.at(-1);
  if (last === undefined) return null;
  // A long text has several lines that leave together.
  const parts = held.filter(({ leavesAt }) => leavesAt === last.leavesAt);
  return { ...last, text: parts.map(({ text }) => text).join('\n') };
}

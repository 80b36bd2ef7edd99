import {
  useVirtualizer,
  type Range,
  type VirtualItem,
  type Virtualizer,
} from '@tanstack/react-virtual';
import {
  useCallback,
  useEffect,
  useLayoutEffect,
  useRef,
  useState,
  type KeyboardEvent,
} from 'react';
import type { MessageView } from '../../shapes.ts';

const NEAR_END = 40;
const LINE_HEIGHT = 76;
const GAP = 8;
/** Room above the first line, for what says that older ones come. */
const HEAD = 40;
const FOOT = 12;
/** Up to so many lines all are drawn, so that the browser's own search finds every one. */
const ALL_DRAWN = 200;
/** Lines that are kept ready above and below those in sight. */
const READY = 12;

/**
 * How a thread scrolls, and which of its lines are drawn. It begins at the first unread line, else at
 * its end; it stays at its end while it is there, also when pictures come in late; older lines put
 * above move nothing; new lines below are told of when the reader is further up, and gone to when the
 * reader has written them.
 * @param unreadFrom id of the first unread line; null: all was read
 * @param me whose desk this is
 */
export function useScroll(lines: readonly MessageView[], unreadFrom: string | null, me: string) {
  const outer = useRef<HTMLDivElement>(null);
  const begun = useRef(false);
  const [atEnd, setAtEnd] = useState(true);
  const [newer, setNewer] = useState(false);
  const [held, setHeld] = useState<string | null>(null);
  const heldAt = held === null ? -1 : lines.findIndex(({ id }) => id === held);
  const virtual = useVirtualizer({
    count: lines.length,
    getScrollElement: () => outer.current,
    estimateSize: () => LINE_HEIGHT,
    getItemKey: useCallback((index: number) => lines[index]?.id ?? index, [lines]),
    rangeExtractor: useCallback((range: Range) => drawn(range, heldAt), [heldAt]),
    gap: GAP,
    paddingStart: HEAD,
    paddingEnd: FOOT,
    anchorTo: 'end',
    followOnAppend: true,
    scrollEndThreshold: NEAR_END,
    onChange: (instance) => setAtEnd(instance.isAtEnd(NEAR_END)),
  });
  virtual.shouldAdjustScrollPositionOnItemSizeChange = staysBelow;
  const toEnd = useCallback(() => virtual.scrollToEnd(), [virtual]);
  const unreadAt = unreadFrom === null ? -1 : lines.findIndex(({ id }) => id === unreadFrom);
  useLayoutEffect(() => {
    if (begun.current || lines.length === 0) return;
    begun.current = true;
    if (unreadAt < 0) virtual.scrollToEnd();
    else virtual.scrollToIndex(unreadAt, { align: 'start' });
  }, [virtual, lines.length, unreadAt]);
  const last = lines.at(-1);
  const isOwn = last?.author.kind === 'agent' && last.author.staffId === me;
  useEffect(() => {
    // As it was before the line came: it may still be on its way to the new end.
    if (atEnd) return;
    if (isOwn) virtual.scrollToEnd();
    else setNewer(true);
  }, [last?.id]);
  useEffect(() => {
    if (atEnd) setNewer(false);
  }, [atEnd]);
  useEffect(() => {
    if (outer.current === null) return undefined;
    // The composer grows and shrinks below the thread.
    const observer = new ResizeObserver(() => {
      if (atEnd) virtual.scrollToEnd();
    });
    observer.observe(outer.current);
    return () => observer.disconnect();
  }, [virtual, atEnd]);
  // The browser's own long way would be cut short by the lines that are measured on it.
  const onKeyDown = (event: KeyboardEvent) => {
    const { key, target, currentTarget } = event;
    if ((key !== 'Home' && key !== 'End') || target !== currentTarget) return;
    event.preventDefault();
    if (key === 'End') virtual.scrollToEnd();
    else virtual.scrollToOffset(0);
  };
  return { outer, virtual, atEnd, newer, toEnd, onHold: setHeld, onKeyDown };
}

/**
 * Whether what is in sight keeps its place when a line changes its height: when the line is above it,
 * also while the reader scrolls up, as a picture that comes in late or a day that moves to an older line.
 */
function staysBelow(
  { key, start, end }: VirtualItem,
  _: number,
  { scrollOffset, itemSizeCache }: Virtualizer<HTMLDivElement, Element>,
): boolean {
  return (itemSizeCache.has(key) ? end : start + 1) <= (scrollOffset ?? 0);
}

/** The places of the lines to draw; one that has the focus is not taken from under it. */
function drawn({ startIndex, endIndex, count }: Range, heldAt: number): number[] {
  const first = count <= ALL_DRAWN ? 0 : Math.max(0, startIndex - READY);
  const last = count <= ALL_DRAWN ? count - 1 : Math.min(count - 1, endIndex + READY);
  const places = Array.from({ length: last - first + 1 }, (_, index) => first + index);
  if (heldAt < 0 || (heldAt >= first && heldAt <= last)) return places;
  return heldAt < first ? [heldAt, ...places] : [...places, heldAt];
}

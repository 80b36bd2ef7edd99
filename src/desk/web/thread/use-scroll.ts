import { useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react';

const NEAR_END = 40;

/**
 * How a thread scrolls: it begins at the first unread line, else at its end; it stays at its end while it is there, also when pictures come in late;
 * older lines put above move nothing; new lines below are told of when the reader is further up.
 * @param firstId of the oldest line shown
 * @param lastId of the latest line shown
 */
export function useScroll(firstId: string | undefined, lastId: string | undefined) {
  const outer = useRef<HTMLDivElement>(null);
  const inner = useRef<HTMLDivElement>(null);
  const atEnd = useRef(true);
  const before = useRef({ firstId, height: 0 });
  const begun = useRef(false);
  const [newer, setNewer] = useState(false);

  const toEnd = useCallback(() => {
    if (outer.current !== null) outer.current.scrollTop = outer.current.scrollHeight;
    atEnd.current = true;
    setNewer(false);
  }, []);
  useLayoutEffect(() => {
    const box = outer.current;
    if (box === null) return;
    const mark = box.querySelector<HTMLElement>('[data-first-unread]');
    if (!begun.current && firstId !== undefined && mark !== null) {
      box.scrollTop = mark.offsetTop;
      atEnd.current = isAtEnd(box);
    } else if (atEnd.current) toEnd();
    else if (before.current.firstId !== firstId) {
      box.scrollTop += box.scrollHeight - before.current.height;
    }
    begun.current ||= firstId !== undefined;
    before.current = { firstId, height: box.scrollHeight };
  }, [firstId, lastId, toEnd]);
  useEffect(() => {
    if (!atEnd.current) setNewer(true);
  }, [lastId]);
  useEffect(() => {
    if (inner.current === null) return undefined;
    const observer = new ResizeObserver(() => {
      if (atEnd.current) toEnd();
      if (outer.current !== null) before.current.height = outer.current.scrollHeight;
    });
    observer.observe(inner.current);
    // The composer grows and shrinks below the thread.
    if (outer.current !== null) observer.observe(outer.current);
    return () => observer.disconnect();
  }, [toEnd]);
  const onScroll = useCallback(() => {
    const box = outer.current;
    if (box === null) return;
    atEnd.current = isAtEnd(box);
    if (atEnd.current) setNewer(false);
  }, []);
  return { outer, inner, newer, toEnd, onScroll };
}

function isAtEnd(box: HTMLElement): boolean {
  return box.scrollHeight - box.scrollTop - box.clientHeight < NEAR_END;
}

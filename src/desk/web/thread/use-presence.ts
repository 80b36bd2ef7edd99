import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useRef } from 'react';
import { z } from 'zod';
import { call } from '../../../http/web/call.ts';
import { viewersShape } from '../../conversations/viewer-shapes.ts';
import { nextTelling, type Telling } from './telling.ts';
import { presencePath } from './viewers.ts';

/** Who only leafs through the list has not looked. */
const GLANCE_MS = 400;

/**
 * Lets colleagues see that this thread is open here, and typed in, as long as the page is in sight.
 * @returns to be told with every change of the text whether some of it is left
 */
export function usePresence(conversation: string): (isTyping: boolean) => void {
  const client = useQueryClient();
  const onTyping = useRef<(isTyping: boolean) => void>(() => undefined);
  useEffect(() => {
    const path = presencePath(conversation);
    let telling: Telling = { told: null, lastKeyAt: null };
    let timer: ReturnType<typeof setTimeout> | undefined;
    // One after the other: a leave must not be overtaken by a look.
    let last: Promise<unknown> = Promise.resolve();
    const inTurn = (work: () => Promise<unknown>) => {
      // What was not told is told again soon, or runs out.
      last = last.then(work).catch(() => undefined);
    };
    const look = async (typing: boolean) => {
      const view = await call(viewersShape, path, { method: 'POST', body: { typing } });
      client.setQueryData(['viewers', conversation], view);
    };
    const step = () => {
      clearTimeout(timer);
      if (document.visibilityState === 'hidden') return;
      const { typing, isDue, againIn } = nextTelling(telling, Date.now());
      if (isDue) {
        telling = { ...telling, told: { typing, at: Date.now() } };
        inTurn(() => look(typing));
      }
      timer = setTimeout(step, againIn);
    };
    const leave = () => {
      clearTimeout(timer);
      if (telling.told === null) return;
      telling = { told: null, lastKeyAt: null };
      inTurn(() => call(z.undefined(), path, { method: 'DELETE', keepalive: true }));
    };
    const onVisibility = () => (document.visibilityState === 'hidden' ? leave() : step());
    onTyping.current = (isTyping) => {
      telling = { ...telling, lastKeyAt: isTyping ? Date.now() : null };
      step();
    };
    timer = setTimeout(step, GLANCE_MS);
    document.addEventListener('visibilitychange', onVisibility);
    return () => {
      document.removeEventListener('visibilitychange', onVisibility);
      onTyping.current = () => undefined;
      leave();
    };
  }, [client, conversation]);
  return useCallback((isTyping) => onTyping.current(isTyping), []);
}

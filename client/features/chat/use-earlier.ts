import { useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react';
import { useTRPCClient } from '../../lib/api.ts';
import { appErrorOf } from '../../lib/app-error.ts';
import { toast } from '../../ui/toasts.ts';
import { useChat } from './chat-context.tsx';
import type { OpenSession } from './session-cache.ts';

/** Older turns are loaded when the oldest ones are so near. */
const nearTop = '200% 0px 0px 0px';

const scrollBox = (within: Element | null): Element | null => within?.closest('.thread-scroll') ?? null;

interface Earlier {
  load: () => void;
  loading: boolean;
  /** for the element above the oldest turn: older ones are loaded when it comes near */
  top: (element: Element | null) => (() => void) | undefined;
}

/** Loads a session's older turns, a page at a time, without moving what is read. */
export function useEarlier(sessionId: string, session: OpenSession | undefined): Earlier {
  const client = useTRPCClient();
  const { cache } = useChat();
  const [loading, setLoading] = useState(false);
  const mark = useRef<Element>(null);
  const held = useRef<{ element: Element; top: number; oldest: string | undefined }>(null);
  const cursor = session?.nextCursor ?? null;
  const oldest = session?.turns[0]?.turnId;

  const load = useCallback(() => {
    if (cursor === null) return;
    setLoading(true);
    client.turns.list
      .query({ sessionId, cursor })
      .then(({ turns, nextCursor }) => {
        const element = scrollBox(mark.current)?.querySelector('.turn-place') ?? null;
        held.current = element && { element, top: element.getBoundingClientRect().top, oldest };
        cache.prepend(sessionId, turns, nextCursor);
      })
      .catch((error: unknown) => toast(appErrorOf(error).message))
      .finally(() => setLoading(false));
  }, [client, cache, sessionId, cursor, oldest]);

  useLayoutEffect(() => {
    if (held.current === null || held.current.oldest === oldest) return;
    const { element, top } = held.current;
    // what the browser has not moved back itself
    scrollBox(element)?.scrollBy(0, element.getBoundingClientRect().top - top);
    held.current = null;
  }, [oldest]);

  const latest = useRef(load);
  useEffect(() => {
    latest.current = load;
  }, [load]);
  const top = useCallback((element: Element | null) => {
    mark.current = element;
    if (element === null) return undefined;
    const observer = new IntersectionObserver(([entry]) => entry?.isIntersecting === true && latest.current(), {
      root: scrollBox(element),
      rootMargin: nearTop,
    });
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  return { load, loading, top };
}

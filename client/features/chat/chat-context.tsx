import { useQueryClient } from '@tanstack/react-query';
import { createContext, type ReactNode, useContext, useEffect, useState } from 'react';
import { type ApiClient, useTRPC, useTRPCClient } from '../../lib/api.ts';
import { appErrorOf } from '../../lib/app-error.ts';
import { inOneTab } from '../../lib/one-tab.ts';
import { pacedFrames } from '../../lib/paced-frames.ts';
import { prefetchAnswerText } from './answer-text.tsx';
import type { AskLine } from './ask-delivery.ts';
import { Asks } from './asks.ts';
import { Drafts } from './drafts.ts';
import { KeptAsks } from './kept-asks.ts';
import { RunFeeds, type Watch } from './run-feeds.ts';
import { SessionCache } from './session-cache.ts';

/** Text in flight is set anew at most so often. */
const frameGapMs = 40;

/** The line to the server: whether it is there, and a call back whenever that may have changed. */
type Line = Pick<AskLine, 'isOpen' | 'onChange'>;

interface Chat {
  line: Line;
  asks: Asks;
  drafts: Drafts;
  feeds: RunFeeds;
  cache: SessionCache;
}

const ChatContext = createContext<Chat | null>(null);

const watchOver =
  (client: ApiClient): Watch =>
  (runId, lastEventId, on) => {
    const input = lastEventId === null ? { runId } : { runId, lastEventId };
    const subscription = client.turns.watch.subscribe(input, {
      onData: ({ id, data }) => on.event(id, data),
      onError: (error) => on.lost(appErrorOf(error)),
    });
    return () => subscription.unsubscribe();
  };

interface ChatProviderProps {
  userId: string;
  line: Line;
  children: ReactNode;
}

/** Holds what outlives a page of the chat: runs that are watched, questions on their way, and those that are written. */
export function ChatProvider({ userId, line, children }: ChatProviderProps) {
  const api = useTRPC();
  const client = useTRPCClient();
  const queries = useQueryClient();
  const [chat] = useState((): Chat => {
    const cache = new SessionCache(api, queries);
    const feeds = new RunFeeds(watchOver(client), (end) => cache.putTurnIfKnown(end.turn), pacedFrames(frameGapMs));
    const { ask, delete: remove, restore } = client.turns;
    const way: AskLine = {
      ...line,
      ask: (call, signal) => ask.mutate(call, { signal }),
      remove: (turnId) => remove.mutate({ turnId }),
      restore: (turnId) => restore.mutate({ turnId }),
      alone: inOneTab,
    };
    const asks = new Asks(way, new KeptAsks(userId), feeds, cache);
    return { line, cache, feeds, asks, drafts: new Drafts(userId) };
  });
  useEffect(() => chat.asks.start(), [chat]);
  useEffect(prefetchAnswerText, []);
  return <ChatContext value={chat}>{children}</ChatContext>;
}

export function useChat(): Chat {
  const chat = useContext(ChatContext);
  if (chat === null) throw new Error('ChatProvider is missing');
  return chat;
}

import { useQueryClient } from '@tanstack/react-query';
import { createContext, type ReactNode, useContext, useEffect, useState } from 'react';
import { type ApiClient, useTRPC, useTRPCClient } from '../../lib/api.ts';
import { appErrorOf } from '../../lib/app-error.ts';
import { pacedFrames } from '../../lib/paced-frames.ts';
import { prefetchAnswerText } from './answer-text.tsx';
import { Asks } from './asks.ts';
import { RunFeeds, type Watch } from './run-feeds.ts';
import { SessionCache } from './session-cache.ts';

/** Text in flight is set anew at most so often. */
const frameGapMs = 40;

interface Chat {
  asks: Asks;
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

/** Holds what outlives a page of the chat: runs that are watched and questions on their way. */
export function ChatProvider({ children }: { children: ReactNode }) {
  const api = useTRPC();
  const client = useTRPCClient();
  const queries = useQueryClient();
  const [chat] = useState((): Chat => {
    const cache = new SessionCache(api, queries);
    const feeds = new RunFeeds(watchOver(client), (end) => cache.putTurnIfKnown(end.turn), pacedFrames(frameGapMs));
    return { cache, feeds, asks: new Asks((input) => client.turns.ask.mutate(input), feeds, cache) };
  });
  useEffect(prefetchAnswerText, []);
  return <ChatContext value={chat}>{children}</ChatContext>;
}

export function useChat(): Chat {
  const chat = useContext(ChatContext);
  if (chat === null) throw new Error('ChatProvider is missing');
  return chat;
}

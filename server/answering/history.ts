import { removeMarkers } from '#shared/markers.ts';
import type { ModelMessage } from '#server/models/chat-model.ts';
import type { HistoryTurn } from './answer.ts';
import { charsPerToken, historyTokens } from './budget.ts';

/**
 * What the model sees of the turns before: question and answer without its markers, newest first up to 2,000 tokens,
 * given oldest first. Of a turn without a hit or with too little context only the question, of a failed one nothing.
 */
export function historyMessages(history: readonly HistoryTurn[]): ModelMessage[] {
  const turns: ModelMessage[][] = [];
  let left = historyTokens * charsPerToken;
  for (const turn of history.toReversed()) {
    const messages = messagesOf(turn);
    if (messages.length === 0) continue;
    const size = messages.reduce((sum, { content }) => sum + content.length, 0);
    if (size > left && turns.length > 0) break;
    turns.push(size > left ? clip(messages, left) : messages);
    left -= size;
    if (left <= 0) break;
  }
  return turns.toReversed().flat();
}

function messagesOf({ question, answer }: HistoryTurn): ModelMessage[] {
  if (answer === null) return [];
  const asked: ModelMessage = { role: 'user', content: question };
  const isAnswer = answer.outcome === 'answered' || answer.outcome === 'stopped';
  return isAnswer ? [asked, { role: 'assistant', content: removeMarkers(answer.content) }] : [asked];
}

/** The newest turn stays in view even where it is longer than the budget. */
function clip(messages: readonly ModelMessage[], chars: number): ModelMessage[] {
  const each = Math.floor(chars / messages.length);
  return messages.map(({ role, content }) => ({
    role,
    content: content.length > each ? `${content.slice(0, each - 1).toWellFormed()}…` : content,
  }));
}

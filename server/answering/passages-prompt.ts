import type { Passage } from '#shared/passage.ts';
import type { ModelMessage } from '#server/models/chat-model.ts';
import { fencePassages } from '#server/models/fence.ts';
import type { AnswerRequest } from './answer.ts';
import { historyMessages } from './history.ts';

/**
 * A question with its history and passages, numbered from 1 in the order given.
 *
 * @param instructions lines on what to do with them, by the name of the marks between which the passages stand
 */
export function passagesPrompt(
  { question, history }: Pick<AnswerRequest, 'question' | 'history'>,
  passages: readonly Passage[],
  instructions: (mark: string) => string[],
): ModelMessage[] {
  const before = historyMessages(history);
  const { mark, text } = fencePassages(passages, [question, ...before.map(({ content }) => content)]);
  return [
    { role: 'system', content: ['You help a student with their course documents.', ...instructions(mark)].join('\n') },
    ...before,
    { role: 'user', content: `Passages:\n\n${text}\n\nQuestion:\n${question}` },
  ];
}

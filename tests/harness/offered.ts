import { readFenced } from '#server/models/fence.ts';
import type { CompletionRequest } from './model-protocol.ts';

/** The number under which a request offers the passage that holds these words. Throws where none does. */
export function offered({ messages }: CompletionRequest, words: string): number {
  const { passages } = readFenced(messages.at(-1)?.content ?? '');
  const found = passages.find(({ text }) => text.replaceAll(/\s+/g, ' ').includes(words));
  if (found === undefined) throw new Error(`no passage with “${words}” was offered, but ${JSON.stringify(passages)}`);
  return found.number;
}

/** Puts numbers into a text whose markers name words of the passage: `Water moves [diffusion of water].` */
export const withOffered = (request: CompletionRequest, text: string): string =>
  text.replaceAll(/\[([^\]]+)\]/g, (_, words: string) => `[${offered(request, words)}]`);

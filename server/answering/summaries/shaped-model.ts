import { throwIfAborted } from '#server/models/aborted.ts';
import type { ChatModel } from '#server/models/chat-model.ts';
import { Footnotes } from '../footnotes.ts';

const wordsAtOnce = 4;

/** A model that says one text, some words at a time, whatever it is asked. */
export const sayingModel = (name: string, text: string): ChatModel => ({
  name,
  isExtractive: true,
  async *stream({ signal }) {
    const words = text.match(/\s*\S+/g) ?? [];
    for (let at = 0; at < words.length; at += wordsAtOnce) {
      throwIfAborted(signal);
      yield words.slice(at, at + wordsAtOnce).join('');
    }
    return { finish: 'stop', usage: null };
  },
});

/**
 * The same model, left as soon as it has written so many words: its text then ends with the last of them, as if its
 * output limit had cut it. What comes out depends on the whole of what it writes only.
 */
export const limitWords = (model: ChatModel, most: number): ChatModel => ({
  ...model,
  async *stream(request) {
    let words = 0;
    let isInWord = false;
    const stream = model.stream(request);
    try {
      for (;;) {
        const step = await stream.next();
        if (step.done) return step.value;
        const end = endOf(step.value);
        if (end > 0) yield step.value.slice(0, end);
        if (end < step.value.length) return { finish: 'length', usage: null };
      }
    } finally {
      await stream.return({ finish: 'length', usage: null });
    }

    /** How much of a piece may go out. */
    function endOf(piece: string): number {
      for (let at = 0; at < piece.length; at += 1) {
        const isBlank = piece.charAt(at).trim() === '';
        if (!isBlank && !isInWord && words === most) return at;
        if (!isBlank && !isInWord) words += 1;
        isInWord = !isBlank;
      }
      return piece.length;
    }
  },
});

/**
 * The same model, which once it is done goes on with what `closing` makes of the numbers that it has cited: those whose
 * markers will be shown, of numbers from 1 to `offered`.
 */
export const withClosing = (
  model: ChatModel,
  offered: number,
  closing: (cited: ReadonlySet<number>) => string,
): ChatModel => ({
  ...model,
  async *stream(request) {
    const footnotes = new Footnotes((number) => number >= 1 && number <= offered);
    const cited = new Set<number>();
    let isBlank = true;
    const stream = model.stream(request);
    try {
      for (;;) {
        const step = await stream.next();
        if (step.done) {
          for (const number of footnotes.end().cited) cited.add(number);
          const more = isBlank ? '' : closing(cited);
          if (more !== '') yield footnotes.openFence === '' ? more : `\n${footnotes.openFence}${more}`;
          return step.value;
        }
        isBlank &&= step.value.trim() === '';
        for (const number of footnotes.push(step.value).cited) cited.add(number);
        yield step.value;
      }
    } finally {
      await stream.return({ finish: 'stop', usage: null });
    }
  },
});

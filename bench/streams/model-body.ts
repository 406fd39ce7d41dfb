import { tokenChars, tokenOf, variantOf } from './answer-text.ts';

/** The bytes of an answer, cut where its tokens are. */
export interface Body {
  tokens: number;
  /** Tokens `from` up to `to`; with the last one comes the end of the body. */
  slice(from: number, to: number): Buffer;
}

interface Template {
  bytes: Buffer;
  /** where each token's event begins; one more for the end */
  starts: number[];
}

const templates = new Map<string, Template>();

/** Streams of one variant share their bytes: only the first token is a stream's own. */
export function bodyFor(stream: number, tokens: number, withUsage: boolean): Body {
  const key = `${variantOf(stream)} ${tokens} ${withUsage}`;
  const template = templates.get(key) ?? makeTemplate(variantOf(stream), tokens, withUsage);
  templates.set(key, template);
  const first = frame(textEvent(tokenOf(stream, 0)));
  return {
    tokens,
    slice: (from, to) => {
      const begin = template.starts[Math.max(from, 1)];
      const end = to === tokens ? template.bytes.length : template.starts[Math.max(to, 1)];
      const rest = template.bytes.subarray(begin, end);
      return from === 0 ? Buffer.concat([first, rest]) : rest;
    },
  };
}

function makeTemplate(variant: number, tokens: number, withUsage: boolean): Template {
  const frames = Array.from({ length: tokens }, (_, place) => frame(textEvent(tokenOf(variant, place))));
  const usage = { prompt_tokens: 100, completion_tokens: tokens, total_tokens: tokens + 100 };
  const last = [frame(event([choice({}, 'stop')], null))];
  if (withUsage) last.push(frame(event([], usage)));
  last.push(frame('data: [DONE]\n\n'), Buffer.from('0\r\n\r\n'));
  let at = 0;
  const starts = frames.map(({ length }) => (at += length) - length);
  return { bytes: Buffer.concat([...frames, ...last]), starts: [...starts, at] };
}

/** One HTTP chunk. */
function frame(text: string): Buffer {
  return Buffer.from(`${Buffer.byteLength(text).toString(16)}\r\n${text}\r\n`);
}

function textEvent(text: string): string {
  if (text.length !== tokenChars) throw new RangeError(`a token of ${text.length} characters`);
  return event([choice({ content: text }, null)], null);
}

const choice = (delta: object, finish: string | null) => ({ index: 0, delta, logprobs: null, finish_reason: finish });

const event = (choices: object[], usage: object | null): string =>
  `data: ${JSON.stringify({
    id: 'chatcmpl-DCkq3vJxQxgVfDmmLHhzWqYwPZVJr',
    object: 'chat.completion.chunk',
    created: 1_795_000_000,
    model: 'bench',
    service_tier: 'default',
    system_fingerprint: 'fp_560af6e559',
    choices,
    usage,
  })}\n\n`;

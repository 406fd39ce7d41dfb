import { z } from 'zod';

/**
 * What one stream's pure text events have in common: everything but the characters of their text. Events of one frame
 * that follow each other say the same as one event with all their text.
 */
export interface DeltaFrame {
  before: string;
  after: string;
}

/** Longer texts are not worth joining. */
const mostChars = 4_096;

/** An event that carries text and nothing else; whatever else a chunk may hold is null or the same in all of them. */
const pureDelta = z.object({
  error: z.null().optional(),
  usage: z.null().optional(),
  choices: z.tuple([
    z
      .object({
        index: z.number().optional(),
        delta: z.object({ content: z.string(), role: z.string().nullish() }).catchall(z.null()),
      })
      .catchall(z.null()),
  ]),
});

const contentField = /"content"\s*:\s*"/;
const stringBody = /^(?:[^"\\\p{Cc}]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*$/u;
/** Random padding that some servers add to each event. */
const padding = /,"obfuscation":"[A-Za-z0-9]*"\}$/;

/**
 * The JSON characters of the text of the event that stands in `events` between two places, where it is one of this
 * frame's; null where it is not. Looks at it where it stands: there is one for every token.
 */
export function textWithin({ before, after }: DeltaFrame, events: string, from: number, to: number): string | null {
  if (!events.startsWith(before, from)) return null;
  const start = from + before.length;
  const end = to - after.length;
  if (end < start) return null;
  if (!events.startsWith(after, end)) return textOfPadded(after, events.slice(start, to));
  return checked(events.slice(start, end));
}

/** @param tail an event from its text on */
function textOfPadded(after: string, tail: string): string | null {
  const plain = tail.replace(padding, '}');
  return plain.endsWith(after) ? checked(plain.slice(0, plain.length - after.length)) : null;
}

const checked = (text: string): string | null => (text.length <= mostChars && isStringBody(text) ? text : null);

/** The frame of an event that carries text and nothing else, with its text; null for any other. */
export function readFrame(event: string): { frame: DeltaFrame; text: string } | null {
  if (!event.startsWith('data:') || event.includes('\n') || event.length > mostChars * 2) return null;
  const plain = event.replace(padding, '}');
  const content = contentOf(plain);
  const field = contentField.exec(plain);
  if (content === null || field === null) return null;
  const start = field.index + field[0].length;
  const end = endOfString(plain, start);
  const frame = { before: plain.slice(0, start), after: plain.slice(end) };
  const text = plain.slice(start, end);
  if (text.length > mostChars || frame.after.includes('"content"')) return null;
  return decode(text) === content ? { frame, text } : null;
}

const isStringBody = (text: string): boolean => isPlain(text) || stringBody.test(text);

/** Nothing in it but letters and the like, which most tokens are. */
function isPlain(text: string): boolean {
  for (let at = 0; at < text.length; at += 1) {
    const unit = text.charCodeAt(at);
    if (unit < 0x20 || unit === 0x22 || unit === 0x5c || (unit >= 0x7f && unit < 0xa0)) return false;
  }
  return true;
}

function contentOf(event: string): string | null {
  const parsed = pureDelta.safeParse(parse(event.slice('data:'.length)));
  return parsed.success ? parsed.data.choices[0].delta.content : null;
}

const decode = (text: string): unknown => parse(`"${text}"`);

function parse(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return undefined;
  }
}

/** Where the JSON string that begins at `start` ends: at its closing quotation mark. */
function endOfString(json: string, start: number): number {
  for (let at = start; at < json.length; at += 1) {
    if (json[at] === '\\') at += 1;
    else if (json[at] === '"') return at;
  }
  return json.length;
}

import { readdirSync, readFileSync } from 'node:fs';
import { type Outcome, outcomeSchema, type Route, routeSchema } from '#shared/turn.ts';
import type { HistoryTurn } from '#server/answering/answer.ts';
import { passageOf } from '#tests/harness/answering.ts';

/** One thing a student might write, and the way it should go. */
export interface Utterance {
  text: string;
  language: string;
  route: Route;
  history: readonly HistoryTurn[];
  /** whether it names a topic that the talk was not about; undefined where that does not matter */
  newTopic?: boolean;
  /** folded words of its topic */
  topic?: readonly string[];
  subject?: 'topic' | 'part' | 'scope';
}

/**
 * Reads a set of labelled utterances: one file a language, one utterance a line.
 *
 * `## route` begins a group. `> question` says what was asked before, with ` ! ` and what its answer was: a route, an
 * outcome, `uncited` or `failed`; answered by general_qa with citations if left out. Behind ` | ` stands what else must be
 * seen: `new` or `old` topic, `topic a b`, `no topic`, `scope`, `part`. `# ` begins a remark.
 */
export function readSet(name: 'judging' | 'late' | 'tuning'): Utterance[] {
  const folder = new URL(`${name}/`, import.meta.url);
  return readdirSync(folder)
    .toSorted()
    .flatMap((file) => readFile(readFileSync(new URL(file, folder), 'utf8'), file.replace('.txt', '')));
}

function readFile(text: string, language: string): Utterance[] {
  const utterances: Utterance[] = [];
  let route: Route = 'general_qa';
  let history: HistoryTurn[] = [];
  for (const line of text.split('\n')) {
    if (line.startsWith('## ')) {
      route = routeSchema.parse(line.slice(3).trim());
      history = [];
    } else if (line.startsWith('> ')) {
      history = [...history, readTurn(line.slice(2))];
    } else if (line !== '' && !line.startsWith('# ')) {
      const [said = '', more = ''] = line.split(' | ');
      utterances.push({ text: said, language, route, history, ...readExpected(more.trim()) });
    }
  }
  return utterances;
}

function readExpected(more: string): Partial<Utterance> {
  if (more === '') return {};
  if (more === 'new' || more === 'old') return { newTopic: more === 'new' };
  if (more === 'scope' || more === 'part') return { subject: more, topic: [] };
  if (more === 'no topic') return { topic: [] };
  if (more.startsWith('topic ')) return { subject: 'topic', topic: more.slice('topic '.length).split(' ') };
  throw new Error(`cannot read “${more}”`);
}

function readTurn(line: string): HistoryTurn {
  const [question = '', more = ''] = line.split(' ! ');
  const words = more.split(' ');
  if (words.includes('failed')) return { question, answer: null };
  const route: Route = routeSchema.options.find((one) => words.includes(one)) ?? 'general_qa';
  const outcome: Outcome = outcomeSchema.options.find((one) => words.includes(one)) ?? 'answered';
  const { text, ...place } = passageOf(1);
  const isCited = outcome === 'answered' && !words.includes('uncited');
  const citations = isCited ? [{ ...place, number: 1, quote: text, gone: false }] : [];
  return { question, answer: { content: 'It is so [1].', outcome, route, citations } };
}

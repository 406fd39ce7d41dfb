import { sameStem } from '#shared/language.ts';
import type { Route } from '#shared/turn.ts';
import type { Conversation } from './conversation.ts';
import { type Fired, firedRules } from './route-rules.ts';
import { bookOf, books } from './routing/books.ts';
import { namesOnly } from './routing/names-only.ts';
import { createMatch } from './routing/match.ts';
import { refersBack } from './routing/refers-back.ts';
import { saysNothing, type Subject, subjectOf, topicOf, topicReader } from './routing/subject.ts';
import { readUtterance, type Utterance } from './routing/utterance.ts';

export interface RouteDecision {
  route: Route;
  /** the words that say what the question is about, folded; empty where it says so only by what came before */
  topic: readonly string[];
  /** it names something that the talk was not about yet */
  newTopic: boolean;
  /** what a request for quotations, a guide or a summary is to be about */
  subject: Subject['kind'];
  /** topic or part as it was written: "the light reactions", "chapter 3"; empty where there is none */
  phrase: string;
  /** routes between which a model may decide, the rules' own first; one where the rules are certain */
  candidates: readonly Route[];
}

/**
 * Decides by rules which way a question goes, in time linear in its length.
 *
 * A request for quotations, a guide or a summary goes its way; after an answer that asked for more context so does a
 * message that only names what it is to be about. Whatever else has no topic of its own, or says something of what was
 * said before, goes on from the last answer. All that is left is a general question.
 */
export function decideRoute(question: string, { last, known }: Conversation): RouteDecision {
  const utterance = readUtterance(question);
  const fired = firedRules(utterance);
  const taken = new Set(fired.flatMap((rule) => rule.taken));
  const isTopic = topicReader(utterance, taken);
  const subject = subjectOf(utterance, isTopic);
  const isNew = (topic: readonly string[]): boolean =>
    topic.some((word) => !known.some((other) => sameStem(word, other)));
  const requests = fired.filter((rule) => rule.route !== 'follow_up' && counts(rule, subject));
  const [request] = requests;
  const goesOn = last !== null && fired.some(({ route }) => route === 'follow_up');

  const back = last !== null && refersBack(utterance, bookOf[utterance.language], isTopic);

  const about = (route: Route, candidates: readonly Route[]): RouteDecision => {
    const ofTalk = route === 'quote_finding' && subject.kind === 'scope' && back ? ofContent(known) : [];
    const { topic, kind, phrase }: Subject =
      ofTalk.length > 0 ? { topic: ofTalk, kind: 'topic', phrase: ofTalk.join(' ') } : subject;
    return { route, topic, newTopic: isNew(topic), subject: kind, phrase, candidates };
  };
  if (request !== undefined) {
    const routes = requests.map(({ route }) => route);
    return about(request.route, goesOn ? [...routes, 'follow_up'] : routes);
  }
  if (last?.outcome === 'needs_context' && last.route !== 'general_qa' && last.route !== 'follow_up') {
    if (namesOnly(utterance, subject, taken)) return about(last.route, [last.route]);
  }

  const topic = topicOf(utterance, isTopic);
  const plain = (route: Route, candidates: readonly Route[] = [route]): RouteDecision => {
    return { route, topic, newTopic: isNew(topic), subject: 'topic', phrase: subject.phrase, candidates };
  };
  if (last === null) return plain('general_qa');
  if (goesOn) return plain('follow_up');
  const isBare = topic.length === 0 && subject.kind !== 'part';
  if (isBare && !asksForDefinition(utterance)) return plain('follow_up', ['follow_up', 'general_qa']);
  return plain(back ? 'follow_up' : 'general_qa');
}

/** A quotation about “that” is about what the talk was about. */
const ofContent = (known: readonly string[]): string[] => [...new Set(known.filter((word) => !saysNothing(word)))];

const counts = ({ onScopeOnly }: Fired, { kind }: Subject): boolean => !onScopeOnly || kind !== 'topic';

/** A question for a definition has a topic, however plain its word: "What is a class?" */
const asksForDefinition = (utterance: Utterance): boolean =>
  books.some(({ defines, grammar }) => {
    const match = createMatch(utterance, grammar);
    return defines.some((pattern) => match(pattern, 0) !== null);
  });

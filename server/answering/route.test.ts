import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Conversation } from './conversation.ts';
import { decideRoute } from './route.ts';

const noTalk: Conversation = { last: null, known: [] };
const talk: Conversation = {
  last: { question: 'What is mitosis?', route: 'general_qa', outcome: 'answered' },
  known: ['mitosis'],
};
const askedFor = (route: 'quote_finding' | 'study_guide' | 'summary'): Conversation => ({
  last: { question: 'Please', route, outcome: 'needs_context' },
  known: [],
});
const routeOf = (question: string, before = talk) => decideRoute(question, before).route;

describe('PY-1a a question that names its topic is general_qa', () => {
  test.each([
    'What is X?',
    'What is osmosis?',
    'Why does mitosis happen?',
    'How do cells resume dividing?',
    'Which processes go on in a cell?',
    'Explain osmosis',
    'What does the quotient rule say?',
    'Describe an elaborate mechanism of transport',
    'Was ist Osmose?',
    'Warum teilen sich Zellen?',
    'Qu’est-ce que l’osmose ?',
    'Pourquoi les cellules se divisent-elles ?',
    '¿Qué es la ósmosis?',
    '¿Por qué se dividen las células?',
    'What is a class?',
    'What are files?',
    'Was ist ein Punkt?',
    '¿Qué es una cita?',
  ])('%s', (question) => {
    expect(routeOf(question)).toBe('general_qa');
    expect(routeOf(question, noTalk)).toBe('general_qa');
  });
});

describe('PY-1b after an answer a question without a topic of its own is follow_up', () => {
  test.each([
    'Tell me more',
    'tell me more please',
    'Can you elaborate?',
    'Please go on.',
    'What do you mean?',
    'Why?',
    'But why not?',
    'Could you explain that in more detail?',
    'Explain it again in simpler words',
    'more',
    'What else?',
    'Give me an example',
    'What about it?',
    'What is the difference?',
    'What is that?',
    'What is its role?',
    'Was ist das?',
    'How does it work?',
    'Wie funktioniert das?',
    'Erzähl mir mehr',
    'Erzähle mir bitte noch etwas mehr darüber',
    'Mach weiter',
    'Was meinst du damit?',
    'Warum?',
    'Kannst du das genauer erklären?',
    'Erklär mir das bitte genauer',
    'Dis-m’en plus',
    'Peux-tu développer ?',
    'Que veux-tu dire ?',
    'Pourquoi ?',
    'Continue',
    'Cuéntame más',
    '¿Por qué?',
    '¿Qué quieres decir?',
    'Sigue, por favor',
    'Explica más',
  ])('%s', (question) => {
    expect(decideRoute(question, talk)).toMatchObject({ route: 'follow_up', newTopic: false });
    expect(routeOf(question, noTalk)).toBe('general_qa');
  });
});

test.each([
  ['Elaborate on how this relates to meiosis', ['meiosis'], true],
  ['Tell me more about chloroplasts', ['chloroplasts'], true],
  ['What about plants?', ['plants'], true],
  ['Who discovered it?', ['discovered'], true],
  ['Und bei Krebs?', ['krebs'], true],
  ['Et chez les plantes ?', ['plantes'], true],
  ['¿Cuáles son sus fases?', ['fases'], true],
  ['Tell me more about mitosis', ['mitosis'], false],
  ['Tell me more about the second point', [], false],
  ['Explain that again in German', [], false],
])('a follow-up may name a new topic, or the one at hand: %s', (question, topic, newTopic) => {
  expect(decideRoute(question, talk)).toMatchObject({ route: 'follow_up', topic, newTopic });
});

test('what a question names itself it does not take from the last answer', () => {
  for (const question of [
    'How do plants make their food?',
    'What happens when water freezes and why does it expand?',
    'Is it true that glass flows?',
    'What does this document say about kidneys?',
  ]) {
    expect(routeOf(question)).toBe('general_qa');
  }
});

describe('PY-1c asking for quotations is quote_finding', () => {
  test.each([
    'Find a quote about democracy',
    'find a quote',
    'Give me three good quotes on memory',
    'I need a direct quotation from the text',
    'Any quotes about sleep?',
    'Finde ein Zitat über Demokratie',
    'Gib mir ein gutes Zitat',
    'Ich brauche Zitate zur Demokratie',
    'Kannst du mir ein Zitat heraussuchen?',
    'Trouve une citation sur la démocratie',
    'J’ai besoin d’une citation',
    'Encuentra una cita sobre la democracia',
    'Dame una cita textual',
  ])('%s', (question) => expect(routeOf(question)).toBe('quote_finding'));
});

describe('PY-1d asking for a guide is study_guide', () => {
  test.each([
    'Generate a study guide',
    'Make a guide to photosynthesis',
    'I want a revision guide for chapter 2',
    'Erstelle einen Lernzettel',
    'Mach mir einen Lernleitfaden zur Mitose',
    'Crée un guide d’étude',
    'Fais-moi une fiche de révision',
    'Hazme una guía de estudio',
  ])('%s', (question) => expect(routeOf(question)).toBe('study_guide'));
});

describe('PY-1e asking for a summary is summary', () => {
  test.each([
    'Summarize this',
    'Summarise the second chapter',
    'Can this be summarized?',
    'tl;dr',
    'Give me an overview',
    'What is the gist?',
    'What are the key points?',
    'Fasse das zusammen',
    'Gib mir eine Zusammenfassung',
    'Ein kurzer Überblick bitte',
    'Résume ce document',
    'Fais un résumé',
    'Donne-moi les points clés',
    'Haz un resumen',
    'Resume este documento',
    'Resúmelo',
  ])('%s', (question) => expect(routeOf(question)).toBe('summary'));
});

describe('after needs_context', () => {
  test.each([
    ['democracy', 'quote_finding', 'topic', 'democracy'],
    ['About the French Revolution.', 'quote_finding', 'topic', 'French Revolution'],
    ['lecture3.pdf', 'summary', 'topic', 'lecture3.pdf'],
    ['chapter 2', 'summary', 'part', 'chapter 2'],
    ['the whole class', 'summary', 'scope', ''],
    ['zum Thema Schuld', 'study_guide', 'topic', 'Schuld'],
  ] as const)('“%s” goes on with %s', (message, route, subject, phrase) => {
    expect(decideRoute(message, askedFor(route))).toMatchObject({ route, subject, phrase });
  });

  test.each([
    ['What is democracy?', 'general_qa'],
    ['Explain osmosis', 'general_qa'],
    ['Summarize chapter 2', 'summary'],
    ['Tell me more', 'follow_up'],
  ])('“%s” leaves it for %s', (message, route) => {
    expect(routeOf(message, askedFor('quote_finding'))).toBe(route);
  });
});

test('a quotation about “that” is about what the talk was about', () => {
  expect(decideRoute('find a quote about that', talk)).toMatchObject({ route: 'quote_finding', topic: ['mitosis'] });
  expect(decideRoute('find a quote', talk).topic).toEqual([]);
  expect(decideRoute('find a quote about that', noTalk).topic).toEqual([]);
});

describe('what a request is about', () => {
  test.each([
    ['Make a study guide on osmosis', 'topic', 'osmosis', ['osmosis']],
    [
      'pls make a stdy guide abt the light reactions of photosynthesis',
      'topic',
      'light reactions of photosynthesis',
      null,
    ],
    ['Generate a study guide', 'scope', '', []],
    ['Summarize this document', 'scope', '', []],
    ['summarise ch 3 pls', 'part', 'ch 3', []],
    ['Fasse das zweite Kapitel zusammen', 'part', 'zweite Kapitel', []],
    ['Summary of photosynthesis in 200 words', 'topic', 'photosynthesis', ['photosynthesis']],
    ['Find a quote', 'scope', '', []],
    ['Find three quotes', 'scope', '', []],
    ['Find two quotes about democracy', 'topic', 'democracy', ['democracy']],
    ['Summarise these two documents', 'scope', '', []],
    ['Create a study guide for my exam tomorrow', 'scope', '', []],
    ['Fasse die beiden Dokumente zusammen', 'scope', '', []],
    ['Find a quote about “summary judgment” in chapter 3', 'topic', 'judgment', ['judgment']],
  ] as const)('%s', (question, subject, phrase, topic) => {
    const decision = decideRoute(question, noTalk);
    expect(decision).toMatchObject({ subject, phrase });
    if (topic !== null) expect(decision.topic).toEqual(topic);
  });
});

describe('triggers that are only spoken of', () => {
  test.each([
    'What does the author mean by ‘summary judgment’?',
    'What is the "overview effect"?',
    'what is the overview effect',
    'what is a quote in Lisp?',
    'continue statement in Python',
    'What does the quote on page 12 mean?',
    'How did Marx summarize Hegel?',
    'What is a study guide?',
  ])('%s', (question) => expect(routeOf(question)).toBe('general_qa'));
});

test('a model may decide where several rules hold, or a question has no topic of its own', () => {
  const both = decideRoute('Summarize chapter 2, then find a quote about power', noTalk);
  expect(both).toMatchObject({ route: 'summary', candidates: ['summary', 'quote_finding'] });
  expect(decideRoute('What is the difference?', talk).candidates).toEqual(['follow_up', 'general_qa']);
  expect(decideRoute('Tell me more', talk).candidates).toEqual(['follow_up']);
  expect(decideRoute('What is osmosis?', talk).candidates).toEqual(['general_qa']);
});

test('any text gets a decision whose candidates begin with it', () => {
  const piece = fc.oneof(
    fc.string({ unit: 'grapheme' }),
    fc.constantFrom(
      'find',
      'a',
      'quote',
      'summary',
      'ch',
      '3',
      'why',
      '“',
      '.',
      '?',
      'tell me more',
      'fass',
      'l’',
      '-',
    ),
  );
  fc.assert(
    fc.property(fc.array(piece), fc.constantFrom(noTalk, talk, askedFor('summary')), (pieces, before) => {
      const { route, candidates, subject, phrase } = decideRoute(pieces.join(' '), before);
      expect(candidates[0]).toBe(route);
      expect(new Set(candidates).size).toBe(candidates.length);
      if (before.last === null) expect(route).not.toBe('follow_up');
      if (subject === 'scope') expect(phrase).toBe('');
    }),
  );
});

test('a long question is routed in linear time', () => {
  const timeOf = (question: string): number => {
    const started = performance.now();
    decideRoute(question, talk);
    return performance.now() - started;
  };
  const least = (question: string): number => Math.min(...Array.from({ length: 25 }, () => timeOf(question)));
  for (const piece of [
    'to ',
    'and so then ',
    'find a ',
    'fasse a ',
    'give me ',
    '¿',
    ' ',
    "s'il ",
    'zitate a ',
    'a',
    'das ',
  ]) {
    const [short = 0, long] = [2_000, 8_000].map((chars) => least(piece.repeat(Math.ceil(chars / piece.length))));
    // four times as long: 16 times the time would be quadratic; what takes next to nothing says nothing
    expect(long, `${piece}, ${short} ms`).toBeLessThan(9 * Math.max(short, 0.5));
  }
});

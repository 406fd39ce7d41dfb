import { describe, expect, test } from 'vitest';
import { decideRoute } from './route.ts';

const last = 'What is mitosis?';
const routeOf = (question: string, before: string | null = last) => decideRoute(question, before).route;

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
    'What about plants?',
    'What is a class?',
    'What are files?',
    'Was ist ein Punkt?',
    '¿Qué es una cita?',
  ])('%s', (question) => {
    expect(routeOf(question)).toBe('general_qa');
    expect(routeOf(question, null)).toBe('general_qa');
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
    expect(decideRoute(question, last)).toMatchObject({ route: 'follow_up', newTopic: false });
    expect(routeOf(question, null)).toBe('general_qa');
  });
});

test('a follow-up may name a new topic, or the one at hand', () => {
  expect(decideRoute('Elaborate on how this relates to meiosis', last)).toMatchObject({
    route: 'follow_up',
    topic: ['meiosis'],
    newTopic: true,
  });
  expect(decideRoute('Tell me more about chloroplasts', last)).toMatchObject({ route: 'follow_up', newTopic: true });
  expect(decideRoute('Tell me more about mitosis', last)).toMatchObject({ route: 'follow_up', newTopic: false });
  expect(decideRoute('Tell me more about the second point', last)).toMatchObject({
    route: 'follow_up',
    newTopic: false,
  });
});

describe('PY-1c partial (the rule only): asking for quotations is quote_finding', () => {
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

describe('PY-1d partial (the rule only): asking for a guide is study_guide', () => {
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

describe('PY-1e partial (the rule only): asking for a summary is summary', () => {
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

test('the longest question is routed at once, whatever it is made of', () => {
  const started = performance.now();
  for (const piece of ['to ', 'and so then ', 'find a ', 'fasse a ', 'give me ', '¿', ' ', "s'il ", 'zitate a ', 'a']) {
    decideRoute(piece.repeat(Math.ceil(8_000 / piece.length)), last);
  }
  expect(performance.now() - started).toBeLessThan(1_000);
});

import { expect, test } from 'vitest';
import { decideRoute } from '../route.ts';

test.each([
  ['Summarize the text in German', 'scope', '', []],
  ['Find a quote about democracy in French, please', 'topic', 'democracy', ['democracy']],
  ['Erstelle einen Lernzettel auf Englisch', 'scope', '', []],
  ['Fais une fiche de révision en anglais', 'scope', '', []],
  ['Hazme un resumen en inglés', 'scope', '', []],
  ['Find a quote about women in German history', 'topic', 'women in German history', ['women', 'german', 'history']],
  ['Make a study guide on German', 'topic', 'German', ['german']],
] as const)('the language to answer in is no topic: %s', (question, subject, phrase, topic) => {
  expect(decideRoute(question, { last: null, known: [] })).toMatchObject({ subject, phrase, topic });
});

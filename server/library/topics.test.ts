import { expect, test } from 'vitest';
import { topicsInSteps, topicsOf } from './topics.ts';

const under = (heading: string | null, text = 'A sentence about something or other.') => ({ heading, text });
const named = (passages: Parameters<typeof topicsOf>[0]) => topicsOf(passages, 'en').map(({ text }) => text);

test('topics are headings without their numbers, in order, each once, with their passages', () => {
  const passages = ['1.2 Cell walls', 'Chapter 3: Osmosis', '1.2 Cell walls', 'IV. Roots and leaves'].map((heading) =>
    under(heading),
  );
  expect(topicsOf(passages, 'en')).toEqual([
    { text: 'Cell walls', passages: 2, isHeading: true },
    { text: 'Osmosis', passages: 1, isHeading: true },
    { text: 'Roots and leaves', passages: 1, isHeading: true },
  ]);
});

test('what names nothing is no topic', () => {
  const contents = 'Osmosis ........ 12\nMembranes ........ 13\nLipids ........ 14\nRoots ........ 15';
  expect(
    named([
      under('Contents'),
      under('See also'),
      under('A.2'),
      under('h hhª hhh N'),
      under('Zzz hh PNh'),
      under('LilyPond index'),
      under('GNU Free Documentation License'),
      under('What this list leads to', contents),
      under('x'.repeat(200)),
      under('Osmosis in plants . . . . 12'),
      under('Cell walls'),
      under('Ψυχή und 光合作用'),
    ]),
  ).toEqual(['Osmosis in plants', 'Cell walls', 'Ψυχή und 光合作用']);
});

test('a text with hardly a heading has frequent words as topics behind it', () => {
  const texts = ['Memory fades.', 'Memory returns in sleep.', 'Dreams follow sleep.', 'Nothing else.', 'And so on.'];
  const topics = topicsOf([under('Nights', texts[0]), ...texts.slice(1).map((text) => under(null, text))], 'en');
  expect(topics[0]).toEqual({ text: 'Nights', passages: 1, isHeading: true });
  expect(topics.slice(1).every(({ isHeading }) => !isHeading)).toBe(true);
  expect(topics.map(({ text }) => text.toLowerCase())).toContain('memory');
  expect(topics.length).toBeGreaterThanOrEqual(3);
});

test('topics of a long text are found in small steps, with the same outcome', () => {
  const passages = Array.from({ length: 500 }, (_, n) => under(null, `Memory number ${n} fades while dreams return.`));
  const steps = topicsInSteps(passages, 'en');
  let taken = 0;
  for (;;) {
    const step = steps.next();
    if (step.done === true) {
      expect(step.value).toEqual(topicsOf(passages, 'en'));
      break;
    }
    taken += 1;
  }
  // the headings of each passage, and the words of a sample of them
  expect(taken).toBeGreaterThan(600);
});

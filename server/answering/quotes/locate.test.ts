import { describe, expect, test } from 'vitest';
import { locate } from './locate.ts';

const page = (text: string, number = 1) => ({ page: number, text });
const on = (text: string, words: string) => {
  const found = locate(words, [page(text)]);
  if (found) expect(text.slice(found.start, found.end).trim()).toBe(text.slice(found.start, found.end));
  return found?.text ?? null;
};

const source = [
  'Mitosis is the division of a cell nu-',
  'cleus into two identical nuclei. It',
  'doesn’t happen by chance: the “spindle” pulls',
  'the well-known chromatids apart at 3.5 °C, see [12].',
].join('\n');

describe('words are found', () => {
  test.each([
    ['as they stand', 'the division of a cell nu-\ncleus into two', 'the division of a cell nucleus into two'],
    ['with the line joined', 'division of a cell nucleus into', 'division of a cell nucleus into'],
    ['with the line break as a blank', 'division of a cell nu- cleus into', 'division of a cell nucleus into'],
    [
      'with other quotation marks',
      `It doesn't happen by chance: the "spindle" pulls`,
      'It doesn’t happen by chance: the “spindle” pulls',
    ],
    ['between quotation marks', '“Mitosis is the division”', 'Mitosis is the division'],
    ['between marks of Markdown', '> **Mitosis is the division**', 'Mitosis is the division'],
    ['with a full stop too many', 'Mitosis is the division of a cell.', 'Mitosis is the division of a cell'],
    ['with a full stop too few', 'into two identical nuclei', 'into two identical nuclei'],
    ['with the full stop that is there', 'into two identical nuclei.”', 'into two identical nuclei.'],
    ['between ellipses', '… is the division of a cell …', 'is the division of a cell'],
    ['with escaped brackets', 'apart at 3.5 °C, see \\[12\\].', 'apart at 3.5 °C, see [12].'],
    [
      'with ligatures',
      'two identical nuclei. It doesn’t happen by chance',
      'two identical nuclei. It doesn’t happen by chance',
    ],
  ])('%s', (_, words, shown) => {
    expect(on(source, words)).toBe(shown);
  });

  test('a hyphen at a line’s end may be the word’s own', () => {
    const broken = 'It is a well-\nknown fact of life.';
    expect(on(broken, 'a well-known fact of life')).toBe('a wellknown fact of life');
    expect(on(broken, 'a wellknown fact of life')).toBe('a wellknown fact of life');
    expect(on('They met in post-\nWar Berlin with COVID-\n19.', 'in post-War Berlin with COVID-19')).toBe(
      'in post-War Berlin with COVID-19',
    );
  });

  test('in scripts without blanks, from right to left, and with marks', () => {
    expect(on('我们在睡眠中巩固记忆，因为大脑\n重放白天的经历。', '因为大脑重放白天的经历')).toBe(
      '因为大脑重放白天的经历',
    );
    expect(on('كان الطالب يقرأ كتابا عن الذاكرة في المكتبة', 'يقرأ كتابا عن الذاكرة')).toBe('يقرأ كتابا عن الذاكرة');
    expect(on('Le re\u0301sume\u0301 de l’e\u0301tude est tre\u0300s clair', "résumé de l'étude est très")).toBe(
      're\u0301sume\u0301 de l’e\u0301tude est tre\u0300s',
    );
    expect(on('One 😀 two 👩‍🔬 three four five', 'two 👩‍🔬 three four five')).toBe('two 👩‍🔬 three four five');
  });

  test('copied out of a PDF with what its font does not name', () => {
    expect(on('as in figure 2 and the  examples', 'in \x1cgure 2 and the \x02examples')).toBe(
      'in figure 2 and the examples',
    );
  });

  test('within the passage that is named, where they stand there too', () => {
    const twice = 'We sleep to remember more. Then again: we sleep to remember more.';
    expect(locate('sleep to remember more', [page(twice)])?.start).toBe(3);
    expect(locate('sleep to remember more', [page(twice)], { start: 27, end: 65 })?.start).toBe(42);
    expect(locate('sleep to remember more', [page(twice)], { start: 10, end: 20 })?.start).toBe(3);
  });

  test('on another page', () => {
    const pages = [page('Nothing here.', 1), page(source, 7)];
    expect(locate('the division of a cell', pages)?.page.page).toBe(7);
  });
});

describe('words are not found', () => {
  test.each([
    ['fewer than four', 'Mitosis is the'],
    ['with a word changed', 'Mitosis is the separation of a cell'],
    ['with a word left out', 'Mitosis is division of a cell'],
    ['with a word more', 'Mitosis is not the division of a cell'],
    ['in other case', 'mitosis is the division of a cell'],
    ['stitched', 'Mitosis is the division of chromatids apart'],
    ['stitched with an ellipsis', 'Mitosis is the division … the “spindle” pulls'],
    ['stitched with an ellipsis in brackets', 'Mitosis is the division [...] into two identical nuclei'],
    ['cut within a word', 'Mitosis is the division of a cell nuc'],
    ['begun within a word', 'tosis is the division of a cell'],
    ['cut within a contraction', 'into two identical nuclei. It doesn'],
    ['cut within a number', 'the well-known chromatids apart at 3'],
    ['cut within a compound', 'the “spindle” pulls the well'],
    ['without a hyphen that is there', 'pulls the wellknown chromatids apart'],
    ['with a hyphen that is not', 'into two iden-tical nuclei'],
    ['empty', ''],
    ['marks only', '“… … … …”'],
  ])('%s', (_, words) => {
    expect(on(source, words)).toBeNull();
  });

  test('numbers are whole, with their signs', () => {
    expect(on('It fell to −5 degrees in winter', '5 degrees in winter')).toBeNull();
    expect(on('It fell to −5 degrees in winter', '−5 degrees in winter')).toBe('−5 degrees in winter');
    expect(on('10² metres of cable were laid', '10 metres of cable were laid')).toBeNull();
    expect(on('about x² of the whole', 'about x2 of the whole')).toBeNull();
    expect(on('It grew by 50% in a year', 'It grew by 50')).toBeNull();
    expect(on('It costs the city $5 million', 'It costs the city $5 million')).toBe('It costs the city $5 million');
    expect(on('It costs the city 1,000 euros', 'It costs the city 1')).toBeNull();
  });

  test('over the end of a page', () => {
    expect(locate('ends here and goes on', [page('It ends here'), page('and goes on.', 2)])).toBeNull();
  });

  test('a mark is not parted from its letter', () => {
    expect(on('one two three cafe\u0323', 'one two three cafe')).toBeNull();
  });
});

test('a page that repeats itself is searched in near-linear time', () => {
  const started = performance.now();
  expect(locate(`${'a '.repeat(700)}b`, [page('a '.repeat(200_000))])).toBeNull();
  expect(locate(`${'a-a '.repeat(400)}a-a`, [page('a-a '.repeat(50_000))])).not.toBeNull();
  expect(locate(`x${' aa'.repeat(400)} a-a`, [page(`x${' aa'.repeat(400)} aa`.repeat(200))])).toBeNull();
  expect(performance.now() - started).toBeLessThan(3_000);
});

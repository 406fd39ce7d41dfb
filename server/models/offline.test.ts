import { expect, test } from 'vitest';
import { findMarkers } from '#shared/markers.ts';
import type { ModelMessage, ModelRequest } from './chat-model.ts';
import { fencePassages } from './fence.ts';
import { createOfflineModel } from './offline.ts';
import { sentencesOf } from './sentences.ts';

const texts = [
  'Mitosis is the division of a cell nucleus into two identical nuclei. It has four phases. Dr. Flemming described ' +
    'mitosis in 1882, see [12].',
  'Plants make sugar from light. Photosynthesis takes place in the chloroplasts. Chlorophyll absorbs red and blue light.',
  'During prophase of mitosis the chromosomes condense. The spindle forms between the two poles. Mitosis ends ' +
    'soon after the spindle pulls the chromatids apart because its fibres shorten.',
];

function prompt(question: string, history: ModelMessage[] = [], passages = texts): ModelMessage[] {
  const fenced = fencePassages(
    passages.map((text, index) => ({ documentName: 'Cells.pdf', page: index + 1, text })),
    [question],
  );
  return [
    { role: 'system', content: 'Answer from the passages.' },
    ...history,
    { role: 'user', content: `Passages:\n\n${fenced.text}\n\nQuestion:\n${question}` },
  ];
}

async function answer(
  messages: ModelMessage[],
  { signal = new AbortController().signal, task }: Partial<Pick<ModelRequest, 'signal' | 'task'>> = {},
): Promise<string[]> {
  const pieces: string[] = [];
  for await (const piece of createOfflineModel({ delayMs: 0 }).stream({ messages, task, maxOutput: 500, signal })) {
    pieces.push(piece);
  }
  return pieces;
}

test('it quotes the best sentences with the markers of their passages, and says that it quotes', async () => {
  const text = (await answer(prompt('What is mitosis?'))).join('');
  expect(text).toMatch(/word for word/);
  expect(text).toContain('“Mitosis is the division of a cell nucleus into two identical nuclei.” [1]');
  expect(text).toContain('“During prophase of mitosis the chromosomes condense.” [3]');
  expect(text).not.toContain('Photosynthesis');
  expect(new Set(findMarkers(text).flatMap(({ numbers }) => numbers))).toEqual(new Set([1, 3]));
});

test('it answers in the language of the question', async () => {
  expect((await answer(prompt('Was ist Mitosis?'))).join('')).toMatch(/wörtlich/);
});

test('numbers of the source stay escaped, Markdown of the source does nothing', async () => {
  const text = (await answer(prompt('When did Flemming describe mitosis?'))).join('');
  expect(text).toContain('“Dr. Flemming described mitosis in 1882, see \\[12\\].” [1]');
  const odd = await answer(
    prompt('What does osmosis cost?', [], ['Osmosis costs $HOME and `code` and a [link](x) *here*.']),
  );
  expect(odd.join('')).toContain('Osmosis costs \\$HOME and \\`code\\` and a [link\\](x) \\*here\\*.” [1]');
  expect(findMarkers(odd.join(''))).toHaveLength(1);
});

test('a sentence that stands in quotation marks is not quoted twice', async () => {
  const ask = async (source: string) => (await answer(prompt('What is osmosis?', [], [source]))).join('');
  for (const [open, close] of ['“”', '""', '„“', '«»'])
    expect(await ask(`${open}Osmosis is the passage of water.${close}`)).toContain(
      '- “Osmosis is the passage of water.” [1]',
    );
  expect(await ask('Osmosis is “the passage” of “water”.')).toContain('- “Osmosis is “the passage” of “water”.” [1]');
});

test('without a relevant sentence it says NO_ANSWER first', async () => {
  expect((await answer(prompt('Who won the world cup in 1954?'))).join('')).toBe('NO_ANSWER');
  expect((await answer(prompt('What is mitosis?', [], ['| 1 | 2 |']))).join('')).toBe('NO_ANSWER');
  expect((await answer([{ role: 'user', content: 'Hello' }])).join('')).toBe('NO_ANSWER');
});

test('asked for more, it goes on with what it has not quoted yet', async () => {
  const question: ModelMessage = { role: 'user', content: 'What is mitosis?' };
  const first = (await answer(prompt(question.content))).join('');
  const more = (await answer(prompt('Tell me more', [question, { role: 'assistant', content: first }]))).join('');
  expect(more).toMatch(/also say, word for word/);
  const quotes = (text: string) => Array.from(text.matchAll(/“(.+?)”/g), ([, quote]) => quote);
  expect(quotes(more).length).toBeGreaterThan(1);
  expect(quotes(more).filter((quote) => quotes(first).includes(quote))).toEqual([]);
  expect((await answer(prompt('Why?', [question]))).join('')).toContain('because its fibres shorten');
});

test('asked for quotes, it proposes sentences word for word, one a line', async () => {
  const quotes = async (question: string, history: ModelMessage[] = []) =>
    (await answer(prompt(question, history), { task: 'quotes' })).join('').split('\n');
  const lines = await quotes('Find a quote about mitosis');
  expect(lines.length).toBeLessThanOrEqual(3);
  expect(lines).toContain('[1] Mitosis is the division of a cell nucleus into two identical nuclei.');
  for (const line of lines) {
    const [, number, words] = /^\[(\d)\] (.+)$/.exec(line) ?? [];
    expect(texts[Number(number) - 1]).toContain(words?.replaceAll('\\', ''));
  }
  const shown: ModelMessage = { role: 'assistant', content: lines.map((line) => `> ${line.slice(4)}`).join('\n\n') };
  const others = await quotes('Find another quote about mitosis', [{ role: 'user', content: 'x' }, shown]);
  expect(others.filter((line) => lines.includes(line))).toEqual([]);
  expect(await quotes('Find a quote about football')).toEqual(['NO_ANSWER']);
});

test('with everything quoted there is no more', async () => {
  const said: ModelMessage[] = [
    { role: 'user', content: 'What is mitosis?' },
    { role: 'assistant', content: texts.join(' ').replace('[12]', '\\[12\\]') },
  ];
  expect((await answer(prompt('Tell me more', said))).join('')).toBe('NO_ANSWER');
});

test('it streams word by word, leaves others their turn, and is a LangChain model', async () => {
  let turns = 0;
  let counting = true;
  const count = (): void => {
    turns += 1;
    if (counting) setImmediate(count);
  };
  setImmediate(count);
  const pieces = await answer(prompt('What is mitosis?'));
  counting = false;
  expect(pieces.length).toBeGreaterThan(20);
  expect(turns).toBeGreaterThan(2);
  expect(createOfflineModel().name).toBe('offline-extractive');
});

test('an aborted signal ends it with an AbortError', async () => {
  const controller = new AbortController();
  const model = createOfflineModel({ delayMs: 5 });
  const stream = model.stream({ messages: prompt('What is mitosis?'), maxOutput: 500, signal: controller.signal });
  await stream.next();
  controller.abort('stop');
  await expect(stream.next().then(() => stream.next())).rejects.toMatchObject({ name: 'AbortError' });
});

test('sentences end where a reader says so', () => {
  expect(
    sentencesOf('Cells, e.g. neurons, divide. See Fig. 3 by J. Smith.\nThis is wrap-\nped text that goes on.'),
  ).toEqual(['Cells, e.g. neurons, divide.', 'See Fig. 3 by J. Smith.', 'This is wrapped text that goes on.']);
  expect(
    sentencesOf('# The cell\nCells are small units of life, which nobody had seen before.\n\n- one item\n- two items'),
  ).toEqual(['The cell', 'Cells are small units of life, which nobody had seen before.', 'one item', 'two items']);
  expect(sentencesOf('')).toEqual([]);
});

test('a long question over long passages is answered at once', async () => {
  const long = Array.from({ length: 12 }, (_, index) => `${texts[index % 3]} `.repeat(8).slice(0, 1200));
  const started = performance.now();
  await answer(prompt('Mitosis and chromosomes and spindles and light? '.repeat(160), [], long));
  expect(performance.now() - started).toBeLessThan(1_000);
});

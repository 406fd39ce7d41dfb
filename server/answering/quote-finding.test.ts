import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { findMarkers } from '#shared/markers.ts';
import type { Passage } from '#shared/passage.ts';
import { collect, fakeModel, fakeRetrieval, partsWith, passageOf, requestFor } from '#tests/harness/answering.ts';
import type { ModelEnd } from '#server/models/chat-model.ts';
import { createOfflineModel } from '#server/models/offline.ts';
import type { AnswerRequest } from './answer.ts';
import { quoteFinding } from './quote-finding.ts';

const cells = passageOf(3, 'Mitosis is the divi-\nsion of a nucleus. It costs $5 [12] for “one” cell.');
const sleep = passageOf(7, 'Sleep makes memories last. We sleep in cycles of ninety minutes. Dreams come last of all.');
const elsewhere = passageOf(9, 'Far away a membrane lets the water pass.');

interface Play {
  passages?: Passage[];
  others?: Passage[];
  end?: ModelEnd;
  request?: Partial<AnswerRequest>;
  topic?: string[];
  question?: string;
}

async function find(pieces: readonly string[], play: Play = {}) {
  const { passages = [cells, sleep], others = [], topic = ['mitosis'], question = 'Find a quote about mitosis' } = play;
  const { retrieval, searches, remain } = fakeRetrieval(passages);
  remain([...passages, ...others]);
  const model = fakeModel(pieces, play.end);
  const parts = partsWith({ retrieval, model: model.model });
  const decision = { topic };
  const answer = await collect((request) => quoteFinding(parts, request, decision), requestFor(question, play.request));
  return { ...answer, searches, ...model };
}

const first = '[1] Mitosis is the division of a nucleus.';
const second = '[2] We sleep in cycles of ninety minutes.';
const block = (quote: string, n: number, page: number) => `> ${quote} [${n}]\n>\n> — Cells.pdf, page ${page}`;

describe('quotations', () => {
  test('PY-12a only those that stand in the source are shown, in its own characters, each a citation', async () => {
    const invented = '[1] Mitosis is the separation of a nucleus.';
    const stitched = '[2] Sleep makes memories last … Dreams come last of all.';
    const answer = await find([`${invented}\n${first}\n${stitched}\n${second}`]);
    expect(answer.text).toBe(
      `${block('Mitosis is the division of a nucleus.', 1, 3)}\n\n${block('We sleep in cycles of ninety minutes.', 2, 7)}`,
    );
    expect(answer.end).toMatchObject({ outcome: 'answered', route: 'quote_finding', model: 'fake-model' });
    expect(answer.citations.map(({ number, page, quote, passageId }) => [number, page, quote, passageId])).toEqual([
      [1, 3, 'Mitosis is the division of a nucleus.', cells.passageId],
      [2, 7, 'We sleep in cycles of ninety minutes.', sleep.passageId],
    ]);
    const [one, two] = answer.citations;
    expect(cells.text.slice(one?.start, one?.end)).toBe('Mitosis is the divi-\nsion of a nucleus.');
    expect(sleep.text.slice(two?.start, two?.end)).toBe(two?.quote);
  });

  test('each goes out as soon as its line is there, its citation before it', async () => {
    const { events } = await find([`${first}\n`, '[2] We sleep', ' in cycles of ninety minutes.', '\n']);
    const kinds = events.map(({ type }) => type);
    expect(kinds.slice(kinds.indexOf('citation'))).toEqual(['citation', 'token', 'citation', 'token']);
  });

  test('Markdown and bracketed numbers of the source do nothing', async () => {
    const { text } = await find(['[1] It costs $5 \\[12\\] for "one" cell.']);
    expect(text).toBe(block('It costs \\$5 \\[12\\] for “one” cell.', 1, 3));
    expect(findMarkers(text).flatMap(({ numbers }) => numbers)).toEqual([1]);
  });

  test('the wrong passage, page or none: cited where the words stand', async () => {
    const { citations } = await find(
      [`${first.replace('[1]', '[2]')}\n[1] a membrane lets the water pass\n“Dreams come last of all.”`],
      {
        others: [elsewhere],
      },
    );
    expect(citations.map(({ page }) => page)).toEqual([3, 9, 7]);
  });

  test('the same one twice, or a part of it, is shown once', async () => {
    const twice = passageOf(8, 'Again: We sleep in cycles of ninety minutes.');
    const { citations } = await find(
      [`${second}\n${second}\n[2] We sleep in cycles\n[3] We sleep in cycles of ninety minutes`],
      {
        passages: [cells, sleep, twice],
      },
    );
    expect(citations).toHaveLength(1);
  });

  test('three are enough: upstream is closed', async () => {
    const sentences = [
      'Sleep makes memories last.',
      'We sleep in cycles of ninety minutes.',
      'Dreams come last of all.',
    ];
    const lines = sentences.map((sentence) => `[2] ${sentence}\n`);
    const answer = await find([...lines, `${first}\n`, 'and so on'], { end: { finish: 'length', usage: null } });
    expect(answer.citations).toHaveLength(3);
    expect(answer.leftEarly()).toBe(true);
    expect(answer.text).not.toContain('longest');
    expect(answer.end.tokens.output).toBeGreaterThan(0);
  });

  test('what was cut, and who is still being read, is said at the end', async () => {
    const { text } = await find([first], { end: { finish: 'length', usage: null } });
    expect(text.endsWith('\n\nThis answer reached the longest length allowed and stops here.')).toBe(true);
  });

  test('in the language of the question', async () => {
    const { text } = await find([first], { question: 'Finde ein Zitat über die Mitose' });
    expect(text).toContain('— Cells.pdf, Seite 3');
  });

  test('for the extension a plain explanation follows, unless it quotes what is not shown', async () => {
    const request = { source: 'chrome_extension' } as const;
    const plain = await find([`${first}\nExplanation: Cells divide, see [1].`], { request });
    expect(plain.text).toBe(`${block('Mitosis is the division of a nucleus.', 1, 3)}\n\nCells divide, see \\[1\\].`);
    expect(plain.requests[0]?.messages[0]?.content).toContain('short plain explanation');
    const quoting = await find([`${first}\nExplanation: It says “cells are split in half”.`], { request });
    expect(quoting.text).not.toContain('half');
    const alone = await find(['Explanation: Cells divide.'], { request });
    expect(alone.end.outcome).toBe('needs_context');
  });
});

describe('without a quotation', () => {
  test('PY-2a a request that names no topic is asked for one; nothing is searched', async () => {
    const answer = await find([first], { topic: [], question: 'Find a quote' });
    expect(answer.end).toMatchObject({ outcome: 'needs_context', model: null });
    expect(answer.text).toMatch(/What should the quotation be about/);
    expect(answer.end.suggestions).toHaveLength(3);
    expect([answer.searches, answer.requests]).toEqual([[], []]);
  });

  test('PY-12b none verified: asks to narrow the topic, and nothing else goes out', async () => {
    const answer = await find(['[1] Mitosis is the separation of a nucleus.\n[2] Not a word of this is there.']);
    expect(answer.end.outcome).toBe('needs_context');
    expect(answer.events.filter(({ type }) => type === 'token')).toHaveLength(1);
    expect(answer.text).toMatch(/Narrow the topic/);
    expect(answer.citations).toEqual([]);
    expect(answer.end.tokens.output).toBeGreaterThan(0);
  });

  test('NO_ANSWER, and nothing found, is no_hit', async () => {
    expect((await find(['NO_', 'ANSWER'])).end).toMatchObject({ outcome: 'no_hit', route: 'quote_finding' });
    const nothing = await find([first], { passages: [] });
    expect(nothing.end).toMatchObject({ outcome: 'no_hit', route: 'quote_finding', model: null });
    expect(nothing.searches[0]).toEqual({ query: 'mitosis', k: 20 });
  });

  test('not more than twelve proposals are looked for', async () => {
    const wrong = Array.from({ length: 12 }, (_, index) => `[1] This is wrong number ${index}.`);
    expect((await find([[...wrong, first].join('\n')])).end.outcome).toBe('needs_context');
  });
});

test('the offline model’s proposals are verified like any other’s', async () => {
  const { retrieval } = fakeRetrieval([cells, sleep]);
  const parts = partsWith({ retrieval, model: createOfflineModel({ delayMs: 0 }) });
  const request = requestFor('Find a quote about sleep');
  const { end, citations } = await collect((asked) => quoteFinding(parts, asked, { topic: ['sleep'] }), request);
  expect(end.outcome).toBe('answered');
  for (const { quote, start, end: to } of citations) expect(sleep.text.slice(start, to)).toBe(quote);
});

test('RS-10 (quotations) an explanation that nobody asked for is not shown, whether it came before the third quotation was', async () => {
  const lines = [first, '[1] Mitosis is the separation of a nucleus.', second, '[2] "Dreams come last\nof all."'];
  const explained = 'Explanation: so it is.';
  const [whole, cut] = [
    await find([[...lines, explained].join('\n')]),
    await find([`${lines.join('\n')}\n`, explained]),
  ];
  expect(cut.text).toBe(whole.text);
  expect(whole.text).not.toContain('so it is');
});

const line = fc.constantFrom(
  first,
  second,
  '[1] It costs $5 \\[12\\] for "one" cell.',
  '[2] "Dreams come last\nof all."',
  '[1] Mitosis is the separation of a nucleus.',
  'Here they are:',
  '```',
  'Explanation: so it is 😀.',
  'NO_ANSWER',
);

test('RS-10 (quotations) however the model’s text is cut, the same goes out', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(line, { minLength: 1, maxLength: 7 }),
      fc.array(fc.nat(), { maxLength: 20 }),
      fc.constantFrom('main_app', 'chrome_extension'),
      fc.constantFrom('stop', 'length'),
      async (lines, cuts, source, finish) => {
        const text = lines.join('\n');
        const play: Play = { request: { source }, end: { finish, usage: null } };
        const ends = [...new Set([...cuts.map((cut) => cut % (text.length + 1)), text.length])].sort((a, b) => a - b);
        const pieces = ends.map((end, index) => text.slice(ends[index - 1] ?? 0, end)).filter((piece) => piece !== '');
        const [cut, whole] = [await find(pieces, play), await find([text], play)];
        expect(cut.text).toBe(whole.text);
        expect(cut.citations).toEqual(whole.citations);
        expect(cut.end.outcome).toBe(whole.end.outcome);
        const markers = findMarkers(cut.text).flatMap(({ numbers }) => numbers);
        expect(markers).toEqual(cut.citations.map(({ number }) => number));
      },
    ),
    { numRuns: 400 },
  );
});

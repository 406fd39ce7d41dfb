import { expect, test } from 'vitest';
import { languageOf, textLanguageOf } from '#server/library/words/language.ts';
import { wordsOf } from '#server/library/words/words.ts';
import { matchesIn } from './matches.ts';
import { clustersOf, snippetAround } from './snippet.ts';
import { readWanted } from './wanted.ts';

const found = (text: string, query: string) =>
  matchesIn(text, readWanted(query), textLanguageOf(wordsOf(text))).map(({ start, end }) => text.slice(start, end));

test('what is typed: words, phrases, and a last word that may go on', () => {
  expect(readWanted('  cell “water Moves” Osmo')).toEqual([
    { words: ['cell'], isOpen: false },
    { words: ['water', 'moves'], isOpen: false },
    { words: ['osmo'], isOpen: true },
  ]);
  expect(readWanted('cell ')).toEqual([{ words: ['cell'], isOpen: false }]);
  expect(readWanted('"water mo')).toEqual([{ words: ['water', 'mo'], isOpen: true }]);
  expect(readWanted('file.remove!')).toEqual([{ words: ['file', 'remove'], isOpen: false }]);
  expect(readWanted('?! ""')).toEqual([]);
});

test('words are found in any inflection, apart from accents and case, over a line’s end; phrases as they stand', () => {
  const text = 'The cells were divided. A photo-\nsynthesis of Cells dividing, naïvely: the cell divides.';
  expect(found(text, 'cell ')).toEqual(['cells', 'Cells', 'cell']);
  expect(found(text, 'photosynth')).toEqual(['photo-\nsynthesis']);
  expect(found(text, '"cells DIVIDING" ')).toEqual(['Cells dividing']);
  expect(found(text, 'NAIVELY ')).toEqual(['naïvely']);
  expect(found(text, 'div')).toEqual(['divided', 'dividing', 'divides']);
});

test('text of any script', () => {
  expect(found('光合作用是植物利用光能的过程。', '作用')).toEqual(['作用']);
  expect(found('การสังเคราะห์ด้วยแสงเป็นกระบวนการ', 'ด้วยแสง')).toEqual(['ด้วยแสง']);
  expect(found('اَلكِتَابُ على الطاولة', 'الكتاب ')).toEqual(['اَلكِتَابُ']);
  expect(found('В клетках есть ядро, и в клетке вода.', 'клетка ')).toEqual(['клетках', 'клетке']);
  expect(found('हिन्दी किताब और कलम', 'किताब ')).toEqual(['किताब']);
});

test('the stretch that holds most is the hit, and its snippet is cut between words', () => {
  const text = `Water is here. ${'Nothing of it. '.repeat(40)}Water moves by\nosmosis through it. ${'More of it. '.repeat(40)}`;
  const [best, second] = clustersOf(matchesIn(text, readWanted('osmosis water '), 'en'), 3);
  expect(text.slice(best?.start, best?.end)).toBe('Water moves by\nosmosis');
  expect(second).toMatchObject({ start: 0, kinds: 1 });
  const snippet = snippetAround(text, best?.start ?? 0, best?.end ?? 0);
  expect(snippet).toContain('Water moves by osmosis through it.');
  expect(snippet.length).toBeLessThanOrEqual(180);
  for (const word of snippet.split(' ')) expect(text.split(/\s/)).toContain(word);
  expect(snippetAround('osmosis', 0, 7)).toBe('osmosis');
});

test('languages beyond those of the rules are told apart', () => {
  const texts = {
    it: 'La cellula è la parte più piccola di un organismo e non può essere divisa senza che si perda la vita.',
    pt: 'A célula é a menor parte de um organismo que não pode ser dividida sem que se perca a vida, como também os tecidos.',
    nl: 'De cel is het kleinste deel van een organisme dat niet kan worden gedeeld, en het leven is er ook niet zonder.',
    sv: 'Cellen är den minsta delen av en organism som inte kan delas, och det finns inget liv utan den.',
    fi: 'Solu on eliön pienin osa, joka ei ole jaettavissa, ja se on myös kaikki mitä elämä tarvitsee, kun se on terve.',
    ru: 'Клетка это наименьшая часть организма, которая не может быть разделена, и без неё нет жизни.',
    ar: 'الخلية هي أصغر جزء من الكائن الحي الذي لا يمكن أن ينقسم، و هي في كل مكان من الجسم.',
  };
  for (const [language, text] of Object.entries(texts))
    expect([language, textLanguageOf(wordsOf(text))]).toEqual([language, language]);
  expect(languageOf(wordsOf('What is the role of the membrane?'))).toBe('en');
});

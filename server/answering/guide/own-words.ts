import { foldWord, type Language } from '#shared/language.ts';
import type { Passage } from '#shared/passage.ts';
import { breathe } from '#server/library/breather.ts';
import { centralSentences, standsAlone } from '#server/library/summaries/central-sentences.ts';
import { about, conceptsIn } from '#server/library/summaries/concepts.ts';
import { asPlainText } from '#server/library/summaries/extract-summary.ts';
import { askAbout } from '#server/library/summaries/starters.ts';
import { sentencesOf } from '#server/models/sentences.ts';
import { definedTerm, formulasIn } from './found-in-text.ts';
import { guideHeadings } from './guide-copy.ts';

const most = { overview: 3, concepts: 6, definitions: 6, notes: 8, formulas: 8, questions: 5 };

interface Line {
  text: string;
  /** number of its passage */
  number: number;
}

/**
 * A study guide in the documents' own words: the most central sentences (LexRank, see library/summaries), those that
 * define, those about the most frequent terms, formulas as they stand, and questions about what was defined. Each item
 * with the marker of its passage; none is said twice.
 *
 * @param passages not empty; item `[n]` is taken from the n-th
 */
export async function guideInOwnWords(passages: readonly Passage[], language: Language): Promise<string> {
  const lines: Line[] = [];
  for (const [index, { text }] of passages.entries()) {
    const whole = sentencesOf(text).filter(standsAlone);
    lines.push(...whole.map((sentence) => ({ text: sentence, number: index + 1 })));
    await breathe();
  }
  const used = new Set<string>();
  const take = (from: readonly Line[], count: number): Line[] => {
    const fresh = from.filter(({ text }) => !used.has(text)).slice(0, count);
    for (const { text } of fresh) used.add(text);
    return fresh;
  };
  const central = async (count: number): Promise<Line[]> => {
    const fresh = lines.filter(({ text }) => !used.has(text));
    const [chosen = []] = await centralSentences([fresh.map(({ text }) => text)], count);
    return take(
      chosen.flatMap((index) => fresh[index] ?? []),
      count,
    );
  };

  const overview = await central(most.overview);
  const definitions = definitionsIn(lines).slice(0, most.definitions);
  for (const { line } of definitions) used.add(line.text);
  const defined = definitions.map(({ term }) => foldWord(term));
  const terms = conceptsIn(
    lines.map(({ text }) => text),
    3 * most.concepts,
  ).filter((term) => !defined.includes(foldWord(term)));
  const concepts = terms.slice(0, most.concepts).flatMap((term) => {
    const [line] = take(about(lines, term), 1);
    return line ? [{ term, line }] : [];
  });
  const formulas = passages.flatMap(({ text }, index) =>
    formulasIn(text).map((formula) => ({ formula, number: index + 1 })),
  );
  const asked = [
    ...definitions.map((one) => ({ ...one, form: 0 })),
    ...concepts.map((one, form) => ({ ...one, form: form + 1 })),
  ];
  const questions = asked.slice(0, most.questions).map(({ term, line, form }, index) => {
    const question = askAbout({ text: term, isHeading: false }, form, language);
    return `${index + 1}. ${asPlainText(question)} [${line.number}]`;
  });

  const titles = guideHeadings[language];
  const parts: [string, string[]][] = [
    [titles.overview, overview.map(({ text, number }) => `${asPlainText(text)} [${number}]`)],
    [titles.concepts, concepts.map(named)],
    [titles.definitions, definitions.map(named)],
    [titles.notes, (await central(most.notes)).map(({ text, number }) => `- ${asPlainText(text)} [${number}]`)],
    [titles.formulas, formulas.slice(0, most.formulas).map(({ formula, number }) => `- \`${formula}\` [${number}]`)],
    [titles.questions, questions],
  ];
  return parts
    .filter(([, items]) => items.length > 0)
    .map(([title, items]) => `## ${title}\n\n${items.join('\n')}`)
    .join('\n\n');
}

const named = ({ term, line }: { term: string; line: Line }): string =>
  `- **${asPlainText(term)}**: ${asPlainText(line.text)} [${line.number}]`;

function definitionsIn(lines: readonly Line[]): { term: string; line: Line }[] {
  const found = new Map<string, { term: string; line: Line }>();
  for (const line of lines) {
    const term = definedTerm(line.text);
    if (term !== null && !found.has(foldWord(term))) found.set(foldWord(term), { term, line });
  }
  return [...found.values()];
}

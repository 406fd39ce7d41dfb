import { wordsOf } from '#shared/language.ts';

/** Ends of words after which a full stop ends no sentence; English, German, French, Spanish. */
const abbreviation =
  /(?:^|[\s(“„«])(?:\p{Lu}|e\.\s?g|i\.\s?e|cf|vs|etc|al|approx|ca|Dr|Mr|Mrs|Ms|Prof|St|No|Nos|Nr|Fig|Figs|Eq|Ch|Sec|Vol|pp|p|S|Abb|Tab|bzw|z\.\s?B|d\.\s?h|u\.\s?a|vgl|sog|usw|Kap|Bd|p\.\s?ex|M|Mme|av|apr|Sr|Sra|Dra|pág|núm|ej|Jan|Feb|Aug|Sept|Oct|Nov|Dec)\.$/u;

const segmenter = new Intl.Segmenter('en', { granularity: 'sentence' });

/**
 * Splits a passage into sentences, each on one line. Line breaks within a sentence become blanks and line-end hyphens
 * are joined; a short line that ends without punctuation (a heading, a list item) stands for itself.
 */
export function sentencesOf(text: string): string[] {
  return blocksOf(text).flatMap((block) => {
    const sentences: string[] = [];
    let open = '';
    for (const { segment } of segmenter.segment(block)) {
      open += segment;
      if (abbreviation.test(open.trimEnd())) continue;
      sentences.push(open.trim());
      open = '';
    }
    if (open.trim() !== '') sentences.push(open.trim());
    return sentences;
  });
}

const startsBlock = /^\s*(?:[-*•▪◦–]\s|#{1,6}\s|\d{1,2}[.)]\s|\|)/u;

/** Joins the lines that a page's width has broken. */
function blocksOf(text: string): string[] {
  const lines = text.split(/\r?\n/);
  const width = Math.max(...lines.map((line) => line.trim().length));
  const blocks: string[] = [];
  let open = '';
  const close = (): void => {
    if (open.trim() !== '') blocks.push(open.replace(/\s+/g, ' ').trim());
    open = '';
  };
  for (const line of lines) {
    const trimmed = line.trim();
    if (trimmed === '' || startsBlock.test(line)) close();
    if (trimmed === '') continue;
    const content = trimmed.replace(/^(?:[-*•▪◦–]|#{1,6})\s+/u, '');
    open = /\p{Ll}-$/u.test(open) && /^\p{Ll}/u.test(content) ? open.slice(0, -1) + content : `${open} ${content}`;
    if (trimmed.length < width * 0.6 && !/[,;–-]$/u.test(trimmed)) close();
  }
  close();
  return blocks;
}

/** Openings that lean on the sentence before; folded. */
const leaning = new Set(
  `it this these they that those he she its their such also here there both es dies diese dieser dieses sie er auch
  hier dort beide il elle ils elles ce cela cet cette ces aussi ello esto este esta estos estas tambien ambos`.split(
    /\s+/,
  ),
);

/** Whether a sentence says little without the one before it. */
export const leansOnLast = (text: string): boolean => leaning.has(wordsOf(text.slice(0, 30))[0] ?? '');

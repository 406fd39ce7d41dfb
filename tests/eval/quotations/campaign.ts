import { randomFrom, type Random } from '../retrieval/random.ts';
import { drawRun, falseChanges, joiners, trueChanges } from './mutate.ts';

/** A page that quotations are drawn from. */
export interface SourcePage {
  documentId: string;
  page: number;
  text: string;
}

/** Proposed words, where they were drawn from, and how they were changed. */
export interface Case<Page> {
  kind: 'true' | 'changed' | 'stitched' | 'wrong page';
  how: string;
  words: string;
  drawnFrom: Page;
  /** what the proposal names */
  named: Page;
}

const mostDraws = 60;

/** Letters and digits alone: words that agree in these are the same however they are set. */
export const bareLetters = (text: string): string => text.replaceAll(/[^\p{L}\p{N}]/gu, '');

/**
 * Draws cases from pages, the same for the same seed. A change that by chance says what stands on some page of the same
 * document is drawn anew.
 */
export function drawCases<Page extends SourcePage>(pages: readonly Page[], seed: number, each: number): Case<Page>[] {
  const random = randomFrom(seed);
  const bare = new Map(pages.map((page) => [page, bareLetters(page.text)]));
  const stands = (words: string): boolean => [...bare.values()].some((text) => text.includes(bareLetters(words)));
  const words = [...new Set(pages.flatMap(({ text }) => text.match(/(?<!\p{L})\p{Ll}{4,}(?!\p{L})/gu) ?? []))];
  const draw = () => drawFrom(pages, random);
  const cases: Case<Page>[] = [];

  const trueKinds = Object.entries(trueChanges);
  const falseKinds = Object.entries(falseChanges);
  for (let index = 0; index < each; index += 1) {
    const [how, change] = trueKinds[index % trueKinds.length] ?? ['', (text: string) => text];
    const { page, text } = draw();
    cases.push({ kind: 'true', how, words: change(text, random), drawnFrom: page, named: page });

    const elsewhere = draw();
    const [setting, set] = random.pick(trueKinds);
    const named = random.pick(pages.filter((other) => other !== elsewhere.page));
    cases.push({
      kind: 'wrong page',
      how: setting,
      words: set(elsewhere.text, random),
      drawnFrom: elsewhere.page,
      named,
    });

    const [wrongly, changeWrongly] = falseKinds[index % falseKinds.length] ?? ['', (text: string) => text];
    const changed = drawUntil(() => {
      const { page, text } = draw();
      const other = changeWrongly(text, random, random.pick(words));
      const isFalse = wrongly === 'cut within a word' ? other !== text : !stands(other);
      return isFalse ? { words: other, page } : null;
    });
    cases.push({ kind: 'changed', how: wrongly, words: changed.words, drawnFrom: changed.page, named: changed.page });

    const joiner = joiners[index % joiners.length] ?? ' ';
    const stitched = drawUntil(() => {
      const [one, other] = [draw(), random.below(2) === 0 ? draw() : null];
      const second = other ?? drawOn(one.page, random);
      const stitch = second === null ? '' : `${one.text}${joiner}${second.text}`;
      return second === null || stitch.length > 1_900 || stands(stitch) ? null : { words: stitch, page: one.page };
    });
    cases.push({
      kind: 'stitched',
      how: `with “${joiner}”`,
      words: stitched.words,
      drawnFrom: stitched.page,
      named: stitched.page,
    });
  }
  return cases;
}

function drawUntil<T>(draw: () => T | null): T {
  for (let attempt = 0; attempt < mostDraws; attempt += 1) {
    const drawn = draw();
    if (drawn !== null) return drawn;
  }
  throw new Error('nothing of the kind can be drawn from these pages');
}

const drawFrom = <Page extends SourcePage>(pages: readonly Page[], random: Random) =>
  drawUntil(() => drawOn(random.pick(pages), random));

function drawOn<Page extends SourcePage>(page: Page, random: Random): { page: Page; text: string } | null {
  const run = drawRun(page.text, random);
  return run === null ? null : { page, text: run.text };
}

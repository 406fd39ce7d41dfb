import { z } from 'zod';
import { termOf } from '#server/library/words/terms.ts';
import { readQuestion } from '#server/retrieval/question.ts';
import type { Segment } from '#server/retrieval/segment.ts';
import bench from '../../../bench/retrieval-questions.json' with { type: 'json' };
import judging from './judging.json' with { type: 'json' };
import type { Shelf } from './shelf.ts';
import tuning from './tuning.json' with { type: 'json' };

export const kinds = [
  'planted fact',
  'paraphrase that shares a stem',
  'paraphrase that shares none, of a manual',
  'paraphrase that shares none, of a course',
  'cross-page',
  'negation',
  'absent within the domain',
  'out of domain',
] as const;
export type Kind = (typeof kinds)[number];

export interface AskedQuestion {
  kind: Kind;
  scope: string;
  question: string;
  /** the pages that answer it, as `documentId/page` */
  wanted: string[];
}

const setSchema = z.array(
  z.object({
    kind: z.enum(['paraphrase', 'cross-page', 'negation', 'absent', 'out-of-domain']),
    scope: z.string(),
    question: z.string(),
    /** keys of a course's pages, or numbers of a manual's */
    pages: z.array(z.union([z.string(), z.number()])),
  }),
);
type Written = z.infer<typeof setSchema>[number];

/** What the manuals were asked before there was anything to tune. */
const earlier = bench.documents.flatMap(({ id, questions }) =>
  questions.map(({ question, pages }): Written => ({ kind: 'paraphrase', scope: id, question, pages })),
);

export const sets = {
  tuning: { seed: 1, written: [...setSchema.parse(tuning), ...earlier] },
  judging: { seed: 2, written: setSchema.parse(judging) },
};
export type SetName = keyof typeof sets;

/** A stem that more of the pages in scope hold than this says nothing of what a page is about. */
const commonShare = 0.1;

/** The questions of a set, those planted into the courses first. */
export function questionsOf(set: SetName, shelf: Shelf): AskedQuestion[] {
  const planted = shelf.courses.flatMap((course) =>
    course.planted.map(({ question, page }): AskedQuestion => {
      const wanted = [`${shelf.documentOf(course.id)}/${page}`];
      return { kind: 'planted fact', scope: 'courses', question, wanted };
    }),
  );
  const written = sets[set].written.map((one): AskedQuestion => {
    const wanted = one.pages.map((page) => placeOf(one, page, shelf));
    return { kind: kindOf(one, wanted, shelf), scope: one.scope, question: one.question, wanted };
  });
  return [...planted, ...written];
}

function placeOf({ scope }: Written, page: string | number, shelf: Shelf): string {
  if (typeof page === 'number') return `${shelf.documentOf(scope)}/${page}`;
  const [id = '', key = ''] = page.split('/');
  const number = shelf.courses.find((course) => course.id === id)?.keys.get(key);
  if (number === undefined) throw new Error(`There is no page ${page}`);
  return `${shelf.documentOf(id)}/${number}`;
}

function kindOf({ kind, scope, question }: Written, wanted: readonly string[], shelf: Shelf): Kind {
  if (kind === 'absent') return 'absent within the domain';
  if (kind === 'out-of-domain') return 'out of domain';
  if (kind !== 'paraphrase') return kind;
  if (sharesStem(question, wanted, shelf.segmentsOf(scope))) return 'paraphrase that shares a stem';
  return scope === 'courses' ? 'paraphrase that shares none, of a course' : 'paraphrase that shares none, of a manual';
}

/** Whether a word of the question's topic stands on a wanted page, in any inflection, and not on many others. */
function sharesStem(question: string, wanted: readonly string[], segments: readonly Segment[]): boolean {
  const all = segments.reduce((sum, { pages }) => sum + new Set(pages).size, 0);
  return readQuestion(question).topic.some((word) => {
    const places = segments.flatMap((segment) =>
      pagesWith(segment, word).map((page) => `${segment.documentId}/${page}`),
    );
    return places.length <= commonShare * all && wanted.some((place) => places.includes(place));
  });
}

function pagesWith({ postings, pages, language }: Segment, word: string): number[] {
  const places = postings.get(termOf(word, language)) ?? new Uint32Array();
  return [...new Set(Array.from(places, (place) => pages[place >>> 8] ?? 0))];
}

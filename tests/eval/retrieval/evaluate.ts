import { createRetrieval } from '#server/retrieval/create-retrieval.ts';
import { openLog } from '#server/observe/log.ts';
import { atLeast, reported, type Row, type Section } from '../section.ts';
import { measure, type Measured } from './measure.ts';
import { type Kind, kinds, questionsOf, type SetName, sets } from './questions.ts';
import { embedder, openShelf } from './shelf.ts';

const ways = {
  'own words': { otherWords: false, rankedBy: 'keyword' },
  words: { rankedBy: 'keyword' },
  meaning: { rankedBy: 'vector' },
  both: { rankedBy: 'hybrid' },
} as const;
type Way = keyof typeof ways;
const wayNames = ['own words', 'words', 'meaning', 'both'] as const satisfies Way[];

const musts: Partial<Record<Kind, number>> = {
  'planted fact': 0.98,
  'paraphrase that shares a stem': 0.8,
  'paraphrase that shares none, of a manual': 0.4,
};
const answerable = kinds.filter((kind) => kind !== 'absent within the domain' && kind !== 'out of domain');
const withoutStem: readonly Kind[] = [
  'paraphrase that shares none, of a manual',
  'paraphrase that shares none, of a course',
];

const intro = `Six generated courses of 48 pages (facts planted into textbook prose, between pages written by hand) in one class, and
three manuals as PDFs (R, LilyPond, Ngspice), uploaded and read as a student's are. A question written by hand was written
from the page that answers it, in the words of somebody who has not read it. It *shares a stem* where one of its words, in any
inflection, stands on that page and on at most a tenth of the pages in scope; so "shares none" is told by a program, not by
whoever wrote the question. Recall@5 is by page: the share of the wanted pages among those of the first five passages.
*own words*: BM25+; *words*: with other words from WordNet, as students get it without embeddings; *meaning*: vectors of the
local deterministic embedder of \`tests/harness/local-embedder.ts\` (hashed words and character n-grams, no model); *both*: fused.
\`no_hit\` is precise where what was refused was out of domain; what shares no stem is counted apart. Constants were tuned on
\`tuning.json\` and \`bench/retrieval-questions.json\` with the courses of seed 1; what must hold is measured on \`judging.json\` with those of seed 2.`;

/** Measures which pages are found, in every way of searching. */
export async function evaluate(): Promise<Section> {
  const rows = [...judgingRows(await measureSet('judging')), ...tuningRows(await measureSet('tuning'))];
  return { title: 'Retrieval', intro, rows };
}

async function measureSet(set: SetName): Promise<Map<Way, Measured>> {
  await using shelf = await openShelf(sets[set].seed);
  const questions = questionsOf(set, shelf);
  const measured = new Map<Way, Measured>();
  for (const way of wayNames) {
    const retrieval = createRetrieval({
      db: shelf.at.database.db,
      cacheBytes: 512_000_000,
      vectors: { embedder, log: openLog('error') },
      ...ways[way],
    });
    try {
      measured.set(way, await measure(shelf, questions, retrieval));
    } finally {
      await retrieval.close();
    }
  }
  return measured;
}

function judgingRows(measured: ReadonlyMap<Way, Measured>): Row[] {
  const words = measured.get('words');
  return [
    ...answerable.flatMap((kind): Row[] => {
      const measure = `recall@5, ${kind} (${words?.asked.get(kind) ?? 0}), words`;
      const value = recallOf(words, kind);
      const must = musts[kind];
      return [
        must === undefined ? reported(measure, value.toFixed(3)) : atLeast(measure, value, must),
        reported(`… ${wayNames.filter((way) => way !== 'words').join(' · ')}`, others(measured, kind)),
      ];
    }),
    atLeast('`no_hit` of questions out of domain: recall, words', share(words, ['out of domain']), 0.9),
    atLeast('… precision among questions that share a stem', precision(words, shareStem), 0.9),
    reported('… precision among all', precision(words, answerable).toFixed(3)),
    reported('… recall and precision, both', outOfDomain(measured.get('both'))),
    reported(
      'answers absent within the domain: `no_hit`, words',
      share(words, ['absent within the domain']).toFixed(3),
    ),
    hybridRow(measured),
  ];
}

const shareStem = answerable.filter((kind) => !withoutStem.includes(kind));
const recallOf = (one: Measured | undefined, kind: Kind): number => one?.recall.get(kind) ?? 0;
const sum = (counts: ReadonlyMap<Kind, number> | undefined, of: readonly Kind[]): number =>
  of.reduce((total, kind) => total + (counts?.get(kind) ?? 0), 0);
const share = (one: Measured | undefined, of: readonly Kind[]): number => sum(one?.noHit, of) / sum(one?.asked, of);

/** Of the questions with `no_hit`, the share that was out of domain. */
function precision(one: Measured | undefined, among: readonly Kind[]): number {
  const right = sum(one?.noHit, ['out of domain']);
  return right / Math.max(1, right + sum(one?.noHit, among));
}

const outOfDomain = (one: Measured | undefined): string =>
  `${share(one, ['out of domain']).toFixed(3)}, ${precision(one, shareStem).toFixed(3)}`;

const others = (measured: ReadonlyMap<Way, Measured>, kind: Kind): string =>
  wayNames
    .filter((way) => way !== 'words')
    .map((way) => recallOf(measured.get(way), kind).toFixed(3))
    .join(' · ');

function hybridRow(measured: ReadonlyMap<Way, Measured>): Row {
  const below = answerable.filter((kind) => {
    const parts = Math.max(recallOf(measured.get('words'), kind), recallOf(measured.get('meaning'), kind));
    return recallOf(measured.get('both'), kind) < parts;
  });
  return {
    measure: 'both together below a part on its own',
    must: 'on no kind',
    value: below.length === 0 ? 'on none' : below.join('; '),
    holds: below.length === 0,
  };
}

const tuningRows = (measured: ReadonlyMap<Way, Measured>): Row[] => [
  ...answerable.map((kind) =>
    reported(
      `tuning set: ${kind} (${measured.get('words')?.asked.get(kind) ?? 0}), ${wayNames.join(' · ')}`,
      wayNames.map((way) => recallOf(measured.get(way), kind).toFixed(3)).join(' · '),
    ),
  ),
  reported('tuning set: `no_hit`, recall and precision, words', outOfDomain(measured.get('words'))),
];

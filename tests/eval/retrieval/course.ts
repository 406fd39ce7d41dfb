import courses from './courses.json' with { type: 'json' };
import { factIn } from './planted.ts';
import { type Random, randomFrom } from './random.ts';

export interface CoursePage {
  heading: string;
  paragraphs: string[];
}

export interface Course {
  id: string;
  title: string;
  pages: CoursePage[];
  /** page number, from 1, by the key of what is written by hand there */
  keys: Map<string, number>;
  planted: { question: string; page: number }[];
}

const pageCount = 48;
const mostFacts = 22;

const english: ((a: string, b: string, c: string) => string)[] = [
  (a, b) => `Most textbooks treat ${a} together with ${b}, because the one is hard to see without the other.`,
  (a, b, c) => `Early accounts of ${a} relied on ${b}, whereas later ones prefer ${c}.`,
  (a, b) => `It would be a mistake to confuse ${a} with ${b}, however alike they look in a diagram.`,
  (a, b) => `A student who wants to follow the argument should review ${a} first and come back to ${b} afterwards.`,
  (a) => `The literature on ${a} has grown considerably, and only the main lines are given here.`,
  (a, b, c) => `Where ${a} is present, ${b} tends to be less important, with the exception of cases that involve ${c}.`,
  (a, b) => `Figures on ${a} are reported separately from those on ${b} in the tables at the end of the chapter.`,
  (a, b) => `The connection between ${a} and ${b} is still a matter of debate.`,
  (a) => `For the purposes of an examination it is enough to define ${a} and to give one instance.`,
  (a, b, c) => `We shall meet ${a} again when ${b} and ${c} are discussed at greater length.`,
];
const german: typeof english = [
  (a, b) => `In den meisten Lehrbüchern folgt auf das Kapitel über ${a} ein Abschnitt, der ${b} behandelt.`,
  (a, b) => `Man darf ${a} nicht mit dem verwechseln, was ${b} genannt wird.`,
  (a) => `Die Literatur zum Stichwort ${a} ist in den letzten Jahren stark gewachsen.`,
  (a, b, c) => `Wer ${a} verstehen will, sollte zuerst ${b} und danach ${c} wiederholen.`,
  (a, b) => `Der Zusammenhang zwischen den Begriffen ${a} und ${b} ist umstritten.`,
];

/**
 * Documents of 48 pages each: those written by hand stand between pages of ordinary textbook prose, into which facts
 * are planted. The same seed makes the same documents.
 */
export const coursesFrom = (seed: number): Course[] =>
  courses.map((source, index) => courseFrom(source, randomFrom(seed * 100 + index)));

function courseFrom({ id, title, language, terms, pages: written }: (typeof courses)[number], random: Random): Course {
  const keys = new Map<string, number>();
  const planted: Course['planted'] = [];
  const gap = Math.floor(pageCount / written.length);
  const sentences = language === 'de' ? german : english;
  const prose = (count: number): string =>
    Array.from({ length: count }, () =>
      random.pick(sentences)(random.pick(terms), random.pick(terms), random.pick(terms)),
    ).join(' ');
  const pages = Array.from({ length: pageCount }, (_, index): CoursePage => {
    const number = index + 1;
    const byHand = index % gap === 2 ? written[Math.floor(index / gap)] : undefined;
    if (byHand) {
      keys.set(byHand.key, number);
      return { heading: byHand.heading, paragraphs: [byHand.text, prose(3)] };
    }
    const heading = `${language === 'de' ? 'Zu' : 'On'} ${random.pick(terms)}`;
    if (index % 2 === 1 || planted.length >= mostFacts) return { heading, paragraphs: [prose(6), prose(5)] };
    const { sentence, question } = factIn(language, random);
    planted.push({ question, page: number });
    return { heading, paragraphs: [prose(5), `${prose(1)} ${sentence} ${prose(2)}`, prose(3)] };
  });
  return { id, title, pages, keys, planted };
}

import type { Random } from './random.ts';

/** A sentence that stands on one page only, and a question that it answers. */
export interface Fact {
  sentence: string;
  question: string;
}

const starts = 'Mar Hol Bren Tor Wel Kas Dun Fal Gren Lin Sorn Vel Rad Ost Pem Quin'.split(' ');
const ends = 'low bury stad wick mere thal ford hagen mont rick sen vale ham dorf'.split(' ');

/** Facts about people and places that exist nowhere else. */
export function factIn(language: string, random: Random): Fact {
  const place = `${random.pick(starts)}${random.pick(ends)}${random.pick(['', '', 'en', 'ia'])}`;
  const person = `${random.pick(starts)}${random.pick(ends)}`;
  const year = 1700 + random.below(250);
  const number = 12 + random.below(900);
  return random.pick(language === 'de' ? german(place, person, year, number) : english(place, person, year, number));
}

const english = (place: string, person: string, year: number, number: number): Fact[] => [
  {
    sentence: `The observatory of ${place} was founded by ${person} in ${year} with ${number} subscribers.`,
    question: `When did ${person} found the observatory of ${place}?`,
  },
  {
    sentence: `In ${year} a survey by ${person} counted ${number} cases of this kind in the district of ${place}.`,
    question: `How many cases did the survey by ${person} count in ${place}?`,
  },
  {
    sentence: `The so-called ${place} experiment, published by ${person}, used ${number} samples and ended in ${year}.`,
    question: `How many samples were used in the ${place} experiment?`,
  },
  {
    sentence: `According to the ${place} register, ${person} received a pension of ${number} crowns from ${year} onwards.`,
    question: `What pension did ${person} receive according to the ${place} register?`,
  },
];

const german = (place: string, person: string, year: number, number: number): Fact[] => [
  {
    sentence: `Die Sternwarte von ${place} wurde ${year} von ${person} mit ${number} Mitgliedern gegründet.`,
    question: `Wann wurde die Sternwarte von ${place} gegründet?`,
  },
  {
    sentence: `Im Jahr ${year} zählte ${person} im Bezirk ${place} insgesamt ${number} solche Fälle.`,
    question: `Wie viele Fälle zählte ${person} im Bezirk ${place}?`,
  },
];

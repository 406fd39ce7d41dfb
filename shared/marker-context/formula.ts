import { enter, isBlank, isDigit, isSpace, leave, type Reader } from './context.ts';

/** A `$` opens a formula unless a blank, punctuation or an amount of money follows. */
export const dollar: Reader = (context, char) => {
  if (char === '$') enter(context, 'formula', '$$');
  else if (isDigit(char)) enter(context, 'amount');
  else if (isSpace(char) || ',.;:!?)]'.includes(char)) return leave(context, true);
  else {
    enter(context, 'formula', '$');
    return true;
  }
  return false;
};

/** Digits after a `$` are taken for money until a sign of calculation follows: a lost footnote would be worse. */
export const amount: Reader = (context, char) => {
  const spaced = context.depth === 1;
  if (char === '$') return leave(context, false);
  if (isBlank(char)) context.depth = 1;
  else if ((spaced ? '=+*^<>' : '=+*^<>\\_{').includes(char)) {
    enter(context, 'formula', '$');
    return true;
  } else if (spaced || !(isDigit(char) || '.,-'.includes(char))) return leave(context, true);
  return false;
};

/** `$…$` ends with its line at the latest, the others at an empty line. */
export const formula: Reader = (context, char, blankLine) => {
  const { mark, escaped } = context;
  context.escaped = !escaped && char === '\\';
  if (mark === '$' ? char === '\n' : blankLine) return leave(context, false);
  if (mark === '$') return !escaped && char === '$' ? leave(context, false) : false;
  if (mark === '$$') {
    context.run = !escaped && char === '$' ? context.run + 1 : 0;
    return context.run === 2 ? leave(context, false) : false;
  }
  // \(…\) and \[…\]; while run is 0 the latter may turn out to be an escaped number, \[12]
  if (char === mark && (escaped || (mark === ']' && context.run === 0))) return leave(context, false);
  if (!isDigit(char) && !', \u2013-\\'.includes(char)) context.run = 1;
  return false;
};

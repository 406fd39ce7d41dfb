import { enter, isSpace, leave, type Reader } from './context.ts';

const endsInWord = (text: string): boolean => /[\p{L}\p{N}]$/u.test(text);

export const prose: Reader = (context, char) => {
  if (context.escaped) {
    context.escaped = false;
    context.before = '';
    if (char === '(') enter(context, 'formula', ')');
    if (char === '[') enter(context, 'formula', ']');
    return false;
  }
  const { before } = context;
  context.before = (before + char).slice(-2);
  if (char === '\\') context.escaped = true;
  else if (char === '`') enter(context, 'ticks', context.lineStart ? 'at line start' : '');
  else if (char === '~' && context.lineStart) enter(context, 'tildes');
  else if (char === '$' && !endsInWord(before)) enter(context, 'dollar');
  else if (char === '(' && before.endsWith(']')) enter(context, 'target');
  else if (char === '/' && before === ':/') enter(context, 'address');
  return context.mode === 'ticks' || context.mode === 'tildes';
};

/** The target of a link, up to its parenthesis or a blank. */
export const target: Reader = (context, char) => {
  if (isSpace(char)) return leave(context, true);
  if (char === '(') context.depth += 1;
  if (char === ')') {
    if (context.depth === 0) return leave(context, false);
    context.depth -= 1;
  }
  return false;
};

/** A bare address after its `://`, up to a blank or a bracket that it did not open. */
export const address: Reader = (context, char) => {
  if (isSpace(char) || char === '<' || char === '>') return leave(context, true);
  if (char === '(') context.depth += 1;
  if (char === '[') context.run += 1;
  if (char === ')') {
    if (context.depth === 0) return leave(context, true);
    context.depth -= 1;
  }
  if (char === ']') {
    if (context.run === 0) return leave(context, true);
    context.run -= 1;
  }
  return false;
};

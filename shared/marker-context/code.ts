import { enter, isBlank, leave, type Reader } from './context.ts';

export const ticks: Reader = (context, char) => {
  if (char === '`') {
    context.run += 1;
    return false;
  }
  const fence = context.run >= 3 && context.mark === 'at line start';
  context.want = context.run;
  enter(context, fence ? 'fence info' : 'code', '`');
  return true;
};

/** Code within a line, closed by as many backticks as opened it; with one or two it ends with its line at the latest. */
export const code: Reader = (context, char) => {
  if (char === '`') {
    context.run += 1;
    return false;
  }
  if (context.run === context.want) return leave(context, true);
  if (char === '\n' && context.want < 3) return leave(context, false);
  context.run = 0;
  return false;
};

export const tildes: Reader = (context, char) => {
  if (char === '~') {
    context.run += 1;
    return false;
  }
  if (context.run < 3) return leave(context, true);
  context.want = context.run;
  enter(context, 'fence info', '~');
  return true;
};

/** After a fence's opening marks: a backtick there means that it was code within a line. */
export const fenceInfo: Reader = (context, char) => {
  if (char === '\n') enter(context, 'fence', context.mark);
  else if (char === '`' && context.mark === '`') {
    enter(context, 'code', '`');
    return true;
  }
  return false;
};

/** A fenced block. `run` counts the marks that may close it; -1 where this line cannot. */
export const fence: Reader = (context, char) => {
  if (char === '\n') {
    if (context.run >= context.want) return leave(context, false);
    context.run = 0;
    context.depth = 0;
  } else if (char === context.mark && context.run >= 0 && context.depth === 0) {
    context.run += 1;
  } else if (isBlank(char)) {
    if (context.run > 0) context.depth = 1;
  } else if (char !== '>' || context.run > 0) {
    context.run = -1;
  }
  return false;
};

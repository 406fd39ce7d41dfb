import { code, fence, fenceInfo, ticks, tildes } from './code.ts';
import { isBlank, type MarkerContext, type Mode, type Reader } from './context.ts';
import { amount, dollar, formula } from './formula.ts';
import { address, prose, target } from './prose.ts';

const readers: Record<Mode, Reader> = {
  prose,
  ticks,
  code,
  tildes,
  'fence info': fenceInfo,
  fence,
  dollar,
  amount,
  formula,
  target,
  address,
};

export const startOfText = (): MarkerContext => ({
  mode: 'prose',
  run: 0,
  want: 0,
  mark: '',
  depth: 0,
  escaped: false,
  lineStart: true,
  lineBlank: true,
  before: '',
});

/** Reads one UTF-16 unit. */
export function advance(context: MarkerContext, char: string): void {
  const blankLine = char === '\n' && context.lineBlank;
  let again = true;
  while (again) again = readers[context.mode](context, char, blankLine);
  if (char === '\n') {
    context.lineStart = true;
    context.lineBlank = true;
  } else if (!isBlank(char)) {
    context.lineBlank = false;
    if (!'>*+-.)0123456789'.includes(char)) context.lineStart = false;
  }
}

/** Whether a bracket that came now would be prose, so that it can begin a marker. */
export function takesMarker(context: MarkerContext): boolean {
  if (context.mode === 'prose') return !context.escaped;
  const probe = { ...context };
  advance(probe, '[');
  return probe.mode === 'prose';
}

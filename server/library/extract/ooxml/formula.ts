import { lowered, plainWords, raised } from './plain-words.ts';
import { shownIn } from './symbol-fonts.ts';
import { childOf, elementsOf, isOn, ownText, type XmlElement } from './xml.ts';

/**
 * A formula of Office Math (OMML) in one line, as one would type it: `(a+b)/2`, `√(x)`, `∑_(i=1)ⁿ x_i`.
 *
 * @param element `m:oMath`, or anything that stands in one
 */
export function formulaText(element: XmlElement): string {
  const part = (name: string): string => {
    const child = childOf(element, name);
    return child ? inside(child) : '';
  };
  const properties = childOf(element, `${element.name}Pr`);
  const property = (name: string): string | undefined => childOf(properties, name)?.attributes['m:val'];
  switch (element.name) {
    case 'm:t':
    case 'w:t':
      return plainWords(shownIn(undefined, ownText(element)));
    case 'm:oMathPara':
      return Array.from(elementsOf(element), formulaText)
        .filter((line) => line !== '')
        .join('\n');
    case 'm:f':
      return property('m:type') === 'noBar'
        ? `(${part('m:num')} ${part('m:den')})`
        : `${grouped(part('m:num'))}/${grouped(part('m:den'))}`;
    case 'm:sSup':
      return grouped(part('m:e')) + above(part('m:sup'));
    case 'm:sSub':
      return grouped(part('m:e')) + below(part('m:sub'));
    case 'm:sSubSup':
      return grouped(part('m:e')) + below(part('m:sub')) + above(part('m:sup'));
    case 'm:sPre':
      return below(part('m:sub')) + above(part('m:sup')) + grouped(part('m:e'));
    case 'm:rad': {
      const degree = isOn(childOf(properties, 'm:degHide')) ? '' : part('m:deg');
      return `${degree === '' ? '' : (raised(degree) ?? grouped(degree))}√${grouped(part('m:e'))}`;
    }
    case 'm:nary':
      return `${property('m:chr') ?? '∫'}${below(part('m:sub'))}${above(part('m:sup'))} ${part('m:e')}`;
    case 'm:d': {
      const between = property('m:sepChr') ?? '|';
      const parts = Array.from(elementsOf(element)).filter(({ name }) => name === 'm:e');
      return `${property('m:begChr') ?? '('}${parts.map(inside).join(between)}${property('m:endChr') ?? ')'}`;
    }
    case 'm:func':
      return /^[([{]/.test(part('m:e')) ? part('m:fName') + part('m:e') : `${part('m:fName')} ${part('m:e')}`;
    case 'm:limLow':
      return grouped(part('m:e')) + below(part('m:lim'));
    case 'm:limUpp':
      return grouped(part('m:e')) + above(part('m:lim'));
    case 'm:acc':
      return part('m:e') + (property('m:chr') ?? '\u0302');
    case 'm:bar':
      return part('m:e') + (property('m:pos') === 'top' ? '\u0305' : '\u0332');
    case 'm:m':
      return rows(element, 'm:mr', '; ');
    case 'm:mr':
      return rows(element, 'm:e', ', ');
    case 'm:eqArr':
      return rows(element, 'm:e', '\n');
    case 'm:phant':
      return isOn(childOf(properties, 'm:show')) || properties === null ? part('m:e') : '';
    case 'w:del':
    case 'w:moveFrom':
      return '';
    default:
      return element.name.endsWith('Pr') ? '' : inside(element);
  }
}

const inside = (element: XmlElement): string => Array.from(elementsOf(element), formulaText).join('');

const rows = (element: XmlElement, name: string, between: string): string =>
  Array.from(elementsOf(element))
    .filter((child) => child.name === name)
    .map(formulaText)
    .join(between);

const above = (text: string): string => (text === '' ? '' : (raised(text) ?? `^${grouped(text)}`));
const below = (text: string): string => (text === '' ? '' : (lowered(text) ?? `_${grouped(text)}`));

/** In parentheses, unless it is one thing already. */
const grouped = (text: string): string =>
  text === '' || /^(?:[\p{L}\p{M}]+|[\p{N}.,]+|.|\([^()]*\)|\|[^|]*\|)$/u.test(text) ? text : `(${text})`;

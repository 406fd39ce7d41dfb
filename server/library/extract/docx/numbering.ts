import { plainWords } from '../ooxml/plain-words.ts';
import { childOf, elementsOf, isOn, type XmlElement } from '../ooxml/xml.ts';
import type { ListPlace } from './styles.ts';

interface Level {
  format: string;
  /** `%1.%2` stands for the numbers of the first and second level */
  pattern: string;
  start: number;
  /** shows the numbers of higher levels as plain ones */
  legal: boolean;
}

interface List {
  /** lists that are made from the same plan count on from each other */
  plan: string;
  levels: ReadonlyMap<number, Level>;
  restarts: Map<number, number>;
}

const bullet = '•';

/** Counts the items of a document's lists; items must be asked for in the order in which they stand. */
export class Numbering {
  readonly #lists = new Map<string, List>();
  readonly #counts = new Map<string, number[]>();

  /** @param tree of `numbering.xml`, where there is one */
  constructor(tree: XmlElement | null) {
    const plans = new Map<string, ReadonlyMap<number, Level>>();
    const links = new Map<string, string>();
    const byStyle = new Map<string, string>();
    for (const plan of named(tree, 'w:abstractNum')) {
      const id = plan.attributes['w:abstractNumId'] ?? '';
      plans.set(id, new Map(Array.from(named(plan, 'w:lvl'), (level) => [levelNumber(level), levelOf(level)])));
      const link = value(plan, 'w:numStyleLink');
      const style = value(plan, 'w:styleLink');
      if (link !== undefined) links.set(id, link);
      if (style !== undefined) byStyle.set(style, id);
    }
    for (const list of named(tree, 'w:num')) {
      const asked = value(list, 'w:abstractNumId') ?? '';
      const plan = byStyle.get(links.get(asked) ?? '') ?? asked;
      const levels = new Map(plans.get(plan));
      const restarts = new Map<number, number>();
      for (const change of named(list, 'w:lvlOverride')) {
        const level = childOf(change, 'w:lvl');
        const start = value(change, 'w:startOverride');
        if (level) levels.set(levelNumber(change), levelOf(level));
        if (start !== undefined) restarts.set(levelNumber(change), Number(start));
      }
      this.#lists.set(list.attributes['w:numId'] ?? '', { plan, levels, restarts });
    }
  }

  /** The mark before the next item of a list, with a blank behind it; '' where the list does not say. */
  mark({ numId, level }: ListPlace): string {
    const list = this.#lists.get(numId ?? '');
    const depth = level ?? 0;
    const shown = list?.levels.get(depth);
    if (!list || !shown || depth < 0 || depth > 8) return '';
    const counts = this.#counts.get(list.plan) ?? [];
    const restart = list.restarts.get(depth);
    list.restarts.delete(depth);
    counts[depth] = restart ?? (counts[depth] ?? shown.start - 1) + 1;
    counts.length = depth + 1;
    this.#counts.set(list.plan, counts);
    const mark = this.#write(list, shown, counts).trim();
    return mark === '' ? '' : `${mark} `;
  }

  #write({ levels }: List, shown: Level, counts: number[]): string {
    if (shown.format === 'none') return '';
    if (shown.format === 'bullet') return /^[-–—*+→✓☐]$/.test(shown.pattern) ? shown.pattern : bullet;
    return plainWords(shown.pattern).replaceAll(/%([1-9])/g, (_, digit: string) => {
      const place = Number(digit) - 1;
      const level = levels.get(place);
      const count = counts[place] ?? level?.start ?? 1;
      return written(count, shown.legal ? 'decimal' : (level?.format ?? 'decimal'));
    });
  }
}

function* named(element: XmlElement | null, name: string): Generator<XmlElement> {
  for (const child of elementsOf(element)) if (child.name === name) yield child;
}

const value = (element: XmlElement, name: string): string | undefined => childOf(element, name)?.attributes['w:val'];
const levelNumber = (level: XmlElement): number => Number(level.attributes['w:ilvl'] ?? 0);

function levelOf(level: XmlElement): Level {
  return {
    format: value(level, 'w:numFmt') ?? 'decimal',
    pattern: value(level, 'w:lvlText') ?? '',
    start: Number(value(level, 'w:start') ?? 0),
    legal: isOn(childOf(level, 'w:isLgl')),
  };
}

const romans: [number, string][] = [
  [1000, 'm'],
  [900, 'cm'],
  [500, 'd'],
  [400, 'cd'],
  [100, 'c'],
  [90, 'xc'],
  [50, 'l'],
  [40, 'xl'],
  [10, 'x'],
  [9, 'ix'],
  [5, 'v'],
  [4, 'iv'],
  [1, 'i'],
];

/** A number as a list shows it; formats of other scripts are shown as plain numbers. */
export function written(count: number, format: string): string {
  const fits = Number.isInteger(count) && count > 0 && count < 4_000;
  if (fits && /roman/i.test(format)) return inCase(roman(count), format);
  // after z comes aa, then bb
  if (fits && /letter/i.test(format))
    return inCase(String.fromCodePoint(0x61 + ((count - 1) % 26)).repeat(Math.ceil(count / 26)), format);
  return format === 'decimalZero' ? String(count).padStart(2, '0') : String(count);
}

const inCase = (text: string, format: string): string => (format.startsWith('upper') ? text.toUpperCase() : text);

function roman(count: number): string {
  let rest = count;
  let text = '';
  for (const [worth, letters] of romans) {
    text += letters.repeat(Math.floor(rest / worth));
    rest %= worth;
  }
  return text;
}

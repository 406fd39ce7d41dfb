import { childOf, elementsOf, isOn, type XmlElement } from '../ooxml/xml.ts';

interface Style {
  name: string;
  basedOn: string | undefined;
  /** 0 is the highest, 9 is running text */
  outline: number | null;
  list: ListPlace;
  pageBreakBefore: boolean | null;
  hidden: boolean | null;
}

/** Which list a paragraph is an item of, and at which level; what is not said is null. */
export interface ListPlace {
  numId: string | null;
  level: number | null;
}

/** What is said of a paragraph by the style it has and those that style is based on. */
export interface ParagraphStyle {
  heading: boolean;
  list: ListPlace;
  pageBreakBefore: boolean;
}

/** What headings are called, in what Word itself writes (English) and in what others make of it. */
const headingNames =
  /^(?:heading|(?:ü|ue|u)?berschrift|titre|t[ií]tulo|titolo|kop|rubrik|overskrift|otsikko|nag[łl][óo]wek|nadpis|naslov|c[íi]msor|titlu|ba[şs]l[ıi]k|заголовок|επικεφαλίδα|見出し|标题|標題|제목)\s*[1-9]$/iu;
const titleNames = /^(?:title|titel|tittel|τίτλος|название|表題|표제)$/iu;
const bodyLevel = 9;

/** The paragraph styles of a document. */
export class Styles {
  readonly #styles = new Map<string, Style>();
  readonly #resolved = new Map<string, ParagraphStyle>();
  #usual = '';

  /** @param tree of `styles.xml`, where there is one */
  constructor(tree: XmlElement | null) {
    for (const style of elementsOf(tree)) {
      const { 'w:styleId': id, 'w:type': type, 'w:default': usual } = style.attributes;
      if (style.name !== 'w:style' || id === undefined) continue;
      this.#styles.set(id, styleOf(style));
      if (type === 'paragraph' && usual !== undefined && !/^(?:0|false|off)$/.test(usual)) this.#usual = id;
    }
  }

  /** @param id what the paragraph says; without one it has the document's usual style */
  paragraph(id: string | undefined): ParagraphStyle {
    const asked = id ?? this.#usual;
    const known = this.#resolved.get(asked);
    if (known) return known;
    const chain = this.#chain(asked);
    const resolved: ParagraphStyle = {
      heading: chain.length === 0 ? headingNames.test(asked) : isHeading(chain),
      list: {
        numId: first(chain, ({ list }) => list.numId),
        level: first(chain, ({ list }) => list.level),
      },
      pageBreakBefore: first(chain, (style) => style.pageBreakBefore) ?? false,
    };
    this.#resolved.set(asked, resolved);
    return resolved;
  }

  /** Whether a character style hides what is set in it. */
  hides(id: string | undefined): boolean {
    return id !== undefined && (first(this.#chain(id), ({ hidden }) => hidden) ?? false);
  }

  /** A style and those it is based on, nearest first. */
  #chain(id: string): Style[] {
    const chain: Style[] = [];
    for (let style = this.#styles.get(id); style && !chain.includes(style);) {
      chain.push(style);
      style = style.basedOn === undefined ? undefined : this.#styles.get(style.basedOn);
    }
    return chain;
  }
}

function styleOf(style: XmlElement): Style {
  const properties = childOf(style, 'w:pPr');
  const breaks = childOf(properties, 'w:pageBreakBefore');
  const vanish = childOf(childOf(style, 'w:rPr'), 'w:vanish');
  return {
    name: childOf(style, 'w:name')?.attributes['w:val'] ?? '',
    basedOn: childOf(style, 'w:basedOn')?.attributes['w:val'],
    outline: outlineOf(properties),
    list: listPlaceOf(properties),
    pageBreakBefore: breaks && isOn(breaks),
    hidden: vanish && isOn(vanish),
  };
}

/** The outline level that a paragraph's or style's properties name. */
export function outlineOf(properties: XmlElement | null): number | null {
  const value = childOf(properties, 'w:outlineLvl')?.attributes['w:val'];
  return value === undefined ? null : Number(value);
}

/** The list that a paragraph's or style's properties name. */
export function listPlaceOf(properties: XmlElement | null): ListPlace {
  const place = childOf(properties, 'w:numPr');
  const level = childOf(place, 'w:ilvl')?.attributes['w:val'];
  return {
    numId: childOf(place, 'w:numId')?.attributes['w:val'] ?? null,
    level: level === undefined ? null : Number(level),
  };
}

/** An outline level decides where one is named, else the name. */
function isHeading(chain: readonly Style[]): boolean {
  for (const { outline, name } of chain) {
    if (outline !== null) return outline < bodyLevel;
    if (headingNames.test(name) || titleNames.test(name)) return true;
  }
  return false;
}

function first<T>(chain: readonly Style[], said: (style: Style) => T | null): T | null {
  for (const style of chain) {
    const value = said(style);
    if (value !== null) return value;
  }
  return null;
}

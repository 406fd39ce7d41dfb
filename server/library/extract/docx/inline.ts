import { formulaText } from '../ooxml/formula.ts';
import { plainWords, superscript } from '../ooxml/plain-words.ts';
import { shownIn, symbolOf } from '../ooxml/symbol-fonts.ts';
import { childOf, elementsOf, isOn, ownText, type XmlElement } from '../ooxml/xml.ts';
import type { InlineWriter } from './inline-writer.ts';
import type { NoteKind, Story } from './story.ts';

/** What a reader does not see: what was deleted, instructions, properties, the small print above other letters. */
const unseen = new Set([
  'w:del',
  'w:moveFrom',
  'w:delText',
  'w:instrText',
  'w:delInstrText',
  'w:pPr',
  'w:rPr',
  'w:sdtPr',
  'w:rt',
]);

/** Writes what stands in a paragraph, or in a part of one. */
export function writeInline(element: XmlElement, story: Story, out: InlineWriter): void {
  const { name, attributes } = element;
  switch (name) {
    case 'w:r':
      return writeRun(element, story, out);
    case 'w:txbxContent':
      out.boxes.push(element);
      return;
    case 'dgm:relIds':
      out.lines.push(...(story.diagrams.get(attributes['r:dm'] ?? '') ?? []));
      return;
    case 'a:t':
      out.lines.push(plainWords(ownText(element)));
      return;
    case 'm:oMath':
    case 'm:oMathPara':
      if (!story.fields.inCode) out.write(formulaText(element));
      return;
    case 'mc:AlternateContent':
      return writeOneOf(element, story, out);
    case 'w:drawing':
    case 'w:pict':
    case 'w:object':
      out.picture = true;
      return writeAll(element, story, out);
    default:
      if (!unseen.has(name)) writeAll(element, story, out);
  }
}

function writeAll(element: XmlElement, story: Story, out: InlineWriter): void {
  for (const child of elementsOf(element)) writeInline(child, story, out);
}

/** Of several forms of the same thing the first in which there is something to read. */
function writeOneOf(element: XmlElement, story: Story, out: InlineWriter): void {
  const before = out.size;
  for (const form of elementsOf(element)) {
    writeAll(form, story, out);
    if (out.size > before) return;
  }
}

function writeRun(run: XmlElement, story: Story, out: InlineWriter): void {
  const properties = childOf(run, 'w:rPr');
  const vanish = childOf(properties, 'w:vanish');
  const hidden = vanish ? isOn(vanish) : story.styles.hides(childOf(properties, 'w:rStyle')?.attributes['w:val']);
  const font = childOf(properties, 'w:rFonts')?.attributes['w:ascii'];
  const isRaised = childOf(properties, 'w:vertAlign')?.attributes['w:val'] === 'superscript';
  for (const child of elementsOf(run)) {
    if (child.name === 'w:fldChar') story.fields.mark(child.attributes['w:fldCharType']);
    else if (child.name === 'w:br' && child.attributes['w:type'] === 'page') out.break('explicit');
    else if (child.name === 'w:lastRenderedPageBreak') out.break('rendered');
    else if (!hidden && !story.fields.inCode) {
      const text = characters(child, font);
      if (text !== null) out.write(isRaised ? superscript(text) : text);
      else if (child.name === 'w:footnoteReference') refer('footnote', child, story, out);
      else if (child.name === 'w:endnoteReference') refer('endnote', child, story, out);
      else writeInline(child, story, out);
    }
  }
}

/** What an element of a run shows, where it is nothing but characters. */
function characters(element: XmlElement, font: string | undefined): string | null {
  switch (element.name) {
    case 'w:t':
      return plainWords(shownIn(font, ownText(element)));
    case 'w:tab':
    case 'w:ptab':
      return '\t';
    case 'w:br':
    case 'w:cr':
      return '\n';
    case 'w:noBreakHyphen':
      return '-';
    case 'w:softHyphen':
      return '';
    case 'w:sym':
      return symbolOf(element.attributes['w:font'], Number.parseInt(element.attributes['w:char'] ?? '', 16) || 0);
    default:
      return null;
  }
}

function refer(kind: NoteKind, reference: XmlElement, story: Story, out: InlineWriter): void {
  const { 'w:id': id = '', 'w:customMarkFollows': ownMark } = reference.attributes;
  const note = story.notes.refer(kind, id, ownMark !== undefined && !/^(?:0|false|off)$/.test(ownMark));
  if (note) out.note(note);
}

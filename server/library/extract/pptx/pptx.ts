import { diagramText } from '../ooxml/diagram.ts';
import { openPackage, type Package } from '../ooxml/package.ts';
import { childOf, elementsOf, type XmlElement } from '../ooxml/xml.ts';
import { type PageSource, readingLimits, type SourcePage, Unreadable } from '../page-source.ts';
import { notesText, slideText } from './shapes.ts';

const longestHeading = 160;

/**
 * Opens a PowerPoint presentation: a page per slide, in the order in which they are shown, each with its title as
 * heading and its notes below. Hidden slides are pages too: they count in the numbers that PowerPoint shows, and who
 * has the file can read them.
 *
 * @throws Unreadable when it is broken, encrypted, not a presentation or has more slides than are read
 */
export async function openPptx(path: string): Promise<PageSource> {
  const pkg = await openPackage(path, 'pptx');
  const presentation = await pkg.tree(pkg.main);
  if (presentation?.name !== 'p:presentation') {
    throw new Unreadable('The file is broken: its main part is not a presentation.');
  }
  const slides = await slideParts(pkg, presentation);
  if (slides.length > readingLimits.pages) {
    throw new Unreadable(`It has ${slides.length} slides; at most ${readingLimits.pages} can be read. Split it.`);
  }
  return {
    pages: slides.length,
    read: (number) => readSlide(pkg, slides[number - 1] ?? '', number),
    close: async () => pkg.close(),
  };
}

async function slideParts(pkg: Package, presentation: XmlElement): Promise<string[]> {
  const relations = await pkg.relations(pkg.main);
  const parts: string[] = [];
  for (const { name, attributes } of elementsOf(childOf(presentation, 'p:sldIdLst'))) {
    const relation = relations.get(attributes['r:id'] ?? '');
    if (name === 'p:sldId' && relation?.type === 'slide') parts.push(relation.part);
  }
  return parts;
}

async function readSlide(pkg: Package, part: string, number: number): Promise<SourcePage> {
  const tree = await pkg.tree(part);
  if (tree === null) throw new Unreadable(`The file is broken: slide ${number} is missing.`);
  const diagrams = new Map<string, string[]>();
  let notes = '';
  for (const [id, relation] of await pkg.relations(part)) {
    if (relation.type === 'diagramData') diagrams.set(id, diagramText(await pkg.tree(relation.part)));
    if (relation.type === 'notesSlide') notes = await readNotes(pkg, relation.part);
  }
  const { title, texts } = slideText(tree, diagrams);
  const blocks = [...(title === null ? [] : [title]), ...texts, ...(notes === '' ? [] : [`Notes:\n${notes}`])];
  const text = blocks.join('\n\n');
  if (text.length > readingLimits.charsPerPage) throw new Unreadable(`Slide ${number} holds too much text.`);
  return {
    text,
    headings: title === null ? [] : [{ offset: 0, text: title.slice(0, longestHeading).toWellFormed() }],
  };
}

async function readNotes(pkg: Package, part: string): Promise<string> {
  const tree = await pkg.tree(part);
  return tree === null ? '' : notesText(tree);
}

import { diagramText } from '../ooxml/diagram.ts';
import { openPackage, type Package, type Relation } from '../ooxml/package.ts';
import { childOf, walkXml, type XmlElement } from '../ooxml/xml.ts';
import { type PageSource, Unreadable } from '../page-source.ts';
import { sectionOf } from './block.ts';
import { blocksOf, blocksOfElement, lastBlocks } from './blocks.ts';
import { Numbering } from './numbering.ts';
import { PageDrafts } from './page-drafts.ts';
import { Fields, type NoteFormats, type NoteKind, Notes, type Story } from './story.ts';
import { Styles } from './styles.ts';

/** What stands between the document and its paragraphs and rows. */
const around = new Set([
  'w:document',
  'w:body',
  'w:tbl',
  'w:sdt',
  'w:sdtContent',
  'w:customXml',
  'w:ins',
  'w:moveTo',
  'w:footnotes',
  'w:endnotes',
]);

/**
 * Opens a Word document. Its pages are its own where it says where they begin, else sections by heading or about 3,000
 * characters. Notes stand at the foot of the page that refers to them; headers and footers are left out.
 *
 * @throws Unreadable when it is broken, encrypted, not a Word document or larger than what is read
 */
export async function openDocx(path: string): Promise<PageSource> {
  const pkg = await openPackage(path, 'docx');
  const relations = Array.from(await pkg.relations(pkg.main));
  const story = await storyOf(pkg, new Map(relations));
  const drafts = new PageDrafts();
  let bodies = 0;
  await walkXml(pkg.stream(pkg.main), {
    enter: (name) => {
      if (name === 'w:body') bodies += 1;
      return around.has(name) ? 'inside' : 'whole';
    },
    whole: (element) => {
      if (element.name === 'w:sectPr') drafts.endSection(sectionOf(element));
      else for (const block of blocksOfElement(element, story)) drafts.add(block);
    },
  });
  if (bodies === 0) throw new Unreadable('The file is broken: its main part is not a document.');
  for (const block of lastBlocks(story)) drafts.add(block);
  const pages = drafts.pages();
  return {
    pages: pages.length,
    read: async (number) => pages[number - 1] ?? { text: '', headings: [] },
    close: async () => pkg.close(),
  };
}

async function storyOf(pkg: Package, relations: ReadonlyMap<string, Relation>): Promise<Story> {
  const partOf = (type: string): string | undefined =>
    Array.from(relations.values()).find((relation) => relation.type === type)?.part;
  const diagrams = new Map<string, string[]>();
  for (const [id, { type, part }] of relations) {
    if (type === 'diagramData') diagrams.set(id, diagramText(await pkg.tree(part)));
  }
  const formats = noteFormats(await pkg.tree(partOf('settings')));
  const story: Story = {
    styles: new Styles(await pkg.tree(partOf('styles'))),
    numbering: new Numbering(await pkg.tree(partOf('numbering'))),
    notes: new Notes(new Map(), formats),
    diagrams,
    fields: new Fields(),
    open: null,
  };
  const texts = new Map<string, string>();
  for (const kind of ['footnote', 'endnote'] as const) await readNotes(pkg, partOf(`${kind}s`), kind, story, texts);
  return { ...story, notes: new Notes(texts, formats), fields: new Fields() };
}

function noteFormats(settings: XmlElement | null): NoteFormats {
  const format = (kind: NoteKind): string | undefined =>
    childOf(childOf(settings, `w:${kind}Pr`), 'w:numFmt')?.attributes['w:val'];
  return { footnote: format('footnote') ?? 'decimal', endnote: format('endnote') ?? 'lowerRoman' };
}

async function readNotes(
  pkg: Package,
  part: string | undefined,
  kind: NoteKind,
  story: Story,
  texts: Map<string, string>,
): Promise<void> {
  if (part === undefined || !pkg.has(part)) return;
  const read = (note: XmlElement): void => {
    const { 'w:id': id, 'w:type': type = 'normal' } = note.attributes;
    if (note.name !== `w:${kind}` || id === undefined || type !== 'normal') return;
    const blocks = [...blocksOf(note, story), ...lastBlocks(story)];
    const text = blocks.map((block) => block.text.trim()).filter((line) => line !== '');
    if (text.length > 0) texts.set(`${kind} ${id}`, text.join('\n'));
  };
  await walkXml(pkg.stream(part), { enter: (name) => (around.has(name) ? 'inside' : 'whole'), whole: read });
}

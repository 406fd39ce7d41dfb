import { cutIntoPages, keepPages } from '../cut-into-pages.ts';
import { type Heading, type Range, readingLimits, type SourcePage, Unreadable } from '../page-source.ts';
import type { Block, Section } from './block.ts';

type Beginning = 'explicit' | 'rendered' | 'section';

interface DraftHeading extends Range {
  text: string;
}

interface Draft {
  begunBy: Set<Beginning>;
  text: string;
  headings: DraftHeading[];
  notes: { offset: number; text: string }[];
  /** something is to be seen on it */
  filled: boolean;
  /** it is no page of its own, but goes on with the one before: the beginning of a section, or of a column */
  joined: boolean;
  /** what parts it from the one before where it goes on with it */
  gap: string;
}

const longestHeading = 160;

/** Puts what is read of a document on its pages. */
export class PageDrafts {
  readonly #drafts: Draft[] = [newDraft()];
  #section = this.#last();
  /** of the section before */
  #columns = 1;
  #chars = 0;
  #rowBefore = false;

  add(block: Block): void {
    if (block.pageBreakBefore) this.#pageBreakBefore();
    let from = 0;
    let heading = block.heading;
    for (const { offset, kind } of [...block.breaks, { offset: block.text.length, kind: null }]) {
      const written = this.#write(block, from, offset, heading);
      if (written) heading = false;
      if (kind) this.#break(kind, gapAt(block.text, offset));
      from = offset;
    }
    if (block.picture) this.#last().filled = true;
    if (block.sectionEnd !== null) {
      this.endSection(block.sectionEnd);
      this.#section = this.#begin('section');
    }
  }

  /** The section that ends here began in the middle of a page, or not; Word marks where its columns begin as pages. */
  endSection({ type, columns }: Section): void {
    const first = this.#drafts.lastIndexOf(this.#section);
    const { begunBy } = this.#section;
    // between columns and none, Word marks the beginning of a section too
    const marked = begunBy.has('rendered') && columns === 1 && this.#columns === 1;
    const continues = type === 'continuous' || type === 'nextColumn';
    this.#section.joined = continues && begunBy.has('section') && !begunBy.has('explicit') && !marked;
    this.#columns = columns;
    let column = 0;
    for (const draft of this.#drafts.slice(first + 1)) {
      column = draft.begunBy.has('explicit') ? 0 : (column + 1) % columns;
      draft.joined = column > 0;
    }
  }

  /** @throws Unreadable when there are more than are read */
  pages(): SourcePage[] {
    const drafts = this.#drafts.reduce<Draft[]>((kept, draft) => {
      const before = kept.at(-1);
      if (before && draft.joined) join(before, draft);
      else kept.push(draft);
      return kept;
    }, []);
    while (drafts.length > 1 && drafts.at(-1)?.text === '') drafts.pop();
    const pages = drafts.flatMap((draft) => {
      const all = { start: 0, end: draft.text.length };
      const ranges =
        drafts.length > 1 ? keepPages(draft.text, [all], draft.headings) : cutIntoPages(draft.text, draft.headings);
      return ranges.map((range) => finished(draft, range));
    });
    if (pages.length > readingLimits.pages) {
      throw new Unreadable(
        `It has ${pages.length} pages; at most ${readingLimits.pages} can be read. Split it into parts.`,
      );
    }
    return pages;
  }

  #write(block: Block, from: number, to: number, heading: boolean): boolean {
    const raw = block.text.slice(from, to);
    const text = raw.trim();
    const draft = this.#last();
    const gap = draft.text === '' ? '' : block.row && this.#rowBefore ? '\n' : '\n\n';
    const start = text === '' ? draft.text.length : draft.text.length + gap.length;
    if (text !== '') {
      draft.text += gap + text;
      draft.filled = true;
      this.#rowBefore = block.row;
      this.#chars += gap.length + text.length;
      if (this.#chars > readingLimits.chars) throw new Unreadable('It holds too much text. Split it into parts.');
      if (heading) draft.headings.push({ start, end: draft.text.length, text: headingText(text) });
    }
    const last = to === block.text.length;
    for (const note of block.notes) {
      if (note.offset < from || (last ? note.offset > to : note.offset >= to)) continue;
      draft.notes.push({ offset: Math.min(start + note.offset - from, draft.text.length), text: note.text });
    }
    return text !== '';
  }

  #break(kind: 'explicit' | 'rendered', gap: string): void {
    const draft = this.#last();
    const fresh = !draft.filled && !draft.begunBy.has('rendered');
    // where an author's break has just begun a page, Word's own mark says the same again
    if (kind === 'rendered' && fresh) draft.begunBy.add('rendered');
    else this.#begin(kind).gap = gap;
  }

  #pageBreakBefore(): void {
    const draft = this.#last();
    if (draft.filled) this.#begin('explicit');
    else if (this.#drafts.length > 1) draft.begunBy.add('explicit');
  }

  #begin(by: Beginning): Draft {
    const draft = newDraft(by);
    this.#drafts.push(draft);
    if (this.#drafts.length > 4 * readingLimits.pages) throw new Unreadable('It has too many pages to be read.');
    return draft;
  }

  #last(): Draft {
    return this.#drafts.at(-1) ?? newDraft();
  }
}

const newDraft = (...begunBy: Beginning[]): Draft => ({
  begunBy: new Set(begunBy),
  text: '',
  headings: [],
  notes: [],
  filled: false,
  joined: false,
  gap: '\n\n',
});

/** What stands between two parts of a paragraph, from which blanks are taken away at their ends. */
function gapAt(text: string, offset: number): string {
  const [before, after] = [text.slice(0, offset), text.slice(offset)];
  if (before.trim() === '' || after.trim() === '') return '\n\n';
  return /\s$/.test(before) || /^\s/.test(after) ? ' ' : '';
}

const headingText = (text: string): string =>
  text.replaceAll('\u200b', '').replaceAll(/\s+/g, ' ').slice(0, longestHeading).toWellFormed();

function join(before: Draft, draft: Draft): void {
  const gap = before.text === '' || draft.text === '' ? '' : draft.gap;
  const moved = before.text.length + gap.length;
  before.text += gap + draft.text;
  before.headings.push(
    ...draft.headings.map((heading) => ({ ...heading, start: heading.start + moved, end: heading.end + moved })),
  );
  before.notes.push(...draft.notes.map((note) => ({ ...note, offset: note.offset + moved })));
}

/** A page with the notes that are referred to on it below its text. */
function finished(draft: Draft, { start, end }: Range): SourcePage {
  const raw = draft.text.slice(start, end);
  const text = raw.trim();
  const from = start + raw.length - raw.trimStart().length;
  const last = end === draft.text.length;
  const notes = draft.notes.filter(({ offset }) => offset >= start && (last ? offset <= end : offset < end));
  const headings: Heading[] = draft.headings
    .filter((heading) => heading.start >= from && heading.start < from + text.length)
    .map((heading) => ({ offset: heading.start - from, text: heading.text }));
  const page = [text, ...notes.map((note) => note.text)].join('\n\n').trim();
  if (page.length > readingLimits.charsPerPage) throw new Unreadable('A page of it holds too much text.');
  return { text: page, headings };
}

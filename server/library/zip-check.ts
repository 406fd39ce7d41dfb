import type { DocumentKind } from '#shared/document.ts';

const listed = Buffer.from('PK\x01\x02', 'latin1');
const end = Buffer.from('PK\x05\x06', 'latin1');
const headerBytes = 46;
const nameBytes = 24;
/** the end of a zip file with the longest comment it may have */
const endBytes = 22 + 65_535;

/** Parts by whose names, or folders, kinds of files are told apart. */
const marks = ['[content_types].xml', 'word/', 'ppt/', 'xl/', 'mimetype'] as const;
type Mark = (typeof marks)[number];

/**
 * Tells what is in a zip file by the list of parts at its end, while its bytes go by: nothing is unpacked, and nothing
 * of it is kept but its end. Whether its content is what it says shows when it is read.
 */
export class ZipCheck {
  /** where in the file a mark was last seen in what looks like the list; pictures and tables may hold lists of their own */
  readonly #seen = new Map<Mark, number>();
  #bytes = 0;
  /** what may be the beginning of an entry that goes on in the next bytes */
  #open: Buffer = Buffer.alloc(0);
  #tail: Buffer = Buffer.alloc(0);

  add(chunk: Uint8Array): null {
    const bytes = Buffer.concat([this.#open, chunk]);
    const whole = bytes.length - headerBytes - nameBytes;
    this.#look(bytes, whole);
    this.#open = bytes.subarray(Math.max(0, whole));
    this.#bytes += chunk.length;
    this.#tail = Buffer.concat([this.#tail, chunk]).subarray(-endBytes);
    return null;
  }

  verdict(): { kind: Extract<DocumentKind, 'docx' | 'pptx'> } | { refused: string } {
    this.#look(this.#open, this.#open.length);
    const at = this.#tail.lastIndexOf(end);
    if (at < 0 || at + 22 > this.#tail.length)
      return { refused: 'The file is broken: its end is missing. Upload it again.' };
    const list = this.#tail.readUInt32LE(at + 16);
    // files beyond 4 GB, and some others, keep it elsewhere
    const from = list === 0xffffffff ? 0 : list;
    const has = (mark: Mark): boolean => (this.#seen.get(mark) ?? -1) >= from;
    if (!has('[content_types].xml')) return { refused: has('mimetype') ? openDocument : archive };
    if (has('word/')) return { kind: 'docx' };
    if (has('ppt/')) return { kind: 'pptx' };
    return { refused: has('xl/') ? workbook : unknown };
  }

  #look(bytes: Buffer, to: number): void {
    const start = this.#bytes - this.#open.length;
    for (let at = bytes.indexOf(listed); at >= 0 && at < to; at = bytes.indexOf(listed, at + 4)) {
      const raw = bytes.toString('latin1', at + headerBytes, at + headerBytes + nameBytes);
      const name = raw.toLowerCase().replaceAll('\\', '/').replace(/^\//, '');
      const mark = marks.find((known) => name.startsWith(known));
      if (mark) this.#seen.set(mark, start + at);
    }
  }
}

const openDocument = 'OpenDocument files and e-books cannot be read. Save it as .docx, .pptx or PDF and upload that.';
const archive = 'Archives cannot be read. Unpack it and upload the files that are in it.';
const workbook = 'Spreadsheets cannot be read. Save what you need of it as PDF and upload that.';
const unknown =
  'This type of Office file cannot be read: it is neither a Word nor a PowerPoint file. Save it as PDF and upload that.';

import { crc32 } from 'node:zlib';
import { type Entry, openPromise, type ZipFile } from 'yauzl';
import { Unreadable } from '../page-source.ts';

/** What a file may unpack to. Only what is read is unpacked, so a picture that compresses well is no reason to refuse. */
export const zipLimits = {
  entries: 20_000,
  /** of one entry, and of all that are read */
  entryBytes: 200_000_000,
  bytes: 400_000_000,
  /** times its packed size that an entry may unpack to, once it is larger than `ratioFrom` */
  ratio: 200,
  ratioFrom: 10_000_000,
} as const;

const encryptedFlag = 1;
const stored = 0;
const deflated = 8;

/** A zip file whose entries are unpacked one by one, as they are read; names are told apart as OPC does, without case. */
export class Zip {
  readonly #file: ZipFile;
  readonly #entries: ReadonlyMap<string, Entry>;
  #bytes = 0;

  private constructor(file: ZipFile, entries: ReadonlyMap<string, Entry>) {
    this.#file = file;
    this.#entries = entries;
  }

  /** @throws Unreadable when it is broken, or holds more entries or other names than a document does */
  static async open(path: string): Promise<Zip> {
    const entries = new Map<string, Entry>();
    try {
      const file = await openPromise(path, { lazyEntries: true, autoClose: false });
      if (file.entryCount > zipLimits.entries) throw tooMany();
      for await (const entry of file.eachEntry()) {
        const name = entry.fileName.toLowerCase();
        if (!entries.has(name)) entries.set(name, entry);
      }
      return new Zip(file, entries);
    } catch (error) {
      throw asUnreadable(error);
    }
  }

  has(name: string): boolean {
    return this.#entries.has(name.toLowerCase());
  }

  /**
   * What an entry unpacks to, in pieces; nothing where there is no such entry.
   *
   * @throws Unreadable when it is encrypted, broken or larger than it may be
   */
  async *read(name: string): AsyncGenerator<Uint8Array> {
    const entry = this.#entries.get(name.toLowerCase());
    if (entry === undefined) return;
    if ((entry.generalPurposeBitFlag & encryptedFlag) !== 0) {
      throw new Unreadable('The file is encrypted: save it without a password and upload it again.');
    }
    if (entry.compressionMethod !== stored && entry.compressionMethod !== deflated) {
      throw new Unreadable('The file is packed in a way that cannot be read. Save it again and upload it.');
    }
    this.#count(entry);
    try {
      yield* this.#unpack(entry);
    } catch (error) {
      throw asUnreadable(error);
    }
  }

  close(): void {
    this.#file.close();
  }

  /** That an entry unpacks to no more and no less than it says is made sure of while it is read. */
  #count({ uncompressedSize: bytes, compressedSize }: Entry): void {
    const { entryBytes, bytes: allBytes, ratio, ratioFrom } = zipLimits;
    this.#bytes += bytes;
    if (bytes > ratioFrom && bytes > ratio * compressedSize) {
      throw new Unreadable(`It unpacks to more than ${ratio} times its size, as no document does.`);
    }
    if (bytes > entryBytes) throw new Unreadable(`A part of it unpacks to more than ${entryBytes / 1e6} MB.`);
    if (this.#bytes > allBytes) throw new Unreadable(`It unpacks to more than ${allBytes / 1e6} MB.`);
  }

  async *#unpack(entry: Entry): AsyncGenerator<Uint8Array> {
    const content: AsyncIterable<Uint8Array> = await this.#file.openReadStreamPromise(entry);
    let sum = 0;
    for await (const chunk of content) {
      sum = crc32(chunk, sum);
      yield chunk;
    }
    if (sum !== entry.crc32) throw new Error(`${entry.fileName} does not have its checksum`);
  }
}

const tooMany = (): Unreadable =>
  new Unreadable(`It holds more than ${zipLimits.entries.toLocaleString('en')} parts, as no document does.`);

/** Whatever is wrong with a zip file, yauzl says so by an error without a class of its own. */
function asUnreadable(cause: unknown): Unreadable {
  if (cause instanceof Unreadable) return cause;
  const message = cause instanceof Error ? cause.message : '';
  if (/^(?:absolute path|invalid relative path|invalid characters in fileName)/.test(message)) {
    return new Unreadable('It holds a part whose name leads out of the file, as no document does.', { cause });
  }
  if (/end of central directory/i.test(message)) {
    return new Unreadable('The file is broken: its end is missing. Upload it again.', { cause });
  }
  return new Unreadable('The file is broken and cannot be opened.', { cause });
}

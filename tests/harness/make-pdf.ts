import { createHash } from 'node:crypto';

export interface PdfPage {
  /** set one below the other; none makes a page without text, as a scan is */
  lines: readonly (string | { text: string; size: number })[];
  /** what stands in the place of lines: a content stream that is compressed already */
  deflated?: Buffer;
}

export interface PdfOptions {
  /** whoever opens it must know this: 40-bit RC4, the standard security handler's revision 2 */
  password?: string;
}

const marginLeft = 72;
const top = 760;
const bodySize = 11;

/**
 * A small PDF of text in Helvetica. Characters beyond Latin-1 become question marks.
 *
 * @param pages an array of lines, or a description, per page
 */
export function makePdf(
  pages: readonly (readonly string[] | PdfPage)[],
  { password }: PdfOptions = {},
): Uint8Array<ArrayBuffer> {
  const id = createHash('md5').update(JSON.stringify(pages)).digest();
  const security = password === undefined ? null : lock(password, id);
  const objects: Buffer[] = [];
  const add = (content: string | Buffer): number => objects.push(Buffer.from(content));
  const pageNumbers = pages.map((_, index) => 4 + 2 * index);
  add('<< /Type /Catalog /Pages 2 0 R >>');
  add(`<< /Type /Pages /Count ${pages.length} /Kids [${pageNumbers.map((number) => `${number} 0 R`).join(' ')}] >>`);
  add('<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>');
  for (const [index, page] of pages.entries()) {
    const number = pageNumbers[index] ?? 0;
    add(
      `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 842] /Contents ${number + 1} 0 R /Resources << /Font << /F1 3 0 R >> >> >>`,
    );
    const { lines, deflated }: PdfPage = 'lines' in page ? page : { lines: page };
    const content = deflated ?? Buffer.from(contentOf(lines), 'latin1');
    const filter = deflated ? ' /Filter /FlateDecode' : '';
    const stream = security ? security.encrypt(number + 1, content) : content;
    add(
      Buffer.concat([
        Buffer.from(`<< /Length ${stream.length}${filter} >>\nstream\n`),
        stream,
        Buffer.from('\nendstream'),
      ]),
    );
  }
  const encrypt = security ? ` /Encrypt ${add(security.dictionary)} 0 R` : '';
  return assemble(objects, `/Root 1 0 R /ID [<${id.toString('hex')}> <${id.toString('hex')}>]${encrypt}`);
}

function contentOf(lines: PdfPage['lines']): string {
  let y = top;
  const shown = lines.map((line) => {
    const { text, size } = typeof line === 'string' ? { text: line, size: bodySize } : line;
    y -= text === '' ? bodySize : 1.25 * size;
    const escaped = text.replaceAll(/[\\()]/g, '\\$&').replaceAll(/[^\x20-\xff]/g, '?');
    return text === '' ? '' : `/F1 ${size} Tf 1 0 0 1 ${marginLeft} ${y} Tm (${escaped}) Tj`;
  });
  return lines.length === 0 ? '72 72 468 698 re f' : `BT\n${shown.join('\n')}\nET`;
}

function assemble(objects: readonly Buffer[], trailer: string): Uint8Array<ArrayBuffer> {
  const parts = [Buffer.from('%PDF-1.4\n%\xe2\xe3\xcf\xd3\n', 'latin1')];
  const offsets: number[] = [];
  let length = parts[0]?.length ?? 0;
  for (const [index, object] of objects.entries()) {
    const part = Buffer.concat([Buffer.from(`${index + 1} 0 obj\n`), object, Buffer.from('\nendobj\n')]);
    offsets.push(length);
    length += part.length;
    parts.push(part);
  }
  const entries = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('');
  parts.push(
    Buffer.from(
      `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${entries}trailer\n<< /Size ${objects.length + 1} ${trailer} >>\nstartxref\n${length}\n%%EOF\n`,
    ),
  );
  return new Uint8Array(Buffer.concat(parts));
}

const padding = Buffer.from('28bf4e5e4e758a4164004e56fffa01082e2e00b6d0683e802f0ca9fe6453697a', 'hex');
const permissions = -4;

/** PDF 1.7, 7.6.3: the keys and the dictionary of the standard security handler, revision 2. */
function lock(password: string, id: Buffer): { dictionary: string; encrypt(object: number, content: Buffer): Buffer } {
  const padded = Buffer.concat([Buffer.from(password, 'latin1'), padding]).subarray(0, 32);
  const owner = rc4(md5(padded).subarray(0, 5), padded);
  const flags = Buffer.alloc(4);
  flags.writeInt32LE(permissions);
  const key = md5(Buffer.concat([padded, owner, flags, id])).subarray(0, 5);
  const user = rc4(key, padding);
  return {
    dictionary: `<< /Filter /Standard /V 1 /R 2 /O <${owner.toString('hex')}> /U <${user.toString('hex')}> /P ${permissions} >>`,
    encrypt: (object, content) => {
      const salt = Buffer.from([object & 255, (object >> 8) & 255, (object >> 16) & 255, 0, 0]);
      return rc4(md5(Buffer.concat([key, salt])).subarray(0, 10), content);
    },
  };
}

const md5 = (data: Buffer): Buffer => createHash('md5').update(data).digest();

/** RC4, written out: OpenSSL 3 has it in its legacy provider only. */
function rc4(key: Buffer, data: Buffer): Buffer {
  const state = Array.from({ length: 256 }, (_, index) => index);
  const at = (index: number): number => state[index] ?? 0;
  const swap = (i: number, j: number): void => {
    [state[i], state[j]] = [at(j), at(i)];
  };
  for (let i = 0, j = 0; i < 256; i += 1) {
    j = (j + at(i) + (key[i % key.length] ?? 0)) & 255;
    swap(i, j);
  }
  let i = 0;
  let j = 0;
  return Buffer.from(
    data.map((byte) => {
      i = (i + 1) & 255;
      j = (j + at(i)) & 255;
      swap(i, j);
      return byte ^ at((at(i) + at(j)) & 255);
    }),
  );
}

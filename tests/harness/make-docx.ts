import { type Form, makeOffice, vocabulary } from './make-office.ts';
import type { ZipPart } from './make-zip.ts';

export interface DocxParts {
  /** what stands in `w:body`, or only its text: a paragraph per line */
  body: string;
  /** what stands in `w:styles`, `w:numbering`, `w:footnotes`, `w:endnotes`, `w:settings` */
  styles?: string;
  numbering?: string;
  footnotes?: string;
  endnotes?: string;
  settings?: string;
  /** other parts that the document leads to, by the id of the relationship */
  linked?: Record<string, { type: string; xml: string }>;
  form?: Form;
  contentType?: string;
  more?: readonly ZipPart[];
}

const application = 'application/vnd.openxmlformats-officedocument.wordprocessingml';
const side = ['styles', 'numbering', 'footnotes', 'endnotes', 'settings'] as const;

/** A Word document, as Word would name its parts. */
export function makeDocx(parts: DocxParts): Uint8Array<ArrayBuffer> {
  const { body, form = 'transitional', linked = {}, contentType, more = [] } = parts;
  const root = (name: string, inside: string): string => `<w:${name} ${declarations(form)}>${inside}</w:${name}>`;
  const others = side.flatMap((name) => {
    const inside = parts[name];
    return inside === undefined
      ? []
      : [{ name: `word/${name}.xml`, type: `${application}.${name}+xml`, xml: root(name, inside) }];
  });
  const linkedParts = Object.entries(linked).map(([id, { xml }]) => ({
    name: `word/linked/${id}.xml`,
    type: 'application/xml',
    xml: xml.replace(/^<[\w:]+/, `$& ${declarations(form)}`),
  }));
  const relations = {
    ...Object.fromEntries(
      side.flatMap((name) => (parts[name] === undefined ? [] : [[`rId${name}`, [name, `${name}.xml`]]])),
    ),
    ...Object.fromEntries(Object.entries(linked).map(([id, { type }]) => [id, [type, `linked/${id}.xml`]])),
  };
  const document = {
    name: 'word/document.xml',
    type: contentType ?? `${application}.document.main+xml`,
    xml: root(
      'document',
      `<w:body>${
        body.startsWith('<')
          ? body
          : body
              .split('\n')
              .map((line) => p(line))
              .join('')
      }</w:body>`,
    ),
    relations,
  };
  return makeOffice([document, ...others, ...linkedParts], form, more);
}

const declarations = (form: Form): string =>
  Object.entries({
    w: vocabulary(form, 'wordprocessingml/main'),
    r: vocabulary(form, 'officeDocument/relationships'),
    m: vocabulary(form, 'officeDocument/math'),
    a: vocabulary(form, 'drawingml/main'),
    dgm: vocabulary(form, 'drawingml/diagram'),
    wp: vocabulary(form, 'drawingml/wordprocessingDrawing'),
    mc: 'http://schemas.openxmlformats.org/markup-compatibility/2006',
    wps: 'http://schemas.microsoft.com/office/word/2010/wordprocessingShape',
    v: 'urn:schemas-microsoft-com:vml',
  })
    .map(([prefix, address]) => `xmlns:${prefix}="${address}"`)
    .join(' ');

const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');

/** A run of text. @param properties what stands in `w:rPr` */
export const r = (text: string, properties = ''): string =>
  `<w:r>${properties === '' ? '' : `<w:rPr>${properties}</w:rPr>`}<w:t xml:space="preserve">${escaped(text)}</w:t></w:r>`;

/** A paragraph of text, or of runs. @param properties what stands in `w:pPr` */
export const p = (content: string, properties = ''): string =>
  `<w:p>${properties === '' ? '' : `<w:pPr>${properties}</w:pPr>`}${content.startsWith('<') ? content : r(content)}</w:p>`;

/** A paragraph in a style. */
export const styled = (style: string, text: string): string => p(text, `<w:pStyle w:val="${style}"/>`);

/** A table of text, or of what a cell holds. */
export const table = (rows: readonly (readonly string[])[]): string =>
  `<w:tbl>${rows.map((cells) => `<w:tr>${cells.map((cell) => `<w:tc>${cell.startsWith('<') ? cell : p(cell)}</w:tc>`).join('')}</w:tr>`).join('')}</w:tbl>`;

import { type Form, makeOffice, type OfficePart, vocabulary } from './make-office.ts';
import type { ZipPart } from './make-zip.ts';

export interface Slide {
  /** what stands in `p:spTree` */
  shapes: string;
  notes?: string;
  hidden?: boolean;
  /** other parts that the slide leads to, by the id of the relationship */
  linked?: Record<string, { type: string; xml: string }>;
}

const application = 'application/vnd.openxmlformats-officedocument.presentationml';

/** A presentation whose slides are shown in this order, though their parts are named in the reverse one. */
export function makePptx(
  slides: readonly Slide[],
  { form = 'transitional', more = [] }: { form?: Form; more?: readonly ZipPart[] } = {},
): Uint8Array<ArrayBuffer> {
  const root = (name: string, inside: string, attributes = ''): string =>
    `<p:${name} ${declarations(form)}${attributes}>${inside}</p:${name}>`;
  const tree = (shapes: string): string => `<p:cSld><p:spTree><p:nvGrpSpPr/><p:grpSpPr/>${shapes}</p:spTree></p:cSld>`;
  const ids = slides.map((_, index) => `<p:sldId id="${256 + index}" r:id="rId${index}"/>`).join('');
  const parts = slides.flatMap(({ shapes, notes, hidden, linked = {} }, index): OfficePart[] => {
    const number = slides.length - index;
    const inside = Object.entries(linked).map(([id, { xml }]): OfficePart => ({
      name: `ppt/linked/${id}${number}.xml`,
      type: 'application/xml',
      xml: xml.replace(/^<[\w:]+/, `$& ${declarations(form)}`),
    }));
    const relations: OfficePart['relations'] = Object.fromEntries(
      Object.entries(linked).map(([id, { type }]) => [id, [type, `../linked/${id}${number}.xml`]]),
    );
    if (notes !== undefined) relations.rIdNotes = ['notesSlide', `../notesSlides/notesSlide${number}.xml`];
    return [
      {
        name: `ppt/slides/slide${number}.xml`,
        type: `${application}.slide+xml`,
        xml: root('sld', tree(shapes), hidden === true ? ' show="0"' : ''),
        relations,
      },
      ...inside,
      ...(notes === undefined
        ? []
        : [
            {
              name: `ppt/notesSlides/notesSlide${number}.xml`,
              type: `${application}.notesSlide+xml`,
              xml: root(
                'notes',
                tree(shape(notes, { place: 'type="body" idx="1"' }) + shape('7', { place: 'type="sldNum"' })),
              ),
            },
          ]),
    ];
  });
  const main: OfficePart = {
    name: 'ppt/presentation.xml',
    type: `${application}.presentation.main+xml`,
    xml: root('presentation', `<p:sldIdLst>${ids}</p:sldIdLst>`),
    relations: Object.fromEntries(
      slides.map((_, index) => [`rId${index}`, ['slide', `slides/slide${slides.length - index}.xml`]]),
    ),
  };
  return makeOffice([main, ...parts], form, more);
}

const declarations = (form: Form): string =>
  Object.entries({
    p: vocabulary(form, 'presentationml/main'),
    a: vocabulary(form, 'drawingml/main'),
    r: vocabulary(form, 'officeDocument/relationships'),
    m: vocabulary(form, 'officeDocument/math'),
    dgm: vocabulary(form, 'drawingml/diagram'),
    mc: 'http://schemas.openxmlformats.org/markup-compatibility/2006',
    a14: 'http://schemas.microsoft.com/office/drawing/2010/main',
  })
    .map(([prefix, address]) => `xmlns:${prefix}="${address}"`)
    .join(' ');

/** A paragraph of text, or of runs. @param properties of the paragraph, as an element */
export const a = (content: string, properties = ''): string =>
  `<a:p>${properties}${content.startsWith('<') ? content : `<a:r><a:t>${content}</a:t></a:r>`}</a:p>`;

/** A shape of text, a line per paragraph, or of paragraphs; with a place of the layout, or at x, y. */
export function shape(text: string, { place, at }: { place?: string; at?: [x: number, y: number] } = {}): string {
  const paragraphs = text.startsWith('<')
    ? text
    : text
        .split('\n')
        .map((line) => a(line))
        .join('');
  const position = at ? `<a:xfrm><a:off x="${at[0]}" y="${at[1]}"/><a:ext cx="1" cy="1"/></a:xfrm>` : '';
  return `<p:sp><p:nvSpPr><p:cNvPr id="1" name=""/><p:cNvSpPr/><p:nvPr>${place === undefined ? '' : `<p:ph ${place}/>`}</p:nvPr></p:nvSpPr><p:spPr>${position}</p:spPr><p:txBody><a:bodyPr/>${paragraphs}</p:txBody></p:sp>`;
}

/** A slide with a title and a text below it. */
export const slide = (title: string, text: string): Slide => ({
  shapes: shape(text, { place: 'idx="1"' }) + shape(title, { place: 'type="title"' }),
});

import { makeZip, type ZipPart } from './make-zip.ts';

/** A part of an Office file and what it leads to: by id, the last word of the relationship's type and the target. */
export interface OfficePart {
  name: string;
  type: string;
  xml: string;
  relations?: Record<string, [type: string, target: string]>;
}

/** How the two forms of OOXML name their vocabularies. */
const vocabularies = {
  transitional: 'http://schemas.openxmlformats.org',
  strict: 'http://purl.oclc.org/ooxml',
} as const;
export type Form = keyof typeof vocabularies;

const packages = 'http://schemas.openxmlformats.org/package/2006';

/** Address of a vocabulary, such as `wordprocessingml/main`, in one of the forms. */
export const vocabulary = (form: Form, name: string): string =>
  form === 'strict' ? `${vocabularies.strict}/${name}` : `${vocabularies.transitional}/${name.replace('/', '/2006/')}`;

/** A package of these parts, the first of which is the main one. */
export function makeOffice(
  parts: readonly OfficePart[],
  form: Form = 'transitional',
  more: readonly ZipPart[] = [],
): Uint8Array<ArrayBuffer> {
  const types = parts.map(({ name, type }) => `<Override PartName="/${name}" ContentType="${type}"/>`).join('');
  const main = parts[0]?.name ?? '';
  return makeZip([
    {
      name: '[Content_Types].xml',
      content: `<Types xmlns="${packages}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>${types}</Types>`,
    },
    { name: '_rels/.rels', content: relations({ rId1: ['officeDocument', main] }, form) },
    ...parts.flatMap((part) => [
      { name: part.name, content: `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n${part.xml}` },
      ...(part.relations
        ? [{ name: part.name.replace(/([^/]+)$/, '_rels/$1.rels'), content: relations(part.relations, form) }]
        : []),
    ]),
    ...more,
  ]);
}

function relations(all: NonNullable<OfficePart['relations']>, form: Form): string {
  const each = Object.entries(all).map(
    ([id, [type, target]]) =>
      `<Relationship Id="${id}" Type="${vocabulary(form, 'officeDocument/relationships')}/${type}" Target="${target}"/>`,
  );
  return `<Relationships xmlns="${packages}/relationships">${each.join('')}</Relationships>`;
}

import { posix } from 'node:path';
import { Unreadable } from '../page-source.ts';
import { elementsOf, readXml, type XmlElement } from './xml.ts';
import { Zip } from './zip.ts';

/** Where a part leads to; `type` is the last word of the relationship's type, the same in both forms of OOXML. */
export interface Relation {
  type: string;
  part: string;
}

/** An opened Office file: its parts are found by relationships, never by their names. */
export interface Package {
  /** the part that holds the document or the presentation itself */
  main: string;
  /** By id; what lies outside of the file is left out. Empty where a part has none. */
  relations(part: string): Promise<ReadonlyMap<string, Relation>>;
  has(part: string): boolean;
  /** A part as it is stored, in pieces. */
  stream(part: string): AsyncIterable<Uint8Array>;
  /** A small part as a tree; null where there is no such part. */
  tree(part: string | undefined): Promise<XmlElement | null>;
  close(): void;
}

const mainTypes = {
  docx: /wordprocessingml|ms-word/i,
  pptx: /presentationml|ms-powerpoint/i,
} as const;

/**
 * Opens an Office file. With macros, as a template or as a slide show it is read like any other: macros are another
 * part, which nobody looks at.
 *
 * @throws Unreadable when it is broken, or its main part is not of that kind
 */
export async function openPackage(path: string, kind: keyof typeof mainTypes): Promise<Package> {
  const zip = await Zip.open(path);
  const pkg = {
    has: (part: string) => zip.has(part),
    close: () => zip.close(),
    stream: (part: string) => zip.read(part),
    tree: async (part: string | undefined) => (part !== undefined && zip.has(part) ? readXml(zip.read(part)) : null),
    relations: async (part: string) => relationsOf(await pkg.tree(relationsPart(part)), posix.dirname(part)),
  };
  const roots = Array.from((await pkg.relations('')).values());
  const main = roots.find(({ type }) => type === 'officeDocument')?.part;
  if (main === undefined || !zip.has(main)) throw new Unreadable('The file is broken: its main part is missing.');
  const type = typeOf(await pkg.tree('[Content_Types].xml'), main);
  if (!mainTypes[kind].test(type)) {
    throw new Unreadable('Its content is neither a Word document nor a PowerPoint presentation.');
  }
  return { main, ...pkg };
}

const relationsPart = (part: string): string =>
  posix.join(posix.dirname(part), '_rels', `${part === '' ? '' : posix.basename(part)}.rels`);

function relationsOf(tree: XmlElement | null, folder: string): Map<string, Relation> {
  const relations = new Map<string, Relation>();
  for (const { name, attributes } of elementsOf(tree)) {
    const { Id, Type, Target, TargetMode } = attributes;
    if (name !== 'rel:Relationship' || Id === undefined || Target === undefined || TargetMode === 'External') continue;
    relations.set(Id, { type: Type?.split('/').at(-1) ?? '', part: partOf(folder, Target) });
  }
  return relations;
}

/** A target is an address relative to its part, or from the root where it begins with a slash. */
function partOf(folder: string, target: string): string {
  const path = posix.join('/', target.startsWith('/') ? '' : folder, unescaped(target)).slice(1);
  return path.replace(/[?#].*$/, '');
}

function unescaped(target: string): string {
  try {
    return decodeURI(target);
  } catch {
    return target;
  }
}

function typeOf(types: XmlElement | null, part: string): string {
  const ending = posix.extname(part).slice(1).toLowerCase();
  let byEnding = '';
  for (const { name, attributes } of elementsOf(types)) {
    const { PartName = '', Extension = '', ContentType = '' } = attributes;
    if (name === 'ct:Override' && PartName.toLowerCase() === `/${part}`.toLowerCase()) return ContentType;
    if (name === 'ct:Default' && Extension.toLowerCase() === ending) byEnding = ContentType;
  }
  return byEnding;
}

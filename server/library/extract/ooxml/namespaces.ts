/** Short names of the vocabularies that are read, by how the transitional and the strict form of OOXML call them. */
const families: [short: string, ...uris: string[]][] = [
  [
    'w',
    'http://schemas.openxmlformats.org/wordprocessingml/2006/main',
    'http://purl.oclc.org/ooxml/wordprocessingml/main',
  ],
  ['a', 'http://schemas.openxmlformats.org/drawingml/2006/main', 'http://purl.oclc.org/ooxml/drawingml/main'],
  ['p', 'http://schemas.openxmlformats.org/presentationml/2006/main', 'http://purl.oclc.org/ooxml/presentationml/main'],
  ['dgm', 'http://schemas.openxmlformats.org/drawingml/2006/diagram', 'http://purl.oclc.org/ooxml/drawingml/diagram'],
  ['m', 'http://schemas.openxmlformats.org/officeDocument/2006/math', 'http://purl.oclc.org/ooxml/officeDocument/math'],
  [
    'r',
    'http://schemas.openxmlformats.org/officeDocument/2006/relationships',
    'http://purl.oclc.org/ooxml/officeDocument/relationships',
  ],
  ['mc', 'http://schemas.openxmlformats.org/markup-compatibility/2006'],
  ['a14', 'http://schemas.microsoft.com/office/drawing/2010/main'],
  ['ct', 'http://schemas.openxmlformats.org/package/2006/content-types'],
  ['rel', 'http://schemas.openxmlformats.org/package/2006/relationships'],
];

const shortNames = new Map(families.flatMap(([short, ...uris]) => uris.map((uri) => [uri, short])));

type Scope = ReadonlyMap<string, string>;

/** Follows which prefix stands for what while a document is read, and writes names with prefixes of our own. */
export class Namespaces {
  readonly #scopes: { depth: number; prefixes: Scope; names: Map<string, string> }[] = [
    { depth: -1, prefixes: new Map(), names: new Map() },
  ];

  /** An element begins; its declarations hold from its own name on. */
  enter(depth: number, attributes: Readonly<Record<string, string>>): void {
    let prefixes: Map<string, string> | null = null;
    for (const name in attributes) {
      if (!name.startsWith('xmlns')) continue;
      prefixes ??= new Map(this.#scopes.at(-1)?.prefixes);
      prefixes.set(name.slice('xmlns:'.length), shortNames.get(attributes[name] ?? '') ?? '?');
    }
    if (prefixes) this.#scopes.push({ depth, prefixes, names: new Map() });
  }

  leave(depth: number): void {
    if (this.#scopes.at(-1)?.depth === depth) this.#scopes.pop();
  }

  /** `w:p` for a paragraph whatever the file calls it; `?:p` for what is not read. */
  element(raw: string): string {
    const scope = this.#scopes.at(-1);
    const known = scope?.names.get(raw);
    if (known !== undefined) return known;
    const colon = raw.indexOf(':');
    const short = scope?.prefixes.get(colon < 0 ? '' : raw.slice(0, colon)) ?? '?';
    const name = `${short}:${raw.slice(colon + 1)}`;
    scope?.names.set(raw, name);
    return name;
  }

  /** Attributes without a prefix have none here either. */
  attributes(raw: Readonly<Record<string, string>>): Record<string, string> {
    const named: Record<string, string> = {};
    for (const name in raw) {
      if (!name.startsWith('xmlns')) named[name.includes(':') ? this.element(name) : name] = raw[name] ?? '';
    }
    return named;
  }
}

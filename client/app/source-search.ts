/** A place in a document, as an address says it. */
export interface PlaceSearch {
  page?: number;
  start?: number;
  end?: number;
}

/** The source that is open beside a class's chat. */
export interface SourceSearch extends PlaceSearch {
  doc?: string;
}

/** The chat of a document, and the place that is shown. */
export interface DocumentSearch extends PlaceSearch {
  chat?: string;
}

const idOf = (value: unknown): string | undefined =>
  typeof value === 'string' && /^[0-9a-f]{24}$/.test(value) ? value : undefined;

const whole = (value: unknown, least: number): number | undefined =>
  typeof value === 'number' && Number.isSafeInteger(value) && value >= least ? value : undefined;

/** Reads the open source from an address; what is not right is left out. */
export function readSource(search: Record<string, unknown>): SourceSearch {
  const doc = idOf(search['doc']);
  return doc === undefined ? {} : { doc, ...readPlace(search) };
}

/** Reads what a document's page shows from an address; what is not right is left out. */
export function readDocument(search: Record<string, unknown>): DocumentSearch {
  const chat = idOf(search['chat']);
  return { ...(chat === undefined ? {} : { chat }), ...readPlace(search) };
}

/** Reads a place in a document from an address; what is not right is left out. */
export function readPlace(search: Record<string, unknown>): PlaceSearch {
  const page = whole(search['page'], 1);
  if (page === undefined) return {};
  const start = whole(search['start'], 0);
  const end = whole(search['end'], 1);
  return start === undefined || end === undefined || end <= start ? { page } : { page, start, end };
}

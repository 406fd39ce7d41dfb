/** The open source, as the address says it. */
export interface SourceSearch {
  doc?: string;
  page?: number;
  start?: number;
  end?: number;
}

const whole = (value: unknown, least: number): number | undefined =>
  typeof value === 'number' && Number.isSafeInteger(value) && value >= least ? value : undefined;

/** Reads the open source from an address; what is not right is left out. */
export function readSource(search: Record<string, unknown>): SourceSearch {
  const doc = typeof search['doc'] === 'string' && /^[0-9a-f]{24}$/.test(search['doc']) ? search['doc'] : undefined;
  if (doc === undefined) return {};
  const page = whole(search['page'], 1);
  if (page === undefined) return { doc };
  const start = whole(search['start'], 0);
  const end = whole(search['end'], 1);
  return start === undefined || end === undefined || end <= start ? { doc, page } : { doc, page, start, end };
}

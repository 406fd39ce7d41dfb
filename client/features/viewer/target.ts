/** Where a source is to be opened. */
export interface Target {
  page: number;
  /** UTF-16 offsets in the stored text of the page; null highlights nothing */
  range: { start: number; end: number } | null;
  /** another value jumps again, even to the same place */
  jump: number;
}

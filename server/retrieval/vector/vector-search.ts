/** A passage that is near to a query in meaning. */
export interface NearPassage {
  documentId: string;
  passageId: string;
  cosine: number;
}

/** Where a passage's vector is. */
export interface PassagePlace {
  documentId: string;
  passageId: string;
}

/** Search among the vectors of one model. */
export interface VectorSearch {
  /**
   * The passages of those documents of the user that are nearest to a query.
   *
   * @param query of unit length
   * @returns     at most `count`, nearest first
   */
  nearest(
    userId: string,
    documentIds: readonly string[],
    query: Float32Array,
    count: number,
    signal: AbortSignal,
  ): Promise<NearPassage[]>;
  /**
   * How near passages are to each other, as `compareAll` gives it.
   *
   * @param make makes the vectors of those that have none, told by their places in the list; what it throws is thrown
   */
  compare(
    userId: string,
    places: readonly PassagePlace[],
    make: (lacking: readonly number[]) => Promise<readonly Float32Array[]>,
  ): Promise<Float32Array>;
  close(): Promise<void>;
}

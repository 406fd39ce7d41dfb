/** What is known of words beyond the documents in scope. */
export interface Thesaurus {
  /**
   * Words that mean nearly the same, something narrower or something wider.
   *
   * @param word English, folded, in any inflection
   * @returns    folded words in their base form with how near they are, above 0 and below 1; empty for an unknown word
   */
  relatedTo(word: string): ReadonlyMap<string, number>;
  /** In how many senses a word is used: the more, the less it tells. 0 for an unknown word. */
  sensesOf(word: string): number;
}

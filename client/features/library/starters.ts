/** Up to `count` different questions, taken from the documents in turn, so that each has a say. */
export function pickStarters(perDocument: readonly (readonly string[])[], count: number): string[] {
  const picked = new Set<string>();
  const longest = Math.max(0, ...perDocument.map((questions) => questions.length));
  for (let round = 0; round < longest; round += 1) {
    for (const questions of perDocument) {
      const question = questions[round];
      if (question !== undefined && picked.size < count) picked.add(question);
    }
  }
  return [...picked];
}

/**
 * Questions about headings. A heading that asks is its own question; one that is hardly a heading makes none.
 *
 * @param ask writes the question about a heading
 */
export const headingQuestions = (headings: readonly string[], ask: (heading: string) => string): string[] =>
  [...new Set(headings.map((heading) => heading.replaceAll(/\s+/g, ' ').trim()))]
    .filter((heading) => /\p{L}{3}/u.test(heading) && heading.length <= 80)
    .map((heading) => (heading.endsWith('?') ? heading : ask(heading)));

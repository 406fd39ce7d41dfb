interface Section {
  heading: string | null;
  text: string;
}

const sectionNumber = /^(?:\d+(?:\.\d+)*|[A-Z])[.)]?\s+(?=\p{L})/u;

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

/** Whether a page says something of what its heading promises: most of its longer words come back, by their stems. */
function keepsPromise(heading: string, text: string): boolean {
  const words = heading.toLowerCase().match(/\p{L}{4,}/gu) ?? [];
  const body = text.replace(heading, '').toLowerCase();
  const kept = words.filter((word) => body.includes(word.slice(0, Math.max(4, word.length - 2))));
  return words.length > 0 && kept.length * 3 >= words.length * 2;
}

/**
 * Questions about the headings of pages, as far as the pages will have an answer. A heading that asks is its own question.
 *
 * @param ask writes the question about a heading
 */
export function headingQuestions(pages: readonly Section[], ask: (heading: string) => string): string[] {
  const headings = pages.flatMap(({ heading, text }) => {
    const line = heading?.replaceAll(/\s+/g, ' ').trim().replace(sectionNumber, '') ?? '';
    return line.length <= 80 && keepsPromise(line, text) ? [line] : [];
  });
  return [...new Set(headings)].map((heading) => (heading.endsWith('?') ? heading : ask(heading)));
}

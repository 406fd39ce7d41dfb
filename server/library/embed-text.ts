/** What a model is given of a passage: its text below the heading under which it stands. */
export const textToEmbed = ({ heading, text }: { heading: string | null; text: string }): string =>
  heading === null ? text : `${heading}\n${text}`;

/** Some of everything that answers are made of, about 250 tokens. */
const section = (n: number): string =>
  [
    `## Part ${n}: how cells hold their water`,
    `Water moves through a membrane towards the side where more is dissolved [1]. A plant cell in salty water loses water and **wilts**, which is why roots in dry soil must work [2]; *turgor* is what keeps it upright, as observation ${n} shows.`,
    `The pressure that stops it is $\\Pi_{${n}} = iMRT$ [1], where $M$ is the concentration:`,
    `$$\n\\Pi = i \\cdot \\frac{n}{V} \\cdot R \\cdot T\n$$`,
    `1. Water passes the membrane, what is dissolved in it does not [1].\n2. The level rises on one side until the pressure is the same:\n   - in a tube, by the weight of the column\n   - in a cell, by its wall [2]\n3. It stops.`,
    `| Side | Water | Cell ${n} |\n|---|---|---|\n| salty | leaves [1] | shrinks |\n| sweet | enters | swells [2] |\n| equal | both ways | stays |`,
    `\`\`\`ts\nconst pressure = factor * concentration * gasConstant * temperature; // ${n}\n\`\`\``,
    `> The pressure that stops osmosis is called the osmotic pressure.`,
    `So a cell is never at rest: what looks still is a balance, and whatever changes one side is answered on the other within seconds [1][2].`,
  ].join('\n\n');

/** An answer in tokens as models cut them: a word with the blank before it, or a sign. */
export function longAnswer(tokens: number): string[] {
  const cut: string[] = [];
  for (let n = 1; cut.length < tokens; n += 1)
    cut.push(...(`${section(n)}\n\n`.match(/\s?[\p{L}\p{N}]+|\s+|[^\p{L}\p{N}\s]/gu) ?? []));
  return cut.slice(0, tokens);
}

/** One part of it, as an answer of ordinary length. */
export const shortAnswer = section;

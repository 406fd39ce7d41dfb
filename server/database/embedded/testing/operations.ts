import * as fc from 'fast-check';
import type { Doc } from '../document.ts';

/** One call, as the differential tests make it on two databases. */
export type Operation =
  | { call: 'insert'; doc: Doc }
  | { call: 'update'; filter: Doc; update: Doc; many: boolean; upsert: boolean }
  | { call: 'modify'; filter: Doc; update: Doc; sort: 1 | -1 }
  | { call: 'replace'; filter: Doc; doc: Doc }
  | { call: 'delete'; filter: Doc; many: boolean }
  | { call: 'find'; filter: Doc; sort: [string, 1 | -1][]; skip: number; limit: number };

const id = fc.integer({ min: 0, max: 9 });
const number = fc.oneof(fc.integer({ min: -2, max: 4 }), fc.constantFrom(1.5, 2 ** 40));
const text = fc.constantFrom('', 'a', 'b', 'B', 'ä', '\u{1F600}');
const date = fc.constantFrom(new Date(0), new Date(1000));
const scalar = fc.oneof(number, text, fc.boolean(), fc.constant(null), date);
const list = fc.array(fc.integer({ min: 0, max: 4 }), { minLength: 1, maxLength: 3 });
const part = fc.record({ k: fc.integer({ min: 0, max: 3 }), v: text });

const fields = fc.record(
  {
    a: number,
    b: scalar,
    n: fc.record({ x: scalar }, { requiredKeys: [] }),
    list,
    parts: fc.array(part, { minLength: 1, maxLength: 2 }),
  },
  { requiredKeys: ['a'] },
);

const comparison = (operand: fc.Arbitrary<unknown>): fc.Arbitrary<unknown> =>
  fc.oneof(
    operand,
    fc.record({ $gt: operand }),
    fc.record({ $gte: operand, $lt: operand }),
    fc.record({ $lte: operand }),
    fc.record({ $ne: operand }),
    fc.record({ $in: fc.array(operand, { minLength: 1, maxLength: 3 }) }),
    fc.record({ $nin: fc.array(operand, { maxLength: 2 }) }),
    fc.record({ $not: fc.record({ $eq: operand }) }),
  );

const notNull = fc.oneof(number, text, fc.boolean(), date);
const condition: fc.Arbitrary<Doc> = fc.oneof(
  comparison(id).map((_id) => ({ _id })),
  comparison(number).map((a) => ({ a })),
  comparison(notNull).map((b) => ({ b })),
  fc.constantFrom<Doc>({ b: null }, { b: { $exists: false } }, { b: { $regex: '^a', $options: 'i' } }),
  comparison(notNull).map((x) => ({ 'n.x': x })),
  comparison(fc.integer({ min: 0, max: 4 })).map((value) => ({ list: value })),
  fc.record({ 'parts.k': fc.integer({ min: 0, max: 3 }) }),
  fc.record({ parts: part.map(($elemMatch) => ({ $elemMatch })) }),
);

const filter: fc.Arbitrary<Doc> = fc.oneof(
  { weight: 4, arbitrary: condition },
  { weight: 2, arbitrary: fc.tuple(condition, condition).map(([left, right]) => ({ ...left, ...right })) },
  fc.array(condition, { minLength: 1, maxLength: 3 }).map(($or) => ({ $or })),
  fc.array(condition, { minLength: 1, maxLength: 2 }).map(($and) => ({ $and })),
  fc.constant({}),
);

const update: fc.Arbitrary<Doc> = fc.oneof(
  fc.record({ $set: fc.record({ a: number, b: scalar }, { requiredKeys: ['b'] }) }),
  fc.record({ $inc: fc.record({ a: number }) }),
  fc.record({ $set: fc.record({ 'n.x': scalar }), $inc: fc.record({ a: fc.constant(1) }) }),
  fc.record({ $unset: fc.constantFrom({ b: '' }, { 'n.x': '' }, { list: '' }) }),
  fc.record({ $push: fc.record({ list: fc.integer({ min: 0, max: 4 }) }) }),
  fc.record({ $push: list.map(($each) => ({ list: { $each, $sort: 1, $slice: -3 } })) }),
  fc.record({ $addToSet: fc.record({ list: fc.integer({ min: 0, max: 4 }) }) }),
  fc.record({ $pull: fc.record({ list: fc.record({ $gt: fc.integer({ min: 0, max: 3 }) }) }) }),
  fc.record({ $pull: fc.record({ parts: fc.record({ k: fc.integer({ min: 0, max: 3 }) }) }) }),
  fc.record({ $min: fc.record({ a: number }), $setOnInsert: fc.constant({ b: 'new' }) }),
);

const direction = fc.constantFrom<1 | -1>(1, -1);
const sort = fc
  .tuple(fc.constantFrom('a', 'b', 'n.x'), direction, direction)
  .map(([path, first, second]): [string, 1 | -1][] => [
    [path, first],
    ['_id', second],
  ]);

export const operation: fc.Arbitrary<Operation> = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record({
      call: fc.constant('insert'),
      doc: fc.tuple(id, fields).map(([_id, rest]) => ({ _id, ...rest })),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      call: fc.constant('update'),
      filter,
      update,
      many: fc.boolean(),
      upsert: fc.constant(false),
    }),
  },
  fc.record({
    call: fc.constant('update'),
    filter: fc.record({ _id: id }),
    update,
    many: fc.boolean(),
    upsert: fc.constant(true),
  }),
  fc.record({ call: fc.constant('modify'), filter, update, sort: direction }),
  fc.record({ call: fc.constant('replace'), filter: fc.record({ _id: id }), doc: fields }),
  fc.record({ call: fc.constant('delete'), filter, many: fc.boolean() }),
  {
    weight: 5,
    arbitrary: fc.record({
      call: fc.constant('find'),
      filter,
      sort,
      skip: fc.integer({ min: 0, max: 3 }),
      limit: fc.integer({ min: 0, max: 5 }),
    }),
  },
);

/** Indexes of several kinds over the fields above; a test draws some of them. */
export const INDEXES: Record<string, 1 | -1>[] = [
  { a: 1 },
  { b: -1, a: 1 },
  { a: -1, b: 1, _id: 1 },
  { 'n.x': 1 },
  { list: 1, a: 1 },
  { 'parts.k': -1 },
];

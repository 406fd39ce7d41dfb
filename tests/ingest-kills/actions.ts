import fc from 'fast-check';

/** One thing that a person does. Numbers that name a class or a document count round what there is. */
export type Action =
  | { do: 'upload'; class: number; files: number }
  | { do: 'upload again'; document: number }
  | { do: 'delete'; document: number }
  | { do: 'delete class'; class: number }
  | { do: 'retry'; document: number };

/** What people do in one life of the server, and when it is killed. */
export interface Life {
  /** each is begun once so many events were pushed since the start, of uploads, progress, what is ready or deleted */
  actions: { user: number; afterEvents: number; action: Action }[];
  killAfter: { events: number; ms: number };
}

const number = fc.nat(1_000);
const action = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.tuple(number, fc.integer({ min: 1, max: 4 })).map<Action>(([one, files]) => {
      return { do: 'upload', class: one, files };
    }),
  },
  { weight: 2, arbitrary: number.map<Action>((document) => ({ do: 'upload again', document })) },
  { weight: 3, arbitrary: number.map<Action>((document) => ({ do: 'delete', document })) },
  { weight: 1, arbitrary: number.map<Action>((one) => ({ do: 'delete class', class: one })) },
  { weight: 2, arbitrary: number.map<Action>((document) => ({ do: 'retry', document })) },
);

const life = fc
  .tuple(
    fc.array(fc.tuple(fc.nat(1), fc.nat(20), action), { minLength: 1, maxLength: 6 }),
    fc.nat(30),
    fc.oneof(fc.nat(30), fc.nat(300)),
  )
  .map<Life>(([acts, events, ms]) => ({
    actions: acts.map(([user, afterEvents, one]) => ({ user, afterEvents, action: one })),
    killAfter: { events, ms },
  }));

/** As many lives as there are to be kills; the same for the same seed. */
export const livesOf = (kills: number, seed: number): Life[] => fc.sample(life, { numRuns: kills, seed });

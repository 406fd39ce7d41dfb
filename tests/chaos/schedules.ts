import fc from 'fast-check';
import type { Command, LinkFault, Plan, Schedule, Times } from './command.ts';
import type { Mode } from './mode.ts';

const index = fc.nat(11);
const server = fc.nat(1);
const ms = (most: number) => fc.integer({ min: 10, max: most });
const times: fc.Arbitrary<Times> = fc.constantFrom('once', 'once', 'once', 'twice', 'everywhere');

const plan: fc.Arbitrary<Plan> = fc.record({
  pieces: fc.oneof({ weight: 4, arbitrary: fc.integer({ min: 1, max: 60 }) }, fc.constant(0), fc.constant(300)),
  filler: fc.oneof({ weight: 6, arbitrary: fc.nat(20) }, fc.constant(1_500)),
  delayMs: fc.constantFrom(0, 1, 5, 20, 50),
  firstDelayMs: fc.constantFrom(0, 0, 20, 300),
  end: fc.oneof(
    { weight: 8, arbitrary: fc.constant('stop' as const) },
    {
      weight: 3,
      arbitrary: fc.constantFrom(
        'length' as const,
        'content_filter' as const,
        'silence' as const,
        'no finish' as const,
        'cut' as const,
        'reset' as const,
        'malformed' as const,
        'error in stream' as const,
        'no answer' as const,
        'status 429' as const,
        'status 500' as const,
      ),
    },
  ),
});

const fault: fc.Arbitrary<LinkFault> = fc.oneof(
  fc.constant<LinkFault>({ kind: 'away' }),
  fc.constant<LinkFault>({ kind: 'reset' }),
  fc.constant<LinkFault>({ kind: 'silent' }),
  fc.record({ kind: fc.constant('delay' as const), ms: ms(120) }),
  fc.record({ kind: fc.constant('throttle' as const), bytesPerSecond: fc.integer({ min: 2_000, max: 60_000 }) }),
  fc.record({ kind: fc.constant('cut' as const), bytes: fc.integer({ min: 0, max: 6_000 }) }),
);

const ask: fc.Arbitrary<Command> = fc.record({
  do: fc.constant('ask'),
  user: index,
  server,
  times,
  sameSession: fc.boolean(),
  plan,
});

const calm: [number, fc.Arbitrary<Command>][] = [
  [6, ask],
  [5, fc.record({ do: fc.constant('watch'), run: index, server, newTab: fc.boolean() })],
  [1, fc.record({ do: fc.constant('leave'), watch: index })],
  [3, fc.record({ do: fc.constant('drop'), tab: index })],
  [2, fc.record({ do: fc.constant('slow'), tab: index, ms: ms(1_500) })],
  [3, fc.record({ do: fc.constant('stop'), run: index, server, times })],
  [3, fc.record({ do: fc.constant('retry'), run: index, server, times, plan })],
  [1, fc.record({ do: fc.constant('select'), run: index, server, current: fc.nat(2) })],
  [
    1,
    fc.record({
      do: fc.constant('remove'),
      run: index,
      server,
      what: fc.constantFrom('turn', 'turn', 'session'),
      restoreAfterMs: fc.option(fc.nat(600), { nil: null }),
    }),
  ],
  [4, fc.record({ do: fc.constant('wait'), ms: ms(250) })],
  [2, fc.record({ do: fc.constant('first token'), run: index })],
];

const lines = (mode: Mode): [number, fc.Arbitrary<Command>][] => {
  const names = [
    'tabs',
    'model',
    ...(mode === 'embedded' ? [] : ['database']),
    ...(mode === 'cluster' ? ['redis'] : []),
  ];
  const link = fc.constantFrom(...names).filter((name) => isLink(name));
  return [
    [4, fc.record({ do: fc.constant('link'), link, server, fault, ms: ms(1_500) })],
    ...(mode === 'cluster' ? [redis] : []),
  ];
};

const isLink = (name: string): name is 'tabs' | 'model' | 'database' | 'redis' =>
  ['tabs', 'model', 'database', 'redis'].includes(name);

const redis: [number, fc.Arbitrary<Command>] = [
  2,
  fc.record({ do: fc.constant('redis'), how: fc.constantFrom('restart', 'restart', 'freeze'), ms: ms(1_500) }),
];

const deaths: [number, fc.Arbitrary<Command>][] = [
  [2, fc.record({ do: fc.constant('kill'), server, downMs: ms(2_000) })],
  [1, fc.record({ do: fc.constant('term'), server, downMs: ms(500) })],
];

/** Questions first, so that there is something to disturb. */
const commands = (mix: [number, fc.Arbitrary<Command>][]): fc.Arbitrary<Command[]> =>
  fc
    .tuple(
      fc.array(ask, { minLength: 1, maxLength: 6, size: 'max' }),
      fc.array(fc.oneof(...mix.map(([weight, arbitrary]) => ({ weight, arbitrary }))), { maxLength: 40, size: 'max' }),
    )
    .map(([first, rest]) => [...first, ...rest]);

/** What may happen to an installation of this kind; most schedules leave its processes alive. */
export const schedules = (mode: Mode): fc.Arbitrary<Schedule> =>
  fc.record({
    users: fc.integer({ min: 1, max: 4 }),
    left: fc.oneof({ weight: 3, arbitrary: fc.constant(900) }, fc.nat(4)),
    commands: fc.oneof(
      { weight: 3, arbitrary: commands(calm) },
      { weight: 4, arbitrary: commands([...calm, ...lines(mode)]) },
      { weight: 3, arbitrary: commands([...calm, ...lines(mode), ...deaths]) },
    ),
  });

/** How the model answers one request. */
export interface Plan {
  pieces: number;
  /** characters of filler in each piece */
  filler: number;
  delayMs: number;
  firstDelayMs: number;
  end: PlanEnd;
}

export type PlanEnd =
  | 'stop'
  | 'length'
  | 'content_filter'
  | 'silence'
  | 'no finish'
  | 'cut'
  | 'reset'
  | 'malformed'
  | 'error in stream'
  /** the mark that the passages hold no answer, instead of the pieces */
  | 'no answer'
  | 'status 429'
  | 'status 500';

/** Endings after which a run's answer is stored. */
export const goodEnds: readonly PlanEnd[] = ['stop', 'length', 'no answer'];

export type LinkName = 'tabs' | 'redis' | 'database' | 'model';

export type LinkFault =
  | { kind: 'away' }
  | { kind: 'reset' }
  | { kind: 'silent' }
  | { kind: 'delay'; ms: number }
  | { kind: 'throttle'; bytesPerSecond: number }
  | { kind: 'cut'; bytes: number };

/** Once, twice at the same moment on one server, or on every server at the same moment. */
export type Times = 'once' | 'twice' | 'everywhere';

/**
 * One step of a schedule. Numbers that name a user, a run, a tab or a server count round what there is: every schedule
 * makes sense, whatever is taken out of it.
 */
export type Command =
  | { do: 'ask'; user: number; server: number; times: Times; sameSession: boolean; plan: Plan }
  | { do: 'watch'; run: number; server: number; newTab: boolean }
  | { do: 'leave'; watch: number }
  | { do: 'drop'; tab: number }
  | { do: 'slow'; tab: number; ms: number }
  | { do: 'stop'; run: number; server: number; times: Times }
  | { do: 'retry'; run: number; server: number; times: Times; plan: Plan }
  | { do: 'select'; run: number; server: number; current: number }
  | { do: 'remove'; run: number; server: number; what: 'turn' | 'session'; restoreAfterMs: number | null }
  | { do: 'wait'; ms: number }
  | { do: 'first token'; run: number }
  | { do: 'kill'; server: number; downMs: number }
  | { do: 'term'; server: number; downMs: number }
  | { do: 'redis'; how: 'restart' | 'freeze'; ms: number }
  | { do: 'link'; link: LinkName; server: number; fault: LinkFault; ms: number };

export interface Schedule {
  users: number;
  /** answers that each user has left in the month */
  left: number;
  commands: Command[];
}

/** A schedule as a person reads it, one step a line. */
export function describe({ users, left, commands }: Schedule): string {
  const lines = commands.map((command, n) => `${String(n + 1).padStart(4)} ${describeCommand(command)}`);
  return [`${users} users with ${left} answers left each`, ...lines].join('\n');
}

function describeCommand({ do: what, ...details }: Command): string {
  const parts = Object.entries<unknown>(details).map(([name, value]) => `${name} ${inWords(value)}`);
  return `${what}: ${parts.join(', ')}`;
}

const inWords = (value: unknown): string =>
  JSON.stringify(value)
    .replaceAll(/[{}"]/g, '')
    .replaceAll(/([:,])/g, '$1 ');

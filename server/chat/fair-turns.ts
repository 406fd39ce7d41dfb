import { setImmediate as macrotask } from 'node:timers/promises';

/** Longer than this no run goes on without letting others have their turn. */
const sliceMs = 2;

let turn = 0;
let isCounting = false;

/** Names the event loop's turn: it changes when timers and sockets have had theirs. */
function currentTurn(): number {
  if (!isCounting) {
    isCounting = true;
    setImmediate(() => {
      isCounting = false;
      turn += 1;
    });
  }
  return turn;
}

/**
 * Keeps a loop that may never wait for anything real, such as one over a model that has sent all it has to say, from
 * keeping the process to itself. To be awaited in each round; where it answers nothing there is nothing to wait for.
 */
export function createFairTurns(): () => Promise<void> | undefined {
  let mine = currentTurn();
  let since = performance.now();
  return () => {
    const now = performance.now();
    const current = currentTurn();
    if (current !== mine) {
      mine = current;
      since = now;
    } else if (now - since > sliceMs) return macrotask();
    return undefined;
  };
}

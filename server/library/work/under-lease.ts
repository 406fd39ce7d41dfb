import type { Log } from '#server/observe/log.ts';
import { leaseMs } from './hold.ts';
import type { Lease, Leases } from './leases.ts';
import type { Subject } from './work-loop.ts';

/** Thrown by work that finds that another has it, or that nobody wants it any more. */
export class LeaseLost extends Error {}

/**
 * Works under a lease, which is renewed all the while. Where `stopped` is aborted or the lease is lost, the work is
 * given back for another attempt to go on with.
 *
 * @param work is given a signal that is aborted in either case
 * @returns    false where the work was given back
 * @throws     what `work` throws otherwise; the lease is still held then
 */
export async function underLease<Row extends Subject>(
  { leases, lease, stopped, log }: { leases: Leases<Row>; lease: Lease<Row>; stopped: AbortSignal; log: Log },
  work: (signal: AbortSignal) => Promise<void>,
): Promise<boolean> {
  const lost = new AbortController();
  const renew = async (): Promise<void> => {
    try {
      if ((await leases.keep(lease)) === null) lost.abort(new LeaseLost());
    } catch (error) {
      log.warn({ err: error, documentId: lease.row.documentId }, 'a lease could not be renewed');
    }
  };
  const renewal = setInterval(() => void renew(), leaseMs / 4);
  const signal = AbortSignal.any([stopped, lost.signal]);
  try {
    await work(signal);
    return true;
  } catch (error) {
    if (!signal.aborted && !(error instanceof LeaseLost)) throw error;
    await leases.giveBack(lease);
    return false;
  } finally {
    clearInterval(renewal);
  }
}

import type { Server } from 'node:http';
import { answerProbes } from '../probe.ts';

/** Serves on a free port of loopback and answers the bench's probes. */
export function listenAndAnswer(server: Server): void {
  // the client keeps its connections between rounds
  server.keepAliveTimeout = 600_000;
  server.listen(0, '127.0.0.1', () => {
    const address = server.address();
    answerProbes(`http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}`);
  });
  process.on('SIGTERM', () => process.exit(0));
}

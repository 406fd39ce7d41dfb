/** Ends a reading process that takes too much memory, or whose server is gone, whatever it is busy with. */
const memoryBytes = 900_000_000;
const lookMs = 50;

const server = process.ppid;
setInterval(() => {
  if (process.memoryUsage.rss() > memoryBytes || process.ppid !== server) process.kill(process.pid, 'SIGKILL');
}, lookMs);

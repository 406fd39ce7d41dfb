import { readingBudget } from './reading-budget.ts';

/** Ends a reading process that takes too much memory, or whose server is gone, whatever it is busy with. */
const lookMs = 50;

const server = process.ppid;
setInterval(() => {
  if (process.memoryUsage.rss() > readingBudget.memoryBytes || process.ppid !== server)
    process.kill(process.pid, 'SIGKILL');
}, lookMs);

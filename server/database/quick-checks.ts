import { configure } from 'arktype/config';

// Prisma checks its contract once, when it is opened: to compile those checks takes longer than to carry them out
configure({ jitless: true });

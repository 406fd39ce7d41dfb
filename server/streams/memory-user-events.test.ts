import { createMemoryUserEvents } from './memory-user-events.ts';
import { testUserEvents } from './user-events.contract.ts';

testUserEvents(createMemoryUserEvents);

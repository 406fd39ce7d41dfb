import { afterEach, beforeEach } from 'vitest';
import { connect, type Connection } from './connect.ts';
import { makeTestData, type TestDatabase } from './database.ts';

export interface DataOfTest {
  /** what a server needs to use it */
  readonly env: TestDatabase['env'];
  /** Connects somebody; it is closed after the test. */
  join(url: string, token: string): Connection;
  /** Closes what `join` opened so far. */
  leave(): void;
}

/** Data for each test of a file, for servers that it starts itself; both are gone after it. */
export function dataOfTest(): DataOfTest {
  let data: Awaited<ReturnType<typeof makeTestData>>;
  const connections: Connection[] = [];
  const leave = () => {
    for (const connection of connections.splice(0)) connection.close();
  };
  beforeEach(async () => {
    data = await makeTestData();
  });
  afterEach(async () => {
    leave();
    await data.remove();
  });
  return {
    get env() {
      return data.env;
    },
    join: (url, token) => {
      const connection = connect(url, token);
      connections.push(connection);
      return connection;
    },
    leave,
  };
}

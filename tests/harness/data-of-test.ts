import { afterEach, beforeEach } from 'vitest';
import { connect, type Connection } from './connect.ts';
import { makeTestData, type TestData } from './database.ts';

export interface DataOfTest {
  /** what a server needs to use it */
  readonly env: TestData['env'];
  /** Connects somebody; it is closed after the test. */
  join(url: string, token: string): Connection;
  /** Closes what `join` opened so far. */
  leave(): void;
}

/** Data for each test of a file, for servers that it starts itself; both are gone after it. */
export function dataOfTest(): DataOfTest {
  let data: TestData;
  const connections: Connection[] = [];
  const leave = () => {
    for (const connection of connections.splice(0)) connection.close();
  };
  beforeEach(async () => {
    data = await makeTestData();
  });
  afterEach(async () => {
    leave();
    await data[Symbol.asyncDispose]();
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

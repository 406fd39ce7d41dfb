import { z } from 'zod';
import { newId } from '#shared/ids.ts';
import { monthOf } from '#server/quota/month.ts';
import { connect, type Client } from '#tests/harness/connect.ts';
import { classWith, osmosis } from '#tests/harness/documents.ts';
import { startTcpProxy, type TcpProxy } from '#tests/harness/tcp-proxy.ts';
import { monthly, type World } from './world.ts';

/** Somebody's tab: a connection to one server over a line of its own. */
export interface Tab extends AsyncDisposable {
  readonly server: number;
  readonly client: Client;
  readonly line: TcpProxy;
}

export interface Person {
  userId: string;
  /** stands in every question and answer of theirs: `u1a2b3c` */
  name: string;
  token: string;
  classId: string;
  /** answers of the month that were used up before the schedule */
  usedBefore: number;
}

const guestSchema = z.object({ token: z.string(), user: z.object({ id: z.string() }) });

/** Somebody new, as a guest, with a class to ask about. */
export async function newPerson(world: World, left: number): Promise<Person> {
  const [node] = world.nodes;
  if (node === undefined) throw new Error('a world has a server');
  const reply = await fetch(`${node.url}/api/auth/sign-in/anonymous`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: '{}',
  });
  if (!reply.ok) throw new Error(`a guest was not let in: ${reply.status} ${await reply.text()}`);
  const { token, user } = guestSchema.parse(await reply.json());
  const usedBefore = world.database === null ? 0 : monthly - left;
  const person = { userId: user.id, name: `u${newId().slice(-6)}`, token, usedBefore };
  if (world.database !== null && usedBefore > 0) {
    const month = monthOf(new Date());
    await world.database.db.usage.create({
      userId: user.id,
      month,
      used: usedBefore,
      reserved: [],
      held: [],
      places: usedBefore,
    });
  }
  return { ...person, classId: await giveClass(world, person) };
}

/** Each schedule's people share what one of them uploaded: reading a file again tells nothing new. */
async function giveClass(world: World, { userId, token }: Pick<Person, 'userId' | 'token'>): Promise<string> {
  const known = templates.get(world);
  if (known !== undefined && world.database !== null) {
    for (const name of ['classes', 'documents', 'pages', 'passages']) {
      const rows = world.database.native.collection(name);
      const own = await rows.find({ userId: known.userId }, { projection: { _id: 0 } }).toArray();
      if (own.length > 0) await rows.insertMany(own.map((row) => ({ ...row, userId })));
    }
    return known.classId;
  }
  const url = world.nodes[0]?.url ?? '';
  const connection = connect(url, token);
  const { classId } = await classWith({ url }, { token, client: connection.client }, [osmosis]);
  connection.close();
  templates.set(world, { userId, classId });
  return classId;
}

const templates = new WeakMap<World, { userId: string; classId: string }>();

export async function openTab(world: World, person: Person, server: number): Promise<Tab> {
  const node = world.nodes[server % world.nodes.length];
  if (node === undefined) throw new Error('a world has a server');
  const line = await startTcpProxy(node.port);
  const connection = connect(`http://127.0.0.1:${line.port}`, person.token, 50);
  return {
    server: server % world.nodes.length,
    client: connection.client,
    line,
    [Symbol.asyncDispose]: async () => {
      connection.close();
      await line[Symbol.asyncDispose]();
    },
  };
}

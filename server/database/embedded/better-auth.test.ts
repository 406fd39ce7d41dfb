import { betterAuth } from 'better-auth';
import { mongodbAdapter } from 'better-auth/adapters/mongodb';
import { ObjectId } from 'mongodb';
import { expect, test } from 'vitest';
import { asMongoClient } from './client.ts';
import { temporaryClient } from './testing/temporary.ts';

const PERSON = { email: 'student@example.org', password: 'a long enough password', name: 'A student' };

test("better-auth's own Mongo adapter signs up, in and out on it", async () => {
  const client = await temporaryClient();
  const database = asMongoClient(client).db('auth');
  const auth = betterAuth({
    baseURL: 'http://localhost',
    secret: 'a secret that is long enough for a test',
    database: mongodbAdapter(database),
    emailAndPassword: { enabled: true },
    user: { modelName: 'auth_user' },
  });

  const { user } = await auth.api.signUpEmail({ body: PERSON });
  const stored = await database.collection('auth_user').findOne({ email: PERSON.email });
  expect(stored?._id).toEqual(ObjectId.createFromHexString(user.id));
  await expect(auth.api.signUpEmail({ body: PERSON })).rejects.toMatchObject({ status: 'UNPROCESSABLE_ENTITY' });

  await expect(auth.api.signInEmail({ body: { ...PERSON, password: 'another password' } })).rejects.toMatchObject({
    status: 'UNAUTHORIZED',
  });
  const { headers } = await auth.api.signInEmail({ body: PERSON, returnHeaders: true });
  const cookie = headers
    .getSetCookie()
    .map((line) => line.split(';')[0])
    .join('; ');
  const session = await auth.api.getSession({ headers: new Headers({ cookie }) });
  expect(session?.user).toMatchObject({ id: user.id, email: PERSON.email });

  await auth.api.signOut({ headers: new Headers({ cookie }) });
  expect(await auth.api.getSession({ headers: new Headers({ cookie }) })).toBeNull();

  const before = client.decodedDocuments;
  const indexes = await database.collection('auth_user').listIndexes().toArray();
  expect(indexes).toContainEqual(expect.objectContaining({ key: { email: 1 }, unique: true }));
  await database.collection('auth_user').findOne({ email: PERSON.email });
  expect(client.decodedDocuments - before).toBe(1);
});

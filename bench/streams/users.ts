import { ObjectId } from 'mongodb';
import { openConfigured } from '#server/database/open.ts';
import { newDocument } from '#server/library/new-document.ts';
import { newId } from '#shared/ids.ts';
import { passageOf } from './answer-text.ts';

/** The session token of a user of the bench. */
export const tokenOfUser = (index: number): string => `bench${String(index).padStart(27, '0')}`;

const dayMs = 86_400_000;

/**
 * Writes users with a session, a class and a document of one passage each, as if they had signed up and uploaded it:
 * what the application does with passwords and files is not what is measured.
 */
export async function seedUsers(settings: { DATABASE_URL?: string; DATA_DIR: string }, count: number): Promise<void> {
  const database = await openConfigured(settings);
  const { db, native } = database;
  const now = new Date();
  const users = Array.from({ length: count }, (_, index) => ({
    _id: new ObjectId(),
    name: `User ${index}`,
    email: `user${index}@example.org`,
    emailVerified: true,
    createdAt: now,
    updatedAt: now,
    isAnonymous: false,
  }));
  await native.collection('auth_users').insertMany(users);
  await native.collection('auth_sessions').insertMany(
    users.map(({ _id }, index) => ({
      expiresAt: new Date(now.getTime() + dayMs),
      token: tokenOfUser(index),
      createdAt: now,
      updatedAt: now,
      ipAddress: '',
      userAgent: 'bench',
      userId: _id,
    })),
  );
  const owned = users.map(({ _id }, index) => ({
    userId: _id.toHexString(),
    classId: newId(),
    documentId: newId(),
    text: passageOf(index),
  }));
  await db.classes.createAndCount(
    owned.map(({ userId, classId }) => ({
      userId,
      classId,
      name: 'Biology',
      sample: false,
      version: 1,
      createdAt: now,
      deletedAt: null,
    })),
  );
  await db.documents.createAndCount(
    owned.map(({ text, ...ids }) => ({
      ...newDocument(
        { ...ids, name: 'Cells', kind: 'text', bytes: text.length, contentKey: ids.documentId },
        now,
        true,
      ),
      status: 'ready' as const,
      pages: 1,
      pagesDone: 1,
    })),
  );
  await db.pages.createAndCount(
    owned.map(({ userId, documentId, text }) => ({ userId, documentId, page: 1, heading: null, text })),
  );
  await db.passages.createAndCount(
    owned.map(({ userId, documentId, text }) => ({
      userId,
      passageId: newId(),
      documentId,
      page: 1,
      start: 0,
      end: text.length,
      heading: null,
      text,
    })),
  );
  await database.close();
}

import { upload } from '#tests/harness/documents.ts';
import { makePdf } from '#tests/harness/make-pdf.ts';
import { openFor, type Scene, showColumn } from '../scene.ts';
import { newPerson } from '../student.ts';

/** A scan: pages without text. */
const scan = () => makePdf([{ lines: [] }, { lines: [] }]);
/** A book that takes a while to be sent, and to be read. */
const book = (pages: number) =>
  makePdf(
    Array.from({ length: pages }, (_, index) =>
      Array.from(
        { length: 30 },
        (_, line) => `Page ${index + 1}, line ${line + 1}: the cell divides, and divides again.`,
      ),
    ),
  );
/** In bytes a second. */
const slowUpload = { offline: false, latency: 0, downloadThroughput: -1, uploadThroughput: 60_000 };

/** Classes and documents. */
export const libraryScenes: readonly Scene[] = [
  {
    name: 'no-class',
    open: async (stage) => {
      const page = await openFor(stage, '/', await newPerson(stage.app));
      await page.getByRole('heading', { name: 'Your first class' }).waitFor();
      return page;
    },
  },
  {
    name: 'empty-class',
    open: async (stage) => {
      const page = await openFor(stage, '/', await newPerson(stage.app));
      await page.getByRole('textbox', { name: 'Name of the class' }).fill('Cell biology');
      await page.getByRole('button', { name: 'Create class' }).click();
      await page.getByRole('heading', { name: 'Nothing to read yet' }).waitFor();
      return page;
    },
  },
  {
    name: 'uploading',
    open: async (stage) => {
      const { app } = stage;
      const person = await newPerson(app);
      const { classId } = await person.client.classes.create.mutate({ name: 'Cell biology' });
      const page = await openFor(stage, `/class/${classId}/new`, person);
      await showColumn(page);
      const documents = page.getByRole('navigation').getByRole('region', { name: 'Documents' });
      const files = documents.getByTestId('file-input');
      await files.setInputFiles({
        name: 'Microscopy.pdf',
        mimeType: 'application/pdf',
        buffer: Buffer.from('GIF89a, not a PDF'),
      });
      await page.getByText('Microscopy.pdf was not added').first().waitFor({ state: 'attached' });
      await upload(app, person.token, classId, [{ name: 'Handwritten notes, week 3.pdf', content: scan() }]);
      await upload(app, person.token, classId, [{ name: 'The cell, a textbook.pdf', content: book(1_200) }]);
      const session = await page.context().newCDPSession(page);
      await session.send('Network.emulateNetworkConditions', slowUpload);
      await files.setInputFiles({
        name: 'Slides 1 to 12.pdf',
        mimeType: 'application/pdf',
        buffer: Buffer.from(book(400)),
      });
      await documents.getByText('Could not be read').waitFor();
      await documents.getByText(/Uploading, [1-9]/).waitFor();
      return page;
    },
  },
  {
    name: 'class',
    open: async (stage) => {
      const page = await openFor(stage, stage.student.paths.fresh);
      await page.getByRole('region', { name: 'You could ask' }).waitFor();
      return page;
    },
  },
  {
    name: 'choose-documents',
    open: async (stage) => {
      const page = await openFor(stage, stage.student.paths.fresh);
      await page.getByRole('button', { name: 'Choose documents to ask' }).click();
      await page.getByRole('option').nth(1).click();
      await page.getByRole('option').nth(0).click();
      return page;
    },
  },
  {
    name: 'chosen-documents',
    open: async (stage) => {
      const page = await openFor(stage, stage.student.paths.fresh);
      await page.getByRole('button', { name: 'Choose documents to ask' }).click();
      await page.getByRole('option').nth(1).click();
      await page.getByRole('option').nth(0).click();
      await page.keyboard.press('Escape');
      await page
        .getByRole('textbox', { name: 'Question' })
        .fill('Which advice do both of them give for the week before an exam?');
      return page;
    },
  },
  {
    name: 'drop-files',
    widths: [1440],
    open: async (stage) => {
      const page = await openFor(stage, stage.student.paths.fresh);
      await page.getByRole('region', { name: 'You could ask' }).waitFor();
      const dataTransfer = await page.evaluateHandle(() => {
        const data = new DataTransfer();
        data.items.add(new File(['text'], 'Notes.txt'));
        return data;
      });
      await page.dispatchEvent('body', 'dragenter', { dataTransfer });
      await page.getByText('Drop files to add them to').waitFor();
      return page;
    },
  },
  {
    name: 'document-menu',
    open: async (stage) => {
      const page = await openFor(stage, stage.student.paths.fresh);
      await showColumn(page);
      await page.getByRole('button', { name: 'More for How memory and sleep work.pdf' }).click();
      await page.getByRole('menu').waitFor();
      return page;
    },
  },
  {
    name: 'document-details',
    open: async (stage) => {
      const page = await openFor(stage, stage.student.paths.fresh);
      await showColumn(page);
      await page.getByRole('button', { name: 'More for How memory and sleep work.pdf' }).click();
      await page.getByRole('menuitem', { name: 'Details and summary' }).click();
      await page.getByRole('dialog').getByText('A memory is made in three steps').waitFor();
      return page;
    },
  },
  {
    name: 'move-document',
    open: async (stage) => {
      const page = await openFor(stage, stage.student.paths.fresh);
      await showColumn(page);
      await page.getByRole('button', { name: 'More for Reading guide.txt' }).click();
      await page.getByRole('menuitem', { name: 'Move to another class' }).click();
      await page.getByRole('dialog', { name: /^Move/ }).waitFor();
      return page;
    },
  },
  {
    name: 'class-menu',
    open: async (stage) => {
      const page = await openFor(stage, stage.student.paths.fresh);
      await showColumn(page);
      await page.getByRole('button', { name: /^Choose a class/ }).click();
      await page.getByRole('menu').waitFor();
      return page;
    },
  },
  {
    name: 'delete-class',
    open: async (stage) => {
      const page = await openFor(stage, stage.student.paths.fresh);
      await showColumn(page);
      await page.getByRole('button', { name: /^Choose a class/ }).click();
      await page.getByRole('menuitem', { name: 'Delete class' }).click();
      await page.getByRole('dialog', { name: /^Delete/ }).waitFor();
      return page;
    },
  },
];

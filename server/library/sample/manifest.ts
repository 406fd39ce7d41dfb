/** What the sample class holds: files in this folder, written for it. */
export const sample = {
  className: 'Memory and sleep',
  documents: [
    { file: 'how-memory-and-sleep-work.pdf', name: 'How memory and sleep work.pdf', kind: 'pdf' },
    { file: 'lecture-notes.md', name: 'Lecture notes.md', kind: 'markdown' },
    { file: 'reading-guide.txt', name: 'Reading guide.txt', kind: 'text' },
  ],
} as const;

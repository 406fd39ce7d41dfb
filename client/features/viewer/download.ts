/** Saves a document's own file, under its name. */
export function download(documentId: string, name: string): void {
  const link = document.createElement('a');
  link.href = `/api/documents/${documentId}/file`;
  link.download = name;
  link.click();
}

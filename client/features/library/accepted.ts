/** What the file dialogue offers; the server looks at the content itself. */
export const acceptedFiles = [
  '.pdf,.docx,.pptx,.txt,.md,.markdown,application/pdf,text/plain,text/markdown',
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  'application/vnd.openxmlformats-officedocument.presentationml.presentation',
].join(',');

/** What the file dialogue offers; the server looks at the content itself. */
export const acceptedFiles = '.pdf,.txt,.md,.markdown,application/pdf,text/plain,text/markdown';

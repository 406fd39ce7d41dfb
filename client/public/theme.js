// Runs before the first paint, so that a chosen theme never flashes the other one.
try {
  const theme = localStorage.getItem('footnote.theme');
  if (theme === 'light' || theme === 'dark') {
    document.documentElement.dataset.theme = theme;
    // the browser's own bar follows the choice, not the system
    for (const bar of document.querySelectorAll('meta[name="theme-color"]'))
      bar.setAttribute('media', bar.getAttribute('media')?.includes(theme) ? 'all' : 'not all');
  }
} catch {
  // storage is closed: the system's theme it is
}

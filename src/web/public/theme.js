// Before the first paint: the scheme that this reader chose. A file of its own, for the page's policy allows no inline script.
try {
  const theme = localStorage.getItem('ascribe-theme')
  if (theme === 'light' || theme === 'dark') document.documentElement.dataset.theme = theme
} catch {
  // Storage may be switched off: then the system's scheme holds.
}

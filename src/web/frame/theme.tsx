import { useState } from 'react'

export type Theme = 'system' | 'light' | 'dark'
const NEXT: Readonly<Record<Theme, Theme>> = { system: 'light', light: 'dark', dark: 'system' }
const SAYS: Readonly<Record<Theme, string>> = { system: 'As the system', light: 'Light', dark: 'Dark' }

const chosen = (): Theme => {
  const theme = document.documentElement.dataset.theme
  return theme === 'light' || theme === 'dark' ? theme : 'system'
}

function choose(theme: Theme): void {
  if (theme === 'system') delete document.documentElement.dataset.theme
  else document.documentElement.dataset.theme = theme
  try {
    if (theme === 'system') localStorage.removeItem('ascribe-theme')
    else localStorage.setItem('ascribe-theme', theme)
  } catch {
    // Storage is switched off: the choice holds until the page is left.
  }
}

/** Goes from the system's scheme to light to dark and round again. */
export function ThemeButton() {
  const [theme, setTheme] = useState(chosen)
  const step = () => {
    choose(NEXT[theme])
    setTheme(NEXT[theme])
  }
  return (
    <button type="button" className="plain theme" onClick={step} title={`Colours: ${SAYS[theme]}`}>
      <svg viewBox="0 0 20 20" width="18" height="18" aria-hidden="true">
        <circle cx="10" cy="10" r="7.2" fill="none" stroke="currentColor" strokeWidth="1.6" />
        {theme !== 'light' && (
          <path
            d={
              theme === 'dark'
                ? 'M10 2.800a7.2 7.2 0 1 0 0 14.4 7.2 7.2 0 0 0 0-14.400z'
                : 'M10 2.800a7.2 7.2 0 0 0 0 14.400z'
            }
            fill="currentColor"
          />
        )}
      </svg>
      <span className="unseen">Colours: {SAYS[theme]}</span>
    </button>
  )
}

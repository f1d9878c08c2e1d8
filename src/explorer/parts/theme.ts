import { useEffect, useState, useSyncExternalStore } from 'react'

export type Theme = 'light' | 'dark'

const storedAs = 'plumbline.theme'
const darkMode = matchMedia('(prefers-color-scheme: dark)')

/** The theme that the reader has chosen here, else that of the system. */
export function useTheme(): readonly [Theme, (theme: Theme) => void] {
  const isSystemDark = useSyncExternalStore(
    (onChange) => {
      darkMode.addEventListener('change', onChange)
      return () => darkMode.removeEventListener('change', onChange)
    },
    () => darkMode.matches,
  )
  const [chosen, setChosen] = useState(() => localStorage.getItem(storedAs))
  const theme = chosen === 'light' || chosen === 'dark' ? chosen : isSystemDark ? 'dark' : 'light'
  useEffect(() => {
    document.documentElement.dataset['theme'] = theme
  }, [theme])
  const choose = (next: Theme) => {
    localStorage.setItem(storedAs, next)
    setChosen(next)
  }
  return [theme, choose]
}

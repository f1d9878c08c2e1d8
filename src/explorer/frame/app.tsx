import { useState } from 'react'
import { Router } from 'wouter'
import { forgetKey, keepKey, readKey } from '../client/access-key.ts'
import { toRejection } from '../client/rejection.ts'
import { useDefinitions } from '../client/use-definitions.ts'
import { queryClient } from '../client/use-server.ts'
import { ThemeContext } from '../charts/options/chart-colors.ts'
import { useHashPath, useHashSearch } from '../place/hash-location.ts'
import { Login } from './login.tsx'
import { Navigation } from './navigation.tsx'
import { Pages } from './pages.tsx'
import { useTheme } from '../parts/theme.ts'

/** The explorer: the places, or the login where the server needs to know the caller. */
export function App() {
  const [theme, setTheme] = useTheme()
  const [key, setKey] = useState(readKey)
  const { error } = useDefinitions()
  const changeKey = (next: string | null) => {
    if (next === null) forgetKey()
    else keepKey(next)
    setKey(next)
    void queryClient.resetQueries()
  }
  const isLocked = error !== null && toRejection(error).code === 'UNAUTHENTICATED'
  if (isLocked) return <Login error={error} isRejected={key !== null} onKey={changeKey} />
  return (
    <ThemeContext value={theme}>
      <Router hook={useHashPath} searchHook={useHashSearch}>
        <a className="skip" href="#main" onClick={focusMain}>
          Skip to the content
        </a>
        <Navigation theme={theme} onTheme={setTheme} onLeave={key === null ? null : () => changeKey(null)} />
        <main id="main" tabIndex={-1}>
          <Pages />
        </main>
      </Router>
    </ThemeContext>
  )
}

/** The hash is the place, so a link within the page moves the focus by itself. */
function focusMain(event: { preventDefault: () => void }): void {
  event.preventDefault()
  document.getElementById('main')?.focus()
}

import { useLocation } from 'wouter'
import plumb from '../plumb.svg'
import type { Theme } from '../parts/theme.ts'

const places = [
  ['/boards', 'Boards'],
  ['/explore', 'Explore'],
  ['/catalogue', 'Catalogue'],
  ['/accounts', 'Accounts'],
  ['/signals', 'Signals'],
  ['/graphiql', 'GraphiQL'],
] as const

interface NavigationProps {
  readonly theme: Theme
  readonly onTheme: (theme: Theme) => void
  /** Forgets the key; null where the reader has none. */
  readonly onLeave: (() => void) | null
}

/** The places of the explorer. */
export function Navigation({ theme, onTheme, onLeave }: NavigationProps) {
  const [path] = useLocation()
  const other = theme === 'dark' ? 'light' : 'dark'
  return (
    <header className="head">
      <a className="brand" href="#/boards">
        <img src={plumb} alt="" width="20" height="20" />
        Plumbline
      </a>
      <nav aria-label="Places">
        {places.map(([place, title]) => (
          <a key={place} href={`#${place}`} aria-current={path.startsWith(place) ? 'page' : undefined}>
            {title}
          </a>
        ))}
      </nav>
      <div className="head-end">
        <button type="button" className="button" onClick={() => onTheme(other)}>
          {other === 'dark' ? 'Dark' : 'Light'}
        </button>
        {onLeave !== null && (
          <button type="button" className="button" onClick={onLeave}>
            Log out
          </button>
        )}
      </div>
    </header>
  )
}

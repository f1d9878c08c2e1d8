import { useLocation } from 'wouter'
import { useDefinitions } from '../client/use-definitions.ts'
import plumb from '../plumb.svg'
import type { Theme } from '../parts/theme.ts'

/** Each place, and what the reader must be granted to see it. */
const places = [
  ['/boards', 'Boards', null],
  ['/explore', 'Explore', null],
  ['/catalogue', 'Catalogue', null],
  ['/accounts', 'Accounts', 'accounts'],
  ['/signals', 'Signals', 'signals'],
  ['/graphiql', 'GraphiQL', null],
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
  const { definitions } = useDefinitions()
  const shown = places.filter(
    ([, , needs]) => needs === null || definitions === undefined || definitions.entities.has(needs),
  )
  const other = theme === 'dark' ? 'light' : 'dark'
  return (
    <header className="head">
      <a className="brand" href="#/boards">
        <img src={plumb} alt="" width="20" height="20" />
        Plumbline
      </a>
      <nav aria-label="Places">
        {shown.map(([place, title, needs]) => (
          <a
            key={place}
            href={`#${place}`}
            // it has its place, but is not seen before it is known to be granted
            className={needs !== null && definitions === undefined ? 'unknown' : undefined}
            aria-current={path.startsWith(place) ? 'page' : undefined}
          >
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

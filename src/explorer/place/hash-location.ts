import { useSyncExternalStore } from 'react'

/**
 * The place of the reader, after the `#` of the address: `#/explore?metrics=mrr`. The server needs no route for it, so
 * the explorer works under any path prefix.
 */
function current(): string {
  return `/${location.hash.replace(/^#?\/?/, '')}`
}

function subscribe(onChange: () => void): () => void {
  addEventListener('hashchange', onChange)
  addEventListener('popstate', onChange)
  return () => {
    removeEventListener('hashchange', onChange)
    removeEventListener('popstate', onChange)
  }
}

/** Goes to a place; `replace` leaves no step to go back to. */
export function goTo(place: string, { replace = false }: { readonly replace?: boolean } = {}): void {
  history[replace ? 'replaceState' : 'pushState'](null, '', `#${place}`)
  dispatchEvent(new PopStateEvent('popstate'))
}

/** The path of the place, and the way to another one: the hook of the router. */
export function useHashPath(): [string, typeof goTo] {
  const place = useSyncExternalStore(subscribe, current)
  return [place.split('?', 1)[0] ?? '/', goTo]
}
useHashPath.hrefs = (place: string) => `#${place}`

/** What follows the `?` of the place. */
export function useHashSearch(): string {
  const place = useSyncExternalStore(subscribe, current)
  return place.includes('?') ? place.slice(place.indexOf('?') + 1) : ''
}

/** What follows the `?` of the place, and a change of it that leaves no step to go back to. */
export function useParameters(): readonly [URLSearchParams, (name: string, value: string) => void] {
  const [path] = useHashPath()
  const given = new URLSearchParams(useHashSearch())
  const change = (name: string, value: string) => {
    if (value === '') given.delete(name)
    else given.set(name, value)
    goTo(given.size === 0 ? path : `${path}?${given.toString()}`, { replace: true })
  }
  return [given, change]
}

/** The last part of the path: a key, which may have any characters. The router would decode some of them twice. */
export function useLastPart(): string {
  const [path] = useHashPath()
  const part = path.slice(path.lastIndexOf('/') + 1)
  try {
    return decodeURIComponent(part)
  } catch {
    return part
  }
}

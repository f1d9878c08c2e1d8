import { createClient, type Client } from './plumbline/index.ts'

/** A client with the key of the reader; null where the server accepts callers without one. */
export function clientWith(key: string | null): Client {
  return createClient({
    url: new URL('/graphql', location.href).href,
    headers: key === null ? {} : { authorization: `Bearer ${key}` },
  })
}

const name = 'plumbline-key'

/** The key that was entered in this tab. */
export function storedKey(): string | null {
  return sessionStorage.getItem(name)
}

export function storeKey(key: string): void {
  sessionStorage.setItem(name, key)
}

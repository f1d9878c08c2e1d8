const storedAs = 'plumbline.key'

/** The caller's API key or token, kept for this tab only. Null when the server needs none, or before the login. */
export function readKey(): string | null {
  return sessionStorage.getItem(storedAs)
}

export function keepKey(key: string): void {
  sessionStorage.setItem(storedAs, key)
}

export function forgetKey(): void {
  sessionStorage.removeItem(storedAs)
}

/** The headers that identify the caller. */
export function keyHeaders(): Readonly<Record<string, string>> {
  const key = readKey()
  return key === null ? {} : { authorization: `Bearer ${key}` }
}

/** Errors of the moment: the same request may succeed a second later. */
const passing: ReadonlySet<string> = new Set(['OVERLOADED', 'WAREHOUSE_UNAVAILABLE'])

/** The header `Retry-After` of an error, in seconds; null when the same request would fail again. */
export function retryAfter(code: string): string | null {
  return passing.has(code) ? '1' : null
}
